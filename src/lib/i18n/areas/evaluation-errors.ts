/** What evaluations, members, ballots and consensus refuse, in words. Part of the closed set in `errors.ts`. */
import * as common from './common.ts';

type PhaseName = 'setup' | 'scoring' | 'calibration' | 'review' | 'final';
const phaseEn = (phase: string) => common.en[`phase.${phase as PhaseName}`];
const phaseSv = (phase: string) => common.sv[`phase.${phase as PhaseName}`];

export const en = {
	frameworkUnknown: 'There is no framework with this id.',
	frameworkTaken: ({ id }: { id: string }) =>
		`There is a framework ${id} already, and frameworks never change. Give the new one another id.`,
	municipalityUnknown: 'There is no Swedish municipality with this name or code.',
	previousUnknown: 'You do not belong to an evaluation with this id.',
	previousOtherMunicipality: 'The previous evaluation must be of the same municipality.',
	previousLater: 'The previous evaluation must be of an earlier year, or of the same.',
	emailTwice: 'This person is in the list twice.',
	roleCannotScore: 'Only leads and evaluators can score.',
	accountDisabled: 'This account is disabled. An administrator can enable it.',
	alreadyMember: 'This person belongs to the evaluation already.',
	lastLead: 'An evaluation needs a lead. Make somebody else lead first.',
	wrongPhase: ({ phase }: { phase: string }) => `This cannot be done in the phase ${phaseEn(phase)}.`,
	samePhase: ({ phase }: { phase: string }) => `The evaluation is in the phase ${phaseEn(phase)} already.`,
	phaseNotAdjacent: ({ phase, to }: { phase: string; to: string }) =>
		`From ${phaseEn(phase)} there is no step to ${phaseEn(to)}: phases are taken one at a time.`,
	reasonNeeded: 'This needs a reason, since it takes something back that others rely on.',
	notReadyForFinal: ({ count }: { count: number }) =>
		count === 1 ? 'One thing is left to do before final.' : `${count} things are left to do before final.`,
	consensusMissing: ({ subquestion }: { subquestion: string }) => `${subquestion} has no consensus.`,
	subquestionUnknown: ({ id }: { id: string }) => `The framework has no subquestion ${id}.`,
	areaUnknown: ({ id }: { id: string }) => `The framework has no area ${id}.`,
	notBlind: 'This evaluation is scored openly: there are no ballots.',
	notAVoter: 'This person does not score here, so there is no ballot.',
	nothingToHandIn: 'Everything that can be handed in is handed in already.',
	notHandedIn: 'Nothing of this has been handed in, so there is nothing to reopen.',
	alreadyRevealed: 'The group has seen these scores. A ballot cannot be opened again after that.',
	nothingToReveal: 'All of this is revealed already.',
	notRevealed: 'The scores are not revealed yet. Consensus comes after that.',
	pointsNegative: 'Points cannot be below 0.',
	pointsAboveMax: ({ max }: { max: number }) => `At most ${max} points can be given here.`,
	pointsDecimals: 'Points have at most two decimals.',
	oneOfPointsAndNotAssessable: 'Send either points or notAssessable, not both and not neither.',
	consensusChanged: 'Somebody changed this in the meantime. See what is there now, and decide again.',
	nothingToWithdraw: 'There is no consensus to withdraw.',
	noConsensus: 'There is no consensus here yet that a note could stand beside.',
	notPosition: 'This must be a log position (a whole number) or a point in time in ISO 8601.',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	frameworkUnknown: 'Det finns inget ramverk med detta id.',
	frameworkTaken: ({ id }) =>
		`Det finns redan ett ramverk ${id}, och ramverk ändras aldrig. Ge det nya ett annat id.`,
	municipalityUnknown: 'Det finns ingen svensk kommun med detta namn eller denna kod.',
	previousUnknown: 'Du hör inte till någon utvärdering med detta id.',
	previousOtherMunicipality: 'Den föregående utvärderingen måste gälla samma kommun.',
	previousLater: 'Den föregående utvärderingen måste gälla ett tidigare år, eller samma.',
	emailTwice: 'Den här personen finns två gånger i listan.',
	roleCannotScore: 'Bara ledare och utvärderare kan poängsätta.',
	accountDisabled: 'Det här kontot är avstängt. En administratör kan öppna det.',
	alreadyMember: 'Den här personen hör redan till utvärderingen.',
	lastLead: 'En utvärdering behöver en ledare. Gör först någon annan till ledare.',
	wrongPhase: ({ phase }) => `Det här går inte att göra i fasen ${phaseSv(phase)}.`,
	samePhase: ({ phase }) => `Utvärderingen är redan i fasen ${phaseSv(phase)}.`,
	phaseNotAdjacent: ({ phase, to }) =>
		`Från ${phaseSv(phase)} finns inget steg till ${phaseSv(to)}: faserna tas en i taget.`,
	reasonNeeded: 'Det här behöver en motivering, eftersom det tar tillbaka något som andra litar på.',
	notReadyForFinal: ({ count }) =>
		count === 1 ? 'En sak återstår före slutgiltig.' : `${count} saker återstår före slutgiltig.`,
	consensusMissing: ({ subquestion }) => `${subquestion} saknar konsensus.`,
	subquestionUnknown: ({ id }) => `Ramverket har ingen delfråga ${id}.`,
	areaUnknown: ({ id }) => `Ramverket har inget område ${id}.`,
	notBlind: 'Den här utvärderingen poängsätts öppet: det finns inget att lämna in eller visa.',
	notAVoter: 'Den här personen poängsätter inte här och har därför inget att lämna in.',
	nothingToHandIn: 'Allt som går att lämna in är redan inlämnat.',
	notHandedIn: 'Inget av detta är inlämnat, så det finns inget att öppna igen.',
	alreadyRevealed: 'Gruppen har sett de här poängen. Efter det kan en inlämning inte öppnas igen.',
	nothingToReveal: 'Allt detta visas redan för gruppen.',
	notRevealed: 'Poängen visas inte för gruppen än. Konsensus kommer efter det.',
	pointsNegative: 'Poäng kan inte vara under 0.',
	pointsAboveMax: ({ max }) => `Här kan högst ${max} poäng ges.`,
	pointsDecimals: 'Poäng har högst två decimaler.',
	oneOfPointsAndNotAssessable: 'Skicka antingen points eller notAssessable, inte båda och inte ingetdera.',
	consensusChanged: 'Någon har ändrat det här under tiden. Se vad som finns nu och ta ställning igen.',
	nothingToWithdraw: 'Det finns ingen konsensus att dra tillbaka.',
	noConsensus: 'Här finns ännu ingen konsensus som en anteckning kan stå bredvid.',
	notPosition: 'Det här måste vara en plats i loggen (ett heltal) eller en tidpunkt enligt ISO 8601.',
};

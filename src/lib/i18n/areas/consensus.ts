/** What the group agrees on: the proposal, what it would print, who stands where, and what was changed since. */
import type { MotiveReason } from '#domain/consensus/proposal.ts';
import type { Stance } from '#domain/consensus/positions.ts';

interface Printed {
	area: string;
	areaPoints: string;
	total: string;
	max: string;
}

export const en = {
	'consensus.title': 'Consensus',
	'consensus.none': 'No proposal yet.',
	'consensus.saved': 'The proposal stands',
	'consensus.by': ({ name }: { name: string }) => `proposed by ${name}`,
	'consensus.version': ({ version }: { version: number }) => `version ${version}`,
	'consensus.withdrawn': ({ name }: { name: string }) => `Withdrawn by ${name}.`,
	'consensus.waits': 'Consensus is reached in the calibration phase.',
	'consensus.who.lead': 'The lead sets the value; everyone who scores takes a position on it.',
	'consensus.who.evaluators': 'The lead and the evaluators can set the value.',
	'consensus.hidden': 'The scores are still hidden. A value can be proposed once they are shown.',
	'consensus.somebody': 'somebody',

	'consensus.state.proposed': 'Proposed',
	'consensus.state.agreed': 'Agreed',
	'consensus.state.objected': 'Objection',
	'consensus.state.reopened': 'Reopened',
	'consensus.state.final': 'Final',

	'consensus.propose': 'Propose a value',
	'consensus.change': 'Change',
	'consensus.withdraw': 'Withdraw',
	'consensus.withdraw.ask': 'Withdraw the value? Everyone’s position on it falls.',
	'consensus.withdraw.keep': 'Let it stand',
	'consensus.points': 'Proposal',
	'consensus.kind': 'What is proposed',
	'consensus.kind.points': 'Points',
	'consensus.notAssessable': 'Not assessable',
	'consensus.notAssessable.reason': 'Why it cannot be assessed',
	'consensus.offer': 'From the scores:',
	'consensus.offer.median': ({ value }: { value: string }) => `Median ${value}`,
	'consensus.offer.mean': ({ value }: { value: string }) => `Mean ${value}`,
	'consensus.offer.last': ({ value }: { value: string }) => `As agreed before: ${value}`,
	'consensus.motive': 'Why this value',
	'consensus.motive.optional': '(optional)',
	'consensus.motive.required': '(required)',
	'consensus.motive.because': ({
		because,
		lowest,
		highest,
	}: {
		because: MotiveReason;
		lowest: string;
		highest: string;
	}) =>
		({
			'outside-range': `The value lies outside the group’s scores (${lowest}–${highest}), so the report’s readers will ask why.`,
			'after-objection': 'There is an objection: say how it was weighed.',
		})[because],
	'consensus.motive.needed': 'Write a reason first.',
	'consensus.set': 'Set the value',
	'consensus.setAgain': ({ value }: { value: string }) => `Set ${value} anew`,
	'consensus.deciding': ({ name }: { name: string }) => `${name} is writing a proposal …`,

	'consensus.prints': 'As it prints',
	'consensus.prints.less': 'A tenth less',
	'consensus.prints.value': 'This value',
	'consensus.prints.more': 'A tenth more',
	'consensus.prints.points': 'Points',
	'consensus.prints.row': 'Subquestion',
	'consensus.prints.area': ({ area }: { area: string }) => `Area ${area}`,
	'consensus.prints.total': 'Total',
	'consensus.prints.soFar': ({ count }: { count: number }) =>
		count === 1
			? 'Sums so far: one subquestion is still without a value.'
			: `Sums so far: ${count} subquestions are still without a value.`,
	'consensus.prints.edge': 'A printed sum changes here.',
	'consensus.prints.same': 'A tenth either way changes no printed sum.',
	'consensus.prints.sums': ({ area, areaPoints, total, max }: Printed) =>
		`Area ${area}: ${areaPoints} · total ${total} of ${max}`,

	'consensus.conflict': ({ name }: { name: string }) => `${name} set another value while you were deciding.`,
	'consensus.conflict.stands': ({ name, value }: { name: string; value: string }) =>
		`${name}’s ${value} stands. Yours was not saved.`,
	'consensus.conflict.theirs': 'Stands now',
	'consensus.conflict.mine': 'Yours',
	'consensus.conflict.keep': 'Let theirs stand',
	'consensus.conflict.replace': 'Set yours instead',
	'consensus.clash': ({ name, value, standing }: { name: string; value: string; standing: string }) =>
		`${name} tried to set ${value} at the same time. ${standing} stands until somebody changes it.`,
	'consensus.clash.dismiss': 'Understood',

	'consensus.reopened.scores': 'Reopened: a score was changed after the value was set.',
	'consensus.reopened.score': ({ name, from, to }: { name: string; from: string; to: string }) =>
		`${name}: from ${from} to ${to}`,
	'consensus.reopened.withdrawn': ({ name, was }: { name: string; was: string }) =>
		`Reopened: ${name} withdrew ${was}, which everyone had stood behind.`,
	'consensus.reopened.value': ({ name, was, now }: { name: string; was: string; now: string }) =>
		`Reopened: ${name} changed ${was}, which everyone had stood behind, to ${now}. All positions on the earlier value have fallen.`,
	'consensus.score.none': 'no score',
	'consensus.score.notAssessable': 'not assessable',
	'consensus.score.abstains': 'abstains',

	'positions.title': 'Positions',
	'positions.mine': 'My position',
	'positions.stance': ({ stance }: { stance: Stance }) =>
		({
			agree: 'I agree',
			accept: 'I can live with it',
			object: 'I object',
			abstain: 'I abstain',
		})[stance],
	'positions.of': ({ stance }: { stance: Stance }) =>
		({ agree: 'Agree', accept: 'Can live with it', object: 'Object', abstain: 'Abstain' })[stance],
	'positions.silent': 'Not yet',
	'positions.all': ({ count }: { count: number }) =>
		count === 1 ? 'The one who scores has taken a position.' : `All ${count} have taken a position.`,
	'positions.reason': 'What I object to',
	'positions.reason.hint': 'The objection counts once it says what it is about.',
	'positions.reason.save': 'Leave the objection',
	'positions.reason.change': 'Change the objection',
	'positions.takeBack': 'Take back my position',
	'positions.voided': ({ stance }: { stance: Stance }) =>
		`The value has changed since you said “${
			{ agree: 'I agree', accept: 'I can live with it', object: 'I object', abstain: 'I abstain' }[stance]
		}”. Take a position on the one that stands now.`,
	'positions.earlier': 'had a position on the earlier value',
	'positions.you': 'you',
	'positions.nobody': 'Nobody scores here, so the value stands by itself.',

	'minority.title': 'Minority notes',
	'minority.add': 'Write a minority note',
	'minority.edit': 'Change my note',
	'minority.label': 'My minority note',
	'minority.hint': 'It stays with the consensus, under your name.',
	'minority.save': 'Save the note',
	'minority.remove': 'Remove the note',
	'minority.saved': 'The note is saved',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'consensus.title': 'Konsensus',
	'consensus.none': 'Inget förslag än.',
	'consensus.saved': 'Förslaget står',
	'consensus.by': ({ name }) => `föreslaget av ${name}`,
	'consensus.version': ({ version }) => `version ${version}`,
	'consensus.withdrawn': ({ name }) => `Återtaget av ${name}.`,
	'consensus.waits': 'Konsensus nås i kalibreringsfasen.',
	'consensus.who.lead': 'Ledaren sätter värdet; alla som poängsätter tar ställning till det.',
	'consensus.who.evaluators': 'Ledaren och utvärderarna kan sätta värdet.',
	'consensus.hidden': 'Poängen är ännu dolda. Ett värde kan föreslås när de har visats.',
	'consensus.somebody': 'någon',

	'consensus.state.proposed': 'Föreslaget',
	'consensus.state.agreed': 'Överens',
	'consensus.state.objected': 'Invändning',
	'consensus.state.reopened': 'Öppnad igen',
	'consensus.state.final': 'Slutgiltigt',

	'consensus.propose': 'Föreslå ett värde',
	'consensus.change': 'Ändra',
	'consensus.withdraw': 'Återta',
	'consensus.withdraw.ask': 'Återta värdet? Allas ställningstaganden till det faller.',
	'consensus.withdraw.keep': 'Låt det stå',
	'consensus.points': 'Förslag',
	'consensus.kind': 'Vad som föreslås',
	'consensus.kind.points': 'Poäng',
	'consensus.notAssessable': 'Ej bedömbar',
	'consensus.notAssessable.reason': 'Varför den inte går att bedöma',
	'consensus.offer': 'Ur poängen:',
	'consensus.offer.median': ({ value }) => `Median ${value}`,
	'consensus.offer.mean': ({ value }) => `Medel ${value}`,
	'consensus.offer.last': ({ value }) => `Som tidigare överenskommet: ${value}`,
	'consensus.motive': 'Varför just det värdet',
	'consensus.motive.optional': '(frivilligt)',
	'consensus.motive.required': '(krävs)',
	'consensus.motive.because': ({ because, lowest, highest }) =>
		({
			'outside-range': `Värdet ligger utanför gruppens poäng (${lowest}–${highest}), så den som läser kommer att undra varför.`,
			'after-objection': 'Det finns en invändning: skriv hur den har vägts in.',
		})[because],
	'consensus.motive.needed': 'Skriv en motivering först.',
	'consensus.set': 'Sätt värdet',
	'consensus.setAgain': ({ value }) => `Sätt ${value} på nytt`,
	'consensus.deciding': ({ name }) => `${name} skriver ett förslag …`,

	'consensus.prints': 'Så skrivs det ut',
	'consensus.prints.less': 'En tiondel mindre',
	'consensus.prints.value': 'Det här värdet',
	'consensus.prints.more': 'En tiondel mer',
	'consensus.prints.points': 'Poäng',
	'consensus.prints.row': 'Delfråga',
	'consensus.prints.area': ({ area }) => `Område ${area}`,
	'consensus.prints.total': 'Totalt',
	'consensus.prints.soFar': ({ count }) =>
		count === 1
			? 'Summor hittills: en delfråga saknar ännu värde.'
			: `Summor hittills: ${count} delfrågor saknar ännu värde.`,
	'consensus.prints.edge': 'Här ändras en utskriven summa.',
	'consensus.prints.same': 'En tiondel hit eller dit ändrar ingen utskriven summa.',
	'consensus.prints.sums': ({ area, areaPoints, total, max }) =>
		`Område ${area}: ${areaPoints} · totalt ${total} av ${max}`,

	'consensus.conflict': ({ name }) => `${name} satte ett annat värde medan du bestämde dig.`,
	'consensus.conflict.stands': ({ name, value }) =>
		`Det som står är ${value}, av ${name}. Ditt sparades inte.`,
	'consensus.conflict.theirs': 'Står nu',
	'consensus.conflict.mine': 'Ditt',
	'consensus.conflict.keep': 'Låt det stå',
	'consensus.conflict.replace': 'Sätt ditt i stället',
	'consensus.clash': ({ name, value, standing }) =>
		`${name} försökte samtidigt sätta ${value}. Det är ${standing} som står, tills någon ändrar det.`,
	'consensus.clash.dismiss': 'Uppfattat',

	'consensus.reopened.scores': 'Öppnad igen: en poäng har ändrats efter att värdet sattes.',
	'consensus.reopened.score': ({ name, from, to }) => `${name}: från ${from} till ${to}`,
	'consensus.reopened.withdrawn': ({ name, was }) =>
		`Öppnad igen: ${name} återtog ${was}, som alla stod bakom.`,
	'consensus.reopened.value': ({ name, was, now }) =>
		`Öppnad igen: ${name} ändrade ${was}, som alla stod bakom, till ${now}. Alla ställningstaganden till det tidigare värdet har fallit.`,
	'consensus.score.none': 'ingen poäng',
	'consensus.score.notAssessable': 'ej bedömbar',
	'consensus.score.abstains': 'avstår',

	'positions.title': 'Ställningstaganden',
	'positions.mine': 'Min ställning',
	'positions.stance': ({ stance }) =>
		({
			agree: 'Jag instämmer',
			accept: 'Jag kan leva med det',
			object: 'Jag invänder',
			abstain: 'Jag avstår',
		})[stance],
	'positions.of': ({ stance }) =>
		({ agree: 'Instämmer', accept: 'Kan leva med det', object: 'Invänder', abstain: 'Avstår' })[stance],
	'positions.silent': 'Inte än',
	'positions.all': ({ count }) =>
		count === 1 ? 'Den som poängsätter har tagit ställning.' : `Alla ${count} har tagit ställning.`,
	'positions.reason': 'Vad jag invänder mot',
	'positions.reason.hint': 'Invändningen gäller när det står vad den handlar om.',
	'positions.reason.save': 'Lämna invändningen',
	'positions.reason.change': 'Ändra invändningen',
	'positions.takeBack': 'Ta tillbaka min ställning',
	'positions.voided': ({ stance }) =>
		`Värdet har ändrats sedan du svarade ”${
			{
				agree: 'Jag instämmer',
				accept: 'Jag kan leva med det',
				object: 'Jag invänder',
				abstain: 'Jag avstår',
			}[stance]
		}”. Ta ställning till det som står nu.`,
	'positions.earlier': 'hade tagit ställning till det tidigare värdet',
	'positions.you': 'du',
	'positions.nobody': 'Ingen poängsätter här, så värdet står för sig självt.',

	'minority.title': 'Reservationer',
	'minority.add': 'Skriv en reservation',
	'minority.edit': 'Ändra min reservation',
	'minority.label': 'Min reservation',
	'minority.hint': 'Den följer med konsensus, under ditt namn.',
	'minority.save': 'Spara reservationen',
	'minority.remove': 'Ta bort reservationen',
	'minority.saved': 'Reservationen är sparad',
};

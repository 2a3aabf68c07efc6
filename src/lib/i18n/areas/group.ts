/** Group, phases, handing in and revealing, versions, the report beside the work. */
import type { Phase } from '#domain/phases/phases.ts';

export const en = {
	'progress.title': 'The group',
	'progress.asOf': ({ time }: { time: string }) => `as of ${time}`,
	'progress.of': ({ filled, of }: { filled: number; of: number }) => `${filled} of ${of} rows filled`,
	'progress.handedIn': ({ count }: { count: number }) => `${count} handed in`,
	'progress.clock': 'While scores are hidden, the counts of others change once a minute.',
	'progress.here': 'here now',

	'handIn.title': 'Hand in',
	'handIn.row': ({ id }: { id: string }) => `Hand in ${id}`,
	'handIn.area': ({ id }: { id: string }) => `Hand in area ${id}`,
	'handIn.all': 'Hand in everything',
	'handIn.missing': ({ count }: { count: number }) =>
		count === 1 ? '1 row is still blank:' : `${count} rows are still blank:`,
	'handIn.unsaved': 'Wait until everything is saved.',
	'handIn.consequence': 'What is handed in is locked. It cannot be changed unless the lead opens it again.',
	'handIn.confirm': 'Hand in and lock',
	'handIn.done': ({ count }: { count: number }) =>
		count === 1 ? 'One row handed in' : `${count} rows handed in`,
	'handIn.allDone': 'You have handed in everything.',
	'handIn.rowDone': 'This row is handed in.',

	'reveal.title': 'Reveal',
	'reveal.row': ({ id }: { id: string }) => `Reveal ${id}`,
	'reveal.area': ({ id }: { id: string }) => `Reveal area ${id}`,
	'reveal.all': 'Reveal everything',
	'reveal.consequence':
		'Everyone sees everyone’s scores at the same moment. The first round is kept as it is, and nobody’s row can be hidden again.',
	'reveal.who': ({ who }: { who: string }) => `Not yet handed in everything: ${who}.`,
	'reveal.confirm': 'Reveal to everyone',
	'reveal.done': ({ count }: { count: number }) =>
		count === 1 ? 'One row revealed' : `${count} rows revealed`,

	'reopen.do': 'Open again',
	'reopen.title': ({ name }: { name: string }) => `Open ${name}’s rows again`,
	'reopen.text':
		'What was handed in can be changed again until the next hand-in. The reason is kept in the log.',
	'reopen.done': 'The rows are open again',
	'reason.label': 'Reason',

	'members.title': 'Group and phases',
	'members.members': 'Members',
	'members.name': 'Name',
	'members.email': 'E-mail',
	'members.role': 'Role',
	'members.scores': 'Scores',
	'members.scoresOf': ({ name }: { name: string }) => `${name} scores`,
	'members.roleOf': ({ name }: { name: string }) => `Role of ${name}`,
	'members.yes': 'yes',
	'members.no': 'no',
	'members.remove': 'Remove',
	'members.remove.title': ({ name }: { name: string }) => `Remove ${name} from the group`,
	'members.remove.text':
		'They lose access at once, open pages included. What they have written stays, with their name in the log.',
	'members.remove.confirm': 'Remove from the group',
	'members.removed': ({ name }: { name: string }) => `${name} was removed`,
	'members.changed': 'Changed',
	'members.add': 'Add a member',
	'members.add.do': 'Add',
	'members.added': 'Added to the group',
	'members.invited': ({ email }: { email: string }) =>
		`${email} has no account yet. Send them this link; it is shown once:`,
	'members.invited.copy': 'Copy the link',
	'members.pending': 'Invited, not yet here',
	'members.expires': ({ date }: { date: string }) => `until ${date}`,
	'members.leadOnly': 'Only the lead changes the group.',
	'members.settings': 'Settings',
	'members.framework': 'Framework',
	'members.municipality': 'Municipality',
	'members.year': 'Year',
	'members.blind': 'Blind scoring',
	'members.blind.off': 'off: everyone sees everyone’s scores at once',
	'members.blind.subquestion': 'per subquestion: others’ scores open when all have handed in that one',
	'members.blind.area': 'per area: others’ scores open when all have handed in the area',
	'members.blind.evaluation': 'the whole evaluation: the lead reveals',
	'members.tolerance': 'Far apart from',
	'members.tolerance.value': ({ percent }: { percent: string }) => `${percent} of the maximum`,
	'members.consensusBy': 'Consensus is set by',
	'members.consensusBy.lead': 'the lead',
	'members.consensusBy.evaluators': 'the lead and the evaluators',

	'phases.title': 'Phase',
	'phases.forward': ({ to }: { to: Phase }) =>
		({
			setup: 'Back to preparing',
			scoring: 'Start the scoring',
			calibration: 'Start the calibration',
			review: 'Start the review',
			final: 'Make final',
		})[to],
	'phases.back': ({ to }: { to: Phase }) =>
		({
			setup: 'Back to preparing',
			scoring: 'Back to scoring',
			calibration: 'Back to calibration',
			review: 'Reopen for review',
			final: 'Back',
		})[to],
	'phases.consequence': ({ to, back }: { to: Phase; back: boolean }) =>
		back
			? {
					setup: 'Nobody can score or write until the scoring starts again. What is there is kept.',
					scoring:
						'Scores can be given again. What has been revealed stays visible; consensus cannot be set meanwhile.',
					calibration: 'Scores and consensus can be changed again.',
					review: 'The evaluation is opened again. The final version is kept and stays readable.',
					final: '',
				}[to]
			: {
					setup: '',
					scoring: 'The members who score can begin, and everyone in the group can write.',
					calibration:
						'All scores that are still hidden are revealed to everyone at the same moment. The first round is kept.',
					review: 'Individual scores can no longer be changed. Texts and consensus can.',
					final:
						'Nobody can change anything. A final version is kept. Every subquestion needs a consensus first.',
				}[to],
	'phases.confirm': 'Change the phase',
	'phases.blocked': 'What is left to do first:',
	'phases.leadOnly': 'Only the lead changes the phase.',
	'phases.reason': 'Why the group goes back',

	'versions.title': 'Versions',
	'versions.lead':
		'A version is the whole evaluation as it stood at one moment: scores, consensus, texts. It never changes.',
	'versions.new': 'Keep a version',
	'versions.label': 'Name',
	'versions.label.hint': 'Such as “Draft 2, sent to the municipality”',
	'versions.keep': 'Keep',
	'versions.kept': ({ label }: { label: string }) => `“${label}” is kept`,
	'versions.none': 'No version has been kept yet.',
	'versions.when': 'Kept',
	'versions.by': 'By',
	'versions.kind': 'Kind',
	'versions.phaseChange': ({ from, to }: { from: string; to: string }) => `From ${from} to ${to}`,
	'versions.kind.named': 'kept by hand',
	'versions.kind.phase': 'at a change of phase',
	'versions.kind.hourly': 'hourly',
	'versions.kind.final': 'final',
	'versions.hash': 'Fingerprint (SHA-256)',
	'versions.report': 'Report of this version',

	'report.live.title': 'Report',
	'report.live.lead': 'As they would print now. They follow the work.',
	'report.live.open': 'Open the report to print',
	'report.live.achieved': 'Achieved',
	'report.live.max': 'Max',
	'report.live.percent': 'Percent',
	'report.live.total': 'Total',
	'report.live.missing': ({ count }: { count: number }) =>
		count === 1
			? 'One subquestion has no consensus yet; sums are what there is so far.'
			: `${count} subquestions have no consensus yet; sums are what there is so far.`,
	'report.live.soFar': ({ points }: { points: string }) => `${points} so far`,
	'report.live.sumDiffers': ({ sum, printed }: { sum: string; printed: string }) =>
		`The rows above add up to ${sum}; the area prints ${printed}, because it is the sum of unrounded points.`,
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'progress.title': 'Gruppen',
	'progress.asOf': ({ time }) => `per ${time}`,
	'progress.of': ({ filled, of }) => `${filled} av ${of} rader ifyllda`,
	'progress.handedIn': ({ count }) => `${count} inlämnade`,
	'progress.clock': 'Så länge poängen är dolda ändras de andras antal en gång i minuten.',
	'progress.here': 'här nu',

	'handIn.title': 'Lämna in',
	'handIn.row': ({ id }) => `Lämna in ${id}`,
	'handIn.area': ({ id }) => `Lämna in område ${id}`,
	'handIn.all': 'Lämna in allt',
	'handIn.missing': ({ count }) =>
		count === 1 ? '1 rad är fortfarande blank:' : `${count} rader är fortfarande blanka:`,
	'handIn.unsaved': 'Vänta tills allt är sparat.',
	'handIn.consequence': 'Det som lämnas in låses. Det går inte att ändra om inte ledaren öppnar det igen.',
	'handIn.confirm': 'Lämna in och lås',
	'handIn.done': ({ count }) => (count === 1 ? 'En rad inlämnad' : `${count} rader inlämnade`),
	'handIn.allDone': 'Du har lämnat in allt.',
	'handIn.rowDone': 'Den här raden är inlämnad.',

	'reveal.title': 'Visa poängen',
	'reveal.row': ({ id }) => `Visa ${id}`,
	'reveal.area': ({ id }) => `Visa område ${id}`,
	'reveal.all': 'Visa allt',
	'reveal.consequence':
		'Alla ser allas poäng i samma ögonblick. Den första omgången behålls som den är, och ingen rad kan döljas igen.',
	'reveal.who': ({ who }) => `Har inte lämnat in allt än: ${who}.`,
	'reveal.confirm': 'Visa för alla',
	'reveal.done': ({ count }) => (count === 1 ? 'En rad visad' : `${count} rader visade`),

	'reopen.do': 'Öppna igen',
	'reopen.title': ({ name }) => `Öppna raderna för ${name} igen`,
	'reopen.text': 'Det som lämnats in kan ändras igen fram till nästa inlämning. Skälet sparas i loggen.',
	'reopen.done': 'Raderna är öppna igen',
	'reason.label': 'Skäl',

	'members.title': 'Grupp och faser',
	'members.members': 'Medlemmar',
	'members.name': 'Namn',
	'members.email': 'E-post',
	'members.role': 'Roll',
	'members.scores': 'Poängsätter',
	'members.scoresOf': ({ name }) => `${name} poängsätter`,
	'members.roleOf': ({ name }) => `Roll för ${name}`,
	'members.yes': 'ja',
	'members.no': 'nej',
	'members.remove': 'Ta bort',
	'members.remove.title': ({ name }) => `Ta bort ${name} ur gruppen`,
	'members.remove.text':
		'Personen förlorar sin åtkomst genast, även på öppna sidor. Det som har skrivits står kvar, med namnet i loggen.',
	'members.remove.confirm': 'Ta bort ur gruppen',
	'members.removed': ({ name }) => `${name} togs bort`,
	'members.changed': 'Ändrat',
	'members.add': 'Lägg till en medlem',
	'members.add.do': 'Lägg till',
	'members.added': 'Tillagd i gruppen',
	'members.invited': ({ email }) => `${email} har inget konto än. Skicka den här länken; den visas en gång:`,
	'members.invited.copy': 'Kopiera länken',
	'members.pending': 'Inbjudna, inte här än',
	'members.expires': ({ date }) => `till ${date}`,
	'members.leadOnly': 'Bara ledaren ändrar gruppen.',
	'members.settings': 'Inställningar',
	'members.framework': 'Ramverk',
	'members.municipality': 'Kommun',
	'members.year': 'År',
	'members.blind': 'Blind poängsättning',
	'members.blind.off': 'av: alla ser allas poäng direkt',
	'members.blind.subquestion': 'per delfråga: de andras poäng öppnas när alla har lämnat in just den',
	'members.blind.area': 'per område: de andras poäng öppnas när alla har lämnat in området',
	'members.blind.evaluation': 'hela utvärderingen: ledaren visar poängen',
	'members.tolerance': 'Långt isär från',
	'members.tolerance.value': ({ percent }) => `${percent} av max`,
	'members.consensusBy': 'Konsensus sätts av',
	'members.consensusBy.lead': 'ledaren',
	'members.consensusBy.evaluators': 'ledaren och utvärderarna',

	'phases.title': 'Fas',
	'phases.forward': ({ to }) =>
		({
			setup: 'Tillbaka till förberedelse',
			scoring: 'Starta poängsättningen',
			calibration: 'Starta kalibreringen',
			review: 'Starta granskningen',
			final: 'Gör slutgiltig',
		})[to],
	'phases.back': ({ to }) =>
		({
			setup: 'Tillbaka till förberedelse',
			scoring: 'Tillbaka till poängsättning',
			calibration: 'Tillbaka till kalibrering',
			review: 'Öppna igen för granskning',
			final: 'Tillbaka',
		})[to],
	'phases.consequence': ({ to, back }) =>
		back
			? {
					setup:
						'Ingen kan poängsätta eller skriva förrän poängsättningen startas igen. Det som finns behålls.',
					scoring:
						'Det går att ge poäng igen. Det som har visats förblir synligt; konsensus kan inte sättas under tiden.',
					calibration: 'Poäng och konsensus går att ändra igen.',
					review: 'Utvärderingen öppnas igen. Den slutgiltiga versionen behålls och går att läsa.',
					final: '',
				}[to]
			: {
					setup: '',
					scoring: 'De som poängsätter kan börja, och alla i gruppen kan skriva.',
					calibration:
						'Alla poäng som fortfarande är dolda visas för alla i samma ögonblick. Den första omgången behålls.',
					review: 'Enskilda poäng går inte längre att ändra. Texter och konsensus går att ändra.',
					final:
						'Ingen kan ändra något. En slutgiltig version behålls. Varje delfråga behöver först en konsensus.',
				}[to],
	'phases.confirm': 'Byt fas',
	'phases.blocked': 'Det här återstår först:',
	'phases.leadOnly': 'Bara ledaren byter fas.',
	'phases.reason': 'Varför gruppen går tillbaka',

	'versions.title': 'Versioner',
	'versions.lead':
		'En version är hela utvärderingen som den såg ut i ett ögonblick: poäng, konsensus, texter. Den ändras aldrig.',
	'versions.new': 'Behåll en version',
	'versions.label': 'Namn',
	'versions.label.hint': 'Till exempel ”Utkast 2, skickat till kommunen”',
	'versions.keep': 'Behåll',
	'versions.kept': ({ label }) => `”${label}” är behållen`,
	'versions.none': 'Ingen version har behållits än.',
	'versions.when': 'Behållen',
	'versions.by': 'Av',
	'versions.kind': 'Slag',
	'versions.phaseChange': ({ from, to }) => `Från ${from} till ${to}`,
	'versions.kind.named': 'behållen för hand',
	'versions.kind.phase': 'vid fasbyte',
	'versions.kind.hourly': 'varje timme',
	'versions.kind.final': 'slutgiltig',
	'versions.hash': 'Fingeravtryck (SHA-256)',
	'versions.report': 'Rapport av den här versionen',

	'report.live.title': 'Rapport',
	'report.live.lead': 'Som de skulle skrivas ut nu. De följer arbetet.',
	'report.live.open': 'Öppna rapporten för utskrift',
	'report.live.achieved': 'Uppnått',
	'report.live.max': 'Max',
	'report.live.percent': 'Procent',
	'report.live.total': 'Totalt',
	'report.live.missing': ({ count }) =>
		count === 1
			? 'En delfråga har ingen konsensus än; summorna är det som finns hittills.'
			: `${count} delfrågor har ingen konsensus än; summorna är det som finns hittills.`,
	'report.live.soFar': ({ points }) => `${points} hittills`,
	'report.live.sumDiffers': ({ sum, printed }) =>
		`Raderna ovan blir ${sum} tillsammans; området skrivs ut som ${printed}, eftersom det är summan av oavrundade poäng.`,
};

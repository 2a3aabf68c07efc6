/** Calibration sessions: opening one, following it, who speaks, timer, rounds, the scribe's note. */

interface Named {
	name: string;
}
interface Numbered {
	id: string;
}

export const en = {
	'session.title': 'Session',
	'session.nav': 'Session',
	'session.lead':
		'One conversation at a time: everyone follows the same subquestion, those furthest apart speak first, and the group settles on a value.',
	'session.closed': 'No session is open.',
	'session.closed.wait': 'This page opens by itself when somebody opens one.',
	'session.closed.phase': 'Sessions are held while scoring and calibrating.',
	'session.prepare': 'Open a session',
	'session.open': 'Open the session',
	'session.close': 'End the session',
	'session.close.ask': 'End the session for everyone?',
	'session.close.text':
		'Marks, values and notes stay. The agenda is kept too, so the next session can go on from here.',
	'session.since': ({ time }: { time: string }) => `open since ${time}`,

	'session.facilitator': 'Facilitator',
	'session.scribe': 'Scribe',
	'session.nobody': 'nobody',
	'session.me': ({ name }: Named) => `${name} (you)`,
	'session.takeOver': 'Take over',
	'session.gone.lead': ({ name }: Named) => `${name}, who facilitates, is not here any more.`,
	'session.gone.others': ({ name }: Named) =>
		`${name}, who facilitates, is not here any more. A lead can take over.`,
	'session.parts.hint': 'The facilitator moves everyone along; the scribe marks what is done.',

	'session.agenda': 'Agenda',
	'session.agenda.source': 'The agenda',
	'session.agenda.flagged': ({ count, share }: { count: number; share: string }) =>
		`Those that lie apart by ${share} of max or more (${count})`,
	'session.agenda.all': ({ count }: { count: number }) => `All that can be compared (${count})`,
	'session.agenda.order': 'Widest apart first. You can change the order.',
	'session.agenda.empty': 'Nothing on the agenda.',
	'session.agenda.edit': 'Change the agenda',
	'session.agenda.done': 'Done',
	'session.agenda.up': ({ id }: Numbered) => `Move ${id} up`,
	'session.agenda.down': ({ id }: Numbered) => `Move ${id} down`,
	'session.agenda.remove': ({ id }: Numbered) => `Take ${id} off the agenda`,
	'session.agenda.add': 'Add a subquestion',
	'session.agenda.refill': 'From the disagreement queue',
	'session.agenda.spread': ({ percent }: { percent: string }) => `spread ${percent}`,
	'session.agenda.look': ({ id }: Numbered) => `Look at ${id} yourself`,
	'session.agenda.bring': ({ id }: Numbered) => `Bring everyone to ${id}`,

	'session.at': ({ at, of }: { at: number; of: number }) => `${at} of ${of}`,
	'session.previous': ({ id }: Numbered) => `Back to ${id}`,
	'session.next': ({ id }: Numbered) => `On to ${id}`,
	'session.none': 'The facilitator has not chosen a subquestion yet.',
	'session.none.run': 'Choose the subquestion to begin with.',
	'session.offAgenda': 'not on the agenda',

	'session.looking': ({ id }: Numbered) => `You are looking at ${id} yourself.`,
	'session.looking.group': ({ id }: Numbered) => `The group is at ${id}.`,
	'session.back': ({ id }: Numbered) => `Back to ${id}`,
	'session.bring': ({ id }: Numbered) => `Bring everyone to ${id}`,
	'session.held': ({ id }: Numbered) => `The group has moved on to ${id}. What you are writing stays here.`,
	'session.held.follow': ({ id }: Numbered) => `Follow to ${id}`,

	'session.discussed': 'Discussed',
	'session.discussed.mark': 'Mark as discussed',
	'session.discussed.unmark': 'Not discussed after all',

	'session.timer': 'Timer',
	'session.timer.start': ({ minutes }: { minutes: number }) => `${minutes} min`,
	'session.timer.minutes': 'Minutes',
	'session.timer.custom': 'Start',
	'session.timer.stop': 'Stop the timer',
	'session.timer.left': ({ time }: { time: string }) => `${time} left`,
	'session.timer.over': 'Time is up',
	'session.timer.bad': 'Whole minutes, 1 to 240.',

	'session.speakers': 'Speaking first',
	'session.speakers.order': 'Order of speaking',
	'session.speakers.because': ({ because }: { because: 'highest' | 'lowest' | 'not-assessable' }) =>
		({ highest: 'highest', lowest: 'lowest', 'not-assessable': 'not assessable' })[because],
	'session.speakers.even': 'Everyone has given the same: nobody has to speak first.',
	'session.spoken': 'has spoken',
	'session.spoken.mark': ({ name }: Named) => `${name} has spoken`,

	'session.round': ({ n }: { n: number }) => `Round ${n}`,
	'session.round.open': 'New scoring round',
	'session.round.open.title':
		'Asks everyone to score this subquestion anew. The first scores are kept and shown beside.',
	'session.round.asks': ({ n, first }: { n: number; first: string }) =>
		`Round ${n}: give your score anew. Your first was ${first}.`,
	'session.round.asks.new': ({ n }: { n: number }) => `Round ${n}: give your score.`,
	'session.round.table': 'Round by round',
	'session.round.first': 'First round',
	'session.round.latest': 'Now',
	'session.round.change': 'Change',
	'session.round.same': 'unchanged',
	'session.round.changed': ({ changed, of }: { changed: number; of: number }) =>
		`${changed} of ${of} have changed their score.`,
	'session.round.spread': ({ from, to }: { from: string; to: string }) => `Spread: from ${from} to ${to}.`,

	'session.hidden': 'The scores are hidden',
	'session.hidden.text': 'They are shown to everyone at the same moment.',
	'session.hidden.waiting': ({ names, time }: { names: string; time: string }) =>
		`Not known to have handed in at ${time}: ${names}.`,
	'session.hidden.all': ({ time }: { time: string }) => `Everyone had handed in at ${time}.`,
	'session.hidden.reveal': ({ id }: Numbered) => `Show all scores for ${id}`,
	'session.hidden.lead': 'A lead shows them.',

	'session.note': 'Note',
	'session.note.label': ({ id }: Numbered) => `The session’s note on ${id}`,
	'session.note.placeholder': 'What was said, and what it rests on …',
	'session.note.hint': 'Everyone can write. It stays with the evaluation and is not part of the report.',

	'session.people': 'Taking part',
	'session.people.count': ({ following, of }: { following: number; of: number }) =>
		`${following} of ${of} follow`,
	'session.people.following': 'follows',
	'session.people.looking': ({ id }: Numbered) => `looks at ${id}`,
	'session.people.elsewhere': 'on another page',
	'session.people.away': 'not here',

	'session.projector': 'Large picture',
	'session.projector.leave': 'Ordinary size',
	'session.question': 'Open the subquestion with its commentary',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'session.title': 'Session',
	'session.nav': 'Session',
	'session.lead':
		'Ett samtal i taget: alla följer samma delfråga, de som står längst isär talar först, och gruppen enas om ett värde.',
	'session.closed': 'Ingen session pågår.',
	'session.closed.wait': 'Sidan öppnas av sig själv när någon öppnar en.',
	'session.closed.phase': 'Sessioner hålls under poängsättning och kalibrering.',
	'session.prepare': 'Öppna en session',
	'session.open': 'Öppna sessionen',
	'session.close': 'Avsluta sessionen',
	'session.close.ask': 'Avsluta sessionen för alla?',
	'session.close.text':
		'Markeringar, värden och anteckningar står kvar. Dagordningen sparas också, så att nästa session kan fortsätta här.',
	'session.since': ({ time }) => `pågår sedan ${time}`,

	'session.facilitator': 'Samtalsledare',
	'session.scribe': 'Sekreterare',
	'session.nobody': 'ingen',
	'session.me': ({ name }) => `${name} (du)`,
	'session.takeOver': 'Ta över',
	'session.gone.lead': ({ name }) => `${name}, som leder samtalet, är inte här längre.`,
	'session.gone.others': ({ name }) =>
		`${name}, som leder samtalet, är inte här längre. En ledare kan ta över.`,
	'session.parts.hint': 'Samtalsledaren för alla vidare; sekreteraren markerar vad som är gjort.',

	'session.agenda': 'Dagordning',
	'session.agenda.source': 'Dagordningen',
	'session.agenda.flagged': ({ count, share }) => `De som ligger isär med minst ${share} av max (${count})`,
	'session.agenda.all': ({ count }) => `Alla som går att jämföra (${count})`,
	'session.agenda.order': 'Störst oenighet först. Ordningen går att ändra.',
	'session.agenda.empty': 'Ingenting på dagordningen.',
	'session.agenda.edit': 'Ändra dagordningen',
	'session.agenda.done': 'Klart',
	'session.agenda.up': ({ id }) => `Flytta upp ${id}`,
	'session.agenda.down': ({ id }) => `Flytta ned ${id}`,
	'session.agenda.remove': ({ id }) => `Ta bort ${id} från dagordningen`,
	'session.agenda.add': 'Lägg till en delfråga',
	'session.agenda.refill': 'Ur oenighetskön',
	'session.agenda.spread': ({ percent }) => `spridning ${percent}`,
	'session.agenda.look': ({ id }) => `Titta själv på ${id}`,
	'session.agenda.bring': ({ id }) => `Ta alla till ${id}`,

	'session.at': ({ at, of }) => `${at} av ${of}`,
	'session.previous': ({ id }) => `Tillbaka till ${id}`,
	'session.next': ({ id }) => `Vidare till ${id}`,
	'session.none': 'Samtalsledaren har inte valt någon delfråga än.',
	'session.none.run': 'Välj vilken delfråga ni börjar med.',
	'session.offAgenda': 'inte på dagordningen',

	'session.looking': ({ id }) => `Du tittar själv på ${id}.`,
	'session.looking.group': ({ id }) => `Gruppen är vid ${id}.`,
	'session.back': ({ id }) => `Tillbaka till ${id}`,
	'session.bring': ({ id }) => `Ta alla till ${id}`,
	'session.held': ({ id }) => `Gruppen har gått vidare till ${id}. Det du skriver står kvar här.`,
	'session.held.follow': ({ id }) => `Följ med till ${id}`,

	'session.discussed': 'Diskuterad',
	'session.discussed.mark': 'Markera som diskuterad',
	'session.discussed.unmark': 'Inte diskuterad ändå',

	'session.timer': 'Tidtagning',
	'session.timer.start': ({ minutes }) => `${minutes} min`,
	'session.timer.minutes': 'Minuter',
	'session.timer.custom': 'Starta',
	'session.timer.stop': 'Stoppa tidtagningen',
	'session.timer.left': ({ time }) => `${time} kvar`,
	'session.timer.over': 'Tiden är ute',
	'session.timer.bad': 'Hela minuter, 1 till 240.',

	'session.speakers': 'Talar först',
	'session.speakers.order': 'Talordning',
	'session.speakers.because': ({ because }) =>
		({ highest: 'högst', lowest: 'lägst', 'not-assessable': 'ej bedömbar' })[because],
	'session.speakers.even': 'Alla har gett detsamma: ingen behöver tala först.',
	'session.spoken': 'har talat',
	'session.spoken.mark': ({ name }) => `${name} har talat`,

	'session.round': ({ n }) => `Omgång ${n}`,
	'session.round.open': 'Ny poängomgång',
	'session.round.open.title':
		'Ber alla att poängsätta delfrågan på nytt. De första poängen sparas och visas bredvid.',
	'session.round.asks': ({ n, first }) => `Omgång ${n}: ge din poäng på nytt. Din första var ${first}.`,
	'session.round.asks.new': ({ n }) => `Omgång ${n}: ge din poäng.`,
	'session.round.table': 'Omgång för omgång',
	'session.round.first': 'Första omgången',
	'session.round.latest': 'Nu',
	'session.round.change': 'Ändring',
	'session.round.same': 'oförändrad',
	'session.round.changed': ({ changed, of }) => `${changed} av ${of} har ändrat sin poäng.`,
	'session.round.spread': ({ from, to }) => `Spridning: från ${from} till ${to}.`,

	'session.hidden': 'Poängen är dolda',
	'session.hidden.text': 'De visas för alla i samma ögonblick.',
	'session.hidden.waiting': ({ names, time }) => `Inte kända som inlämnade kl. ${time}: ${names}.`,
	'session.hidden.all': ({ time }) => `Alla hade lämnat in kl. ${time}.`,
	'session.hidden.reveal': ({ id }) => `Visa allas poäng för ${id}`,
	'session.hidden.lead': 'En ledare visar dem.',

	'session.note': 'Anteckning',
	'session.note.label': ({ id }) => `Sessionens anteckning om ${id}`,
	'session.note.placeholder': 'Vad som sades, och vad det vilar på …',
	'session.note.hint': 'Alla kan skriva. Den stannar i utvärderingen och ingår inte i rapporten.',

	'session.people': 'Deltar',
	'session.people.count': ({ following, of }) => `${following} av ${of} följer`,
	'session.people.following': 'följer',
	'session.people.looking': ({ id }) => `tittar på ${id}`,
	'session.people.elsewhere': 'på en annan sida',
	'session.people.away': 'inte här',

	'session.projector': 'Stor bild',
	'session.projector.leave': 'Vanlig storlek',
	'session.question': 'Öppna delfrågan med sin kommentar',
};

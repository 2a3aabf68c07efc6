/** The calibration board: states, filter, progress, the queue of disagreement. */

export const en = {
	'board.title': 'Calibrate',
	'board.lead': 'Every subquestion by where it stands. What lies furthest apart comes first in the queue.',
	'board.hidden':
		'While scores are hidden, a tile counts you and whoever has handed it in, as of the last full minute.',
	'board.filter': 'Show by state',
	'board.filter.all': 'All',
	'board.because.withdrawn': 'what was agreed has been withdrawn',
	'board.because.scores-changed': 'a score came or changed after it was set',
	'board.because.value-changed': 'the value has changed since everyone consented',
	'board.tile.scored': ({ count, of }: { count: number; of: number }) => `${count}/${of}`,
	'board.tile.spread': 'spread',
	'board.tile.current': 'being discussed now',
	'board.sum.title': 'As it will print, with what is set so far',
	'board.missing': ({ count }: { count: number }) => `${count} to go`,
	'board.progress': 'How far everyone has come',
	'board.progress.caption': 'Rows filled, person by area',
	'board.progress.all': 'All',

	'queue.title': 'Furthest apart',
	'queue.rank': 'Rank',
	'queue.threshold': ({ percent }: { percent: string }) =>
		`Spread in points and as a share of the maximum; far apart from ${percent}.`,
	'queue.points': ({ points }: { points: string }) => `${points} p`,
	'queue.details': ({
		lowest,
		highest,
		mad,
		count,
	}: {
		lowest: string;
		highest: string;
		mad: string;
		count: number;
	}) => `${count} scores, from ${lowest} to ${highest}. Mean deviation ${mad}.`,
	'queue.openOnly': 'Hide what is agreed',
	'queue.hidden': 'The queue fills as scores are revealed.',
	'queue.nothing': 'Nothing can be compared yet.',
	'queue.noneWide': ({ percent }: { percent: string }) =>
		`Nothing lies ${percent} of the maximum or more apart.`,
	'queue.rest': ({ count }: { count: number }) => `Closer together (${count})`,
	'queue.notComparable': ({ count }: { count: number }) => `Not comparable yet (${count})`,
	'queue.notComparable.why': 'It takes two scores with points to tell how far apart they lie.',
	'queue.have': ({ count }: { count: number }) => (count === 1 ? '1 score' : `${count} scores`),
	'queue.stale': 'The order has changed.',
	'queue.sort': 'Sort anew',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'board.title': 'Kalibrera',
	'board.lead': 'Varje delfråga efter var den står. Det som ligger längst isär kommer först i kön.',
	'board.hidden':
		'Medan poängen är dolda räknar en ruta dig och dem som har lämnat in den, per senaste hela minut.',
	'board.filter': 'Visa efter läge',
	'board.filter.all': 'Alla',
	'board.because.withdrawn': 'det ni var överens om har återtagits',
	'board.because.scores-changed': 'en poäng har kommit till eller ändrats sedan värdet sattes',
	'board.because.value-changed': 'värdet har ändrats sedan alla ställde sig bakom det',
	'board.tile.scored': ({ count, of }) => `${count}/${of}`,
	'board.tile.spread': 'spridning',
	'board.tile.current': 'diskuteras just nu',
	'board.sum.title': 'Så som det skrivs ut, med det som är satt hittills',
	'board.missing': ({ count }) => `${count} kvar`,
	'board.progress': 'Hur långt var och en har kommit',
	'board.progress.caption': 'Ifyllda rader, person för person och område för område',
	'board.progress.all': 'Alla',

	'queue.title': 'Längst isär',
	'queue.rank': 'Plats',
	'queue.threshold': ({ percent }) =>
		`Spridning i poäng och som andel av maxpoängen; långt isär från ${percent}.`,
	'queue.points': ({ points }) => `${points} p`,
	'queue.details': ({ lowest, highest, mad, count }) =>
		`${count} poäng, från ${lowest} till ${highest}. Medelavvikelse ${mad}.`,
	'queue.openOnly': 'Dölj det ni är överens om',
	'queue.hidden': 'Kön fylls när poängen visas.',
	'queue.nothing': 'Ingenting går att jämföra än.',
	'queue.noneWide': ({ percent }) => `Ingenting ligger ${percent} av maxpoängen eller mer isär.`,
	'queue.rest': ({ count }) => `Närmare varandra (${count})`,
	'queue.notComparable': ({ count }) => `Går inte att jämföra än (${count})`,
	'queue.notComparable.why': 'Det krävs två poäng för att se hur långt isär de ligger.',
	'queue.have': ({ count }) => `${count} poäng`,
	'queue.stale': 'Ordningen har ändrats.',
	'queue.sort': 'Sortera om',
};

/** How far the scores agree: spreads, coefficients, leniency, round against round; each explained in plain words. */
import type { TooLittleData } from '#domain/agreement/estimate.ts';

const OF_EN = {
	values: ['score', 'scores'],
	rows: ['subquestion', 'subquestions'],
	raters: ['person', 'people'],
} as const;
const OF_SV = {
	values: ['poäng', 'poäng'],
	rows: ['delfråga', 'delfrågor'],
	raters: ['person', 'personer'],
} as const;

export const en = {
	'agreement.title': 'Statistics',
	'agreement.lead':
		'How far the scores agree: per subquestion, per area and over everything. They help the group to find what to talk about; they decide nothing.',
	'agreement.wentIn': ({
		values,
		rows,
		of,
		raters,
	}: {
		values: number;
		rows: number;
		of: number;
		raters: number;
	}) => `${values} scores by ${raters} people went in; ${rows} of ${of} subquestions can be compared.`,
	'agreement.revealed': ({ count, of }: { count: number; of: number }) =>
		`Only what has been shown counts: ${count} of ${of} subquestions.`,
	'agreement.nothing': 'No scores have been shown yet, so there is nothing to compute from.',
	'agreement.live': 'Follows the scores as they change.',

	'agreement.none.tooLittle': ({ of, have, need }: Pick<TooLittleData, 'of' | 'have' | 'need'>) =>
		`too little data: ${have} ${OF_EN[of][have === 1 ? 0 : 1]}, at least ${need} needed`,
	'agreement.none.short': 'too little data',
	'agreement.none.noVariation': 'no variation',
	'agreement.none.noVariation.long': 'cannot be computed: the values do not vary',
	'agreement.interval': ({ low, high }: { low: string; high: string }) => `${low} to ${high}`,
	'agreement.interval.none': 'no interval',

	'coefficients.title': 'Agreement over all and per area',
	'coefficients.scope': 'Scope',
	'coefficients.all': 'All areas',
	'coefficients.rows': 'Complete',
	'coefficients.rows.title': 'Subquestions in which everyone has given points: what the ICC is computed on',
	'coefficients.rows.value': ({ rows, of }: { rows: number; of: number }) => `${rows} of ${of}`,
	'coefficients.alpha.name': 'Krippendorff’s α',
	'coefficients.note':
		'Under each figure its 95 % interval; that of α is approximate. Everything is computed on percent of max, so that a subquestion with 30 points weighs no more than one with 15.',
	'coefficients.explain': 'What the figures say',
	'coefficients.explain.alpha':
		'How reliable the scores are as a whole. 1: everybody gives the same. 0: no better than if the scores had been shuffled. Below 0: worse than that. From 0.80 scores are customarily called reliable, from 0.67 tentative. It takes gaps into account.',
	'coefficients.explain.icc21':
		'How well the score of one single evaluator stands for the group’s. Somebody who is always generous or always strict lowers it.',
	'coefficients.explain.icc2k':
		'The same for the mean of the whole group: how much it would move if other, equally good evaluators had scored.',
	'coefficients.explain.icc31':
		'As ICC(2,1), but whoever is always generous or strict is set right first. If it is much higher than ICC(2,1), you put the subquestions in the same order and differ in level: see leniency.',
	'coefficients.explain.fall':
		'α can fall while the scores come closer. It weighs the differences between people against the differences between subquestions: where all subquestions end up at about the same level, even small differences count for much. So read it beside the mean spread.',

	'spread.title': 'Spread per subquestion',
	'spread.lead': ({ share }: { share: string }) =>
		`Marked: those whose spread reaches ${share} of max, this evaluation’s threshold.`,
	'spread.order': 'Order',
	'spread.order.framework': 'As in the framework',
	'spread.order.widest': 'Widest first',
	'spread.subquestion': 'Subquestion',
	'spread.count': 'Scores',
	'spread.count.title': 'How many have given points',
	'spread.picture': '0–100 %',
	'spread.picture.label': ({
		lowest,
		highest,
		median,
	}: {
		lowest: string;
		highest: string;
		median: string;
	}) => `from ${lowest} to ${highest}, median ${median} of max`,
	'spread.median': 'Median',
	'spread.range': 'Range',
	'spread.share': '% of max',
	'spread.mad': 'MAD',
	'spread.sd': 'SD',
	'spread.flagged': 'far apart',
	'spread.hidden': 'hidden',
	'spread.explain':
		'Range: highest minus lowest score. MAD: how far the scores lie from their mean, on average. SD: the standard deviation, in which large deviations weigh more. All in points; beside it the range as a share of max.',

	'leniency.title': 'Leniency',
	'leniency.lead.all':
		'How generous (+) or strict (−) each evaluator is against the group, in percent units of max. Everyone sees their own; leads see all.',
	'leniency.lead.own':
		'How generous (+) or strict (−) you are against the group, in percent units of max. Only you and the leads see this.',
	'leniency.person': 'Evaluator',
	'leniency.points': 'In points',
	'leniency.rows': 'Compared',
	'leniency.rows.title': 'Subquestions that somebody else has scored as well',
	'leniency.area': ({ id }: { id: string }) => `Area ${id}`,
	'leniency.byArea': 'Per area',
	'leniency.components':
		'Some evaluators share no subquestions with the others, not even through somebody else. Between such groups nothing can be said.',
	'leniency.notScoring': 'You do not score here, so there is nothing of your own to show.',
	'leniency.explain':
		'Computed by least squares over all subquestions, so that it holds also where somebody has gaps. The figures of a group sum to 0.',

	'rounds.title': 'First round against now',
	'rounds.lead': ({ cells, changed }: { cells: number; changed: number }) =>
		`Over the ${cells} scores that exist in both rounds; ${changed} of them have changed.`,
	'rounds.none': 'There is no first round to compare with yet. It is kept when scores are shown.',
	'rounds.what': 'Measure',
	'rounds.first': 'First round',
	'rounds.now': 'Now',
	'rounds.meanRange': 'Mean spread, % of max',
	'rounds.meanMad': 'Mean MAD, % of max',
	'rounds.meanShift': ({ percent }: { percent: string }) =>
		`A score has moved by ${percent} of max on average.`,
	'rounds.consensusDistance': ({ percent, rows }: { percent: string; rows: number }) =>
		rows === 1
			? `The consensus lies ${percent} of max from the mean of the first scores (one subquestion).`
			: `The consensus lies ${percent} of max from the mean of the first scores on average (${rows} subquestions).`,
	'rounds.fell':
		'The scores have come closer, and yet α has fallen. That is no contradiction: the subquestions have come closer to each other as well, and α measures the one against the other.',

	'data.title': 'The data that went in',
	'data.lead':
		'Every score with points and percent of max, one row per subquestion, so that anybody can recompute the figures.',
	'data.now': 'Scores now (CSV)',
	'data.first': 'First round (CSV)',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'agreement.title': 'Statistik',
	'agreement.lead':
		'Hur väl poängen stämmer överens: per delfråga, per område och över allt. Den hjälper gruppen att hitta vad som behöver talas om; den avgör ingenting.',
	'agreement.wentIn': ({ values, rows, of, raters }) =>
		`${values} poäng av ${raters} personer ingår; ${rows} av ${of} delfrågor går att jämföra.`,
	'agreement.revealed': ({ count, of }) => `Bara det som har visats räknas: ${count} av ${of} delfrågor.`,
	'agreement.nothing': 'Inga poäng har visats än, så det finns ingenting att räkna på.',
	'agreement.live': 'Följer poängen när de ändras.',

	'agreement.none.tooLittle': ({ of, have, need }) =>
		`för lite data: ${have} ${OF_SV[of][have === 1 ? 0 : 1]}, minst ${need} behövs`,
	'agreement.none.short': 'för lite data',
	'agreement.none.noVariation': 'ingen variation',
	'agreement.none.noVariation.long': 'kan inte beräknas: värdena varierar inte',
	'agreement.interval': ({ low, high }) => `${low} till ${high}`,
	'agreement.interval.none': 'inget intervall',

	'coefficients.title': 'Överensstämmelse över allt och per område',
	'coefficients.scope': 'Omfång',
	'coefficients.all': 'Alla områden',
	'coefficients.rows': 'Fullständiga',
	'coefficients.rows.title': 'Delfrågor där alla har gett poäng: det som ICC räknas på',
	'coefficients.rows.value': ({ rows, of }) => `${rows} av ${of}`,
	'coefficients.alpha.name': 'Krippendorffs α',
	'coefficients.note':
		'Under varje tal står dess 95-procentiga intervall; det för α är ungefärligt. Allt räknas på procent av max, så att en delfråga med 30 poäng inte väger mer än en med 15.',
	'coefficients.explain': 'Vad talen säger',
	'coefficients.explain.alpha':
		'Hur tillförlitliga poängen är som helhet. 1: alla ger detsamma. 0: inte bättre än om poängen hade blandats. Under 0: sämre än så. Från 0,80 brukar poäng kallas tillförlitliga, från 0,67 preliminära. Måttet tar hänsyn till luckor.',
	'coefficients.explain.icc21':
		'Hur väl en enskild utvärderares poäng står för gruppens. Den som jämt är generös eller jämt är sträng drar ned det.',
	'coefficients.explain.icc2k':
		'Samma sak för hela gruppens medelvärde: hur mycket det skulle flytta sig om andra, lika goda utvärderare hade satt poängen.',
	'coefficients.explain.icc31':
		'Som ICC(2,1), men den som jämt är generös eller sträng räknas först till rätta. Är det mycket högre än ICC(2,1) ordnar ni delfrågorna lika men ligger på olika nivå: se generositet.',
	'coefficients.explain.fall':
		'α kan sjunka medan poängen närmar sig varandra. Det väger skillnaderna mellan personer mot skillnaderna mellan delfrågor: hamnar alla delfrågor på ungefär samma nivå väger även små skillnader tungt. Läs det därför bredvid den genomsnittliga spridningen.',

	'spread.title': 'Spridning per delfråga',
	'spread.lead': ({ share }) => `Markerade: de vars spridning når ${share} av max, utvärderingens tröskel.`,
	'spread.order': 'Ordning',
	'spread.order.framework': 'Som i ramverket',
	'spread.order.widest': 'Störst först',
	'spread.subquestion': 'Delfråga',
	'spread.count': 'Antal',
	'spread.count.title': 'Hur många som har gett poäng',
	'spread.picture': '0–100 %',
	'spread.picture.label': ({ lowest, highest, median }) =>
		`från ${lowest} till ${highest}, median ${median} av max`,
	'spread.median': 'Median',
	'spread.range': 'Spridning',
	'spread.share': '% av max',
	'spread.mad': 'MAD',
	'spread.sd': 'SD',
	'spread.flagged': 'långt isär',
	'spread.hidden': 'dold',
	'spread.explain':
		'Spridning: högsta minus lägsta poäng. MAD: hur långt poängen i snitt ligger från sitt medelvärde. SD: standardavvikelsen, där stora avvikelser väger mer. Allt i poäng; bredvid står spridningen som andel av max.',

	'leniency.title': 'Generositet',
	'leniency.lead.all':
		'Hur generös (+) eller sträng (−) var och en är mot gruppen, i procentenheter av max. Alla ser sin egen; ledare ser allas.',
	'leniency.lead.own':
		'Hur generös (+) eller sträng (−) du är mot gruppen, i procentenheter av max. Bara du och ledarna ser detta.',
	'leniency.person': 'Utvärderare',
	'leniency.points': 'I poäng',
	'leniency.rows': 'Jämförda',
	'leniency.rows.title': 'Delfrågor som någon annan också har poängsatt',
	'leniency.area': ({ id }) => `Område ${id}`,
	'leniency.byArea': 'Per område',
	'leniency.components':
		'Några utvärderare har inga delfrågor gemensamt med de andra, inte ens genom någon tredje. Mellan sådana grupper går det inte att säga något.',
	'leniency.notScoring': 'Du poängsätter inte här, så det finns inget eget att visa.',
	'leniency.explain':
		'Beräknad med minsta kvadrat över alla delfrågor, så att den håller också där någon har luckor. Talen i en grupp summerar till 0.',

	'rounds.title': 'Första omgången mot nu',
	'rounds.lead': ({ cells, changed }) =>
		`Över de ${cells} poäng som finns i båda omgångarna; ${changed} av dem har ändrats.`,
	'rounds.none': 'Det finns ingen första omgång att jämföra med än. Den sparas när poängen visas.',
	'rounds.what': 'Mått',
	'rounds.first': 'Första omgången',
	'rounds.now': 'Nu',
	'rounds.meanRange': 'Genomsnittlig spridning, % av max',
	'rounds.meanMad': 'Genomsnittlig MAD, % av max',
	'rounds.meanShift': ({ percent }) => `En poäng har i snitt flyttat sig ${percent} av max.`,
	'rounds.consensusDistance': ({ percent, rows }) =>
		rows === 1
			? `Konsensus ligger ${percent} av max från de första poängens medelvärde (en delfråga).`
			: `Konsensus ligger i snitt ${percent} av max från de första poängens medelvärde (${rows} delfrågor).`,
	'rounds.fell':
		'Poängen har närmat sig varandra, och ändå har α sjunkit. Det är ingen motsägelse: delfrågorna har också närmat sig varandra, och α mäter det ena mot det andra.',

	'data.title': 'Det som ingår i beräkningen',
	'data.lead':
		'Varje poäng i poäng och i procent av max, en rad per delfråga, så att vem som helst kan räkna om talen.',
	'data.now': 'Poängen nu (CSV)',
	'data.first': 'Första omgången (CSV)',
};

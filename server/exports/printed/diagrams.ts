/**
 * The two diagrams of the summary, each with its figures as a table and in words. Nothing is set beside another
 * result without saying how far the two may be compared, and nothing that may not be compared is drawn.
 */
import { strictest } from '#domain/comparison/versions.ts';
import type { Comparability } from '#domain/framework/framework.ts';
import type { Compared } from '#domain/report/compared.ts';
import type { ReportArea, ReportModel } from '#domain/report/model.ts';
import { divideHalfUp, formatPercent, formatWhole } from '#domain/points/points.ts';
import { formats } from '#lib/i18n/format.ts';
import type { Block, Cell, Column, Diagram, Row, Series } from './blocks.ts';
import {
	areaLabel,
	cell,
	headRow,
	previousTitle,
	note,
	printedPercent,
	printedSum,
	words,
	type Page,
} from './page.ts';

/** The whole first, then the areas: one row of the bars. */
interface Line {
	label: string;
	heading: string;
	max: number;
	achieved: number | null;
	soFar: number;
	percent: number | null;
	previous: Compared | null;
	cohort: Compared | null;
}

export function resultDiagrams(page: Page): Block[] {
	const { model } = page;
	const areas = model.areas.map((area) => lineOf(area));
	return [...bars(page, [total(page), ...areas]), ...spider(page, areas)];
}

const lineOf = (area: ReportArea): Line => ({
	label: `${area.id} ${area.name}`,
	heading: areaLabel(area),
	max: area.max,
	achieved: area.achieved,
	soFar: area.soFar,
	percent: area.percent,
	previous: area.previous,
	cohort: area.cohort,
});

function total({ model, t }: Page): Line {
	const whole = (
		other: { total: number | null } | null,
		of: (area: ReportArea) => Compared | null,
	): Compared | null =>
		other && {
			achieved: other.total,
			comparability: strictest(model.areas.map((area) => of(area)?.comparability ?? 'none')),
		};
	return {
		label: t('report.wholeTotal'),
		heading: t('report.wholeTotal'),
		...model.total,
		previous: whole(model.previous, (area) => area.previous),
		cohort: whole(model.cohort, (area) => area.cohort),
	};
}

const drawn = (other: Compared | null): number | null =>
	other === null || other.comparability === 'none' ? null : other.achieved;

function others(page: Page, lines: Line[], value: (line: Line, points: number) => number): Series[] {
	const { model, t } = page;
	const series = (name: string, of: Series['of'], at: (line: Line) => Compared | null): Series => ({
		name,
		of,
		values: lines.map((line) => {
			const points = drawn(at(line));
			return points === null ? null : value(line, points);
		}),
	});
	return [
		...(model.previous ? [series(previousTitle(page, model.previous), 'past', (line) => line.previous)] : []),
		...(model.cohort ? [series(t('report.cohortName'), 'others', (line) => line.cohort)] : []),
	].filter(({ values }) => values.some((value) => value !== null));
}

const described = (lines: Line[], of: (line: Line) => string): string =>
	lines.map((line) => `${line.label}: ${of(line)}`).join('; ');

/** What stands under a diagram that sets this result beside another. */
function comparisonNotes(page: Page): string[] {
	const { model } = page;
	return [
		...(model.previous
			? [
					comparabilityOf(
						page,
						previousTitle(page, model.previous),
						model.previous.framework,
						(area) => area.previous,
					),
				]
			: []),
		...(model.cohort
			? [
					cohortDefinition(page, model.cohort),
					comparabilityOf(page, page.t('report.cohortName'), model.cohort.framework, (area) => area.cohort),
				]
			: []),
	];
}

export const cohortDefinition = (
	{ t, locale }: Pick<Page, 't' | 'locale'>,
	{ name, framework, from, to, n, extracted, counties }: NonNullable<ReportModel['cohort']>,
): string =>
	t('report.cohortDefinition', {
		name,
		framework: `${framework.name} ${framework.version}`,
		years: from === to ? String(from) : `${from}–${to}`,
		count: n,
		extracted: formats(locale).date(extracted),
		counties: counties.length === 0 ? '' : formats(locale).list(counties),
	});

/** `Vallentuna 2013 (Kommunkompassen 2010): strängare bedömt i område 1–6 och 8; inte jämförbart i område 7.` */
export function comparabilityOf(
	{ model, t, locale }: Page,
	title: string,
	framework: { name: string; version: string },
	of: (area: ReportArea) => Compared | null,
): string {
	const having = (comparability: Comparability): string[] =>
		model.areas.filter((area) => of(area)?.comparability === comparability).map(({ id }) => id);
	const list = (ids: string[]) => formats(locale).list(ids);
	const [tightened, none] = [having('tightened'), having('none')];
	const all = model.areas.length;
	const parts =
		none.length === all
			? [t('report.comparableNowhere')]
			: tightened.length === 0 && none.length === 0
				? [t('report.comparableEverywhere')]
				: [
						...(having('full').length > 0 ? [t('report.comparableIn', { areas: list(having('full')) })] : []),
						...(tightened.length > 0 ? [t('report.tightenedIn', { areas: list(tightened) })] : []),
						...(none.length > 0 ? [t('report.notComparableIn', { areas: list(none) })] : []),
					];
	return t('report.comparedWith', {
		title,
		framework: `${framework.name} ${framework.version}`,
		how: parts.join('; '),
	});
}

function bars(page: Page, lines: Line[]): Block[] {
	const { model, t, locale } = page;
	const title = t('report.barsTitle');
	const sum = (line: Line) => printedSum(page, line);
	const diagram: Diagram = {
		kind: 'diagram',
		form: 'bars',
		anchor: 'diagram-1',
		caption: words(t('report.figure', { number: 1, title })),
		alternative: t('report.barsDescription', { areas: described(lines, sum) }),
		categories: lines.map(({ label }) => label),
		series: [
			{ name: String(model.evaluation.year), of: 'now', values: lines.map(({ soFar }) => soFar) },
			...others(page, lines, (_, points) => points).filter(({ of }) => of === 'past'),
		],
		max: lines.map(({ max }) => max),
		labels: lines.map((line) => (line.achieved === null ? sum(line) : null)),
		open: lines.map(({ achieved }) => achieved === null),
		notes: [t('report.barsScale'), ...comparisonNotes(page).slice(0, model.previous ? 1 : 0)],
	};
	return [
		diagram,
		...diagram.notes.map(note),
		figureTable(page, {
			anchor: 'diagram-1-table',
			title,
			column: t('report.points'),
			lines,
			now: sum,
			other: (_, points) => formatWhole(divideHalfUp(Math.round(points * 100), 100), locale),
			withCohort: false,
		}),
	];
}

/** Whole percent of max. Points are decimal with at most two places. */
const share = (line: Line, points: number): number => divideHalfUp(Math.round(points * 100), line.max);

function spider(page: Page, lines: Line[]): Block[] {
	const { model, t, locale } = page;
	if (lines.some(({ percent }) => percent === null)) return [note(t('report.spiderWaits'))];
	if (lines.length < 3) return [];
	const title = t('report.spiderTitle');
	const percent = (line: Line) => printedPercent(page, line.percent);
	const diagram: Diagram = {
		kind: 'diagram',
		form: 'spider',
		anchor: 'diagram-2',
		caption: words(t('report.figure', { number: 2, title })),
		alternative: t('report.spiderDescription', { areas: described(lines, percent) }),
		categories: lines.map(({ label }) => label),
		series: [
			{ name: String(model.evaluation.year), of: 'now', values: lines.map((line) => line.percent) },
			...others(page, lines, share),
		],
		max: lines.map(() => 100),
		labels: lines.map(() => null),
		open: lines.map(() => false),
		notes: comparisonNotes(page),
	};
	return [
		diagram,
		...diagram.notes.map(note),
		figureTable(page, {
			anchor: 'diagram-2-table',
			title,
			column: t('report.percent'),
			lines,
			now: percent,
			other: (line, points) => formatPercent(share(line, points), locale),
			withCohort: true,
		}),
	];
}

interface FigureTable {
	anchor: string;
	title: string;
	column: string;
	lines: Line[];
	now: (line: Line) => string;
	other: (line: Line, points: number) => string;
	withCohort: boolean;
}

function figureTable(
	page: Page,
	{ anchor, title, column, lines, now, other, withCohort }: FigureTable,
): Block {
	const { model, t, own } = page;
	const beside = (line: Line, compared: Compared | null): Cell[] => {
		if (compared === null) return [];
		const { achieved, comparability } = compared;
		return [
			cell(achieved === null ? '–' : other(line, achieved)),
			cell(t(`report.comparability.${comparability}`)),
		];
	};
	const names = [
		...(model.previous ? [previousTitle(page, model.previous), t('report.comparability')] : []),
		...(withCohort && model.cohort ? [t('report.cohortName'), t('report.comparability')] : []),
	];
	const columns: Column[] = [
		{ kind: 'text', share: 4 },
		{ kind: 'number', share: 0 },
		...names.map((_, i): Column => (i % 2 === 0 ? { kind: 'number', share: 0 } : { kind: 'text', share: 2 })),
	];
	return {
		kind: 'table',
		anchor,
		caption: words(t('report.figuresOfDiagram', { title })),
		columns,
		head: [headRow(t('report.areaColumn'), column, ...names)],
		body: lines.map((line): Row => ({
			cells: [
				cell(line.heading, { heads: 'row', ...own }),
				cell(now(line)),
				...(model.previous ? beside(line, line.previous) : []),
				...(withCohort && model.cohort ? beside(line, line.cohort) : []),
			],
		})),
		foot: [],
	};
}

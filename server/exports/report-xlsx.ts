/**
 * The report's tables as a workbook: one sheet a table, numbers as numbers, the head frozen. Text that a spreadsheet
 * would run as a formula is text.
 */
import writeWorkbook, { type Cell, type SheetData } from 'write-excel-file/node';
import { plainText } from '#domain/report/rich-text.ts';
import type { ReportFinding, ReportModel } from '#domain/report/model.ts';
import { spreadsheetText } from '#domain/spreadsheets/spreadsheet-text.ts';
import { translator, type Locale, type Translate } from '#lib/i18n/index.ts';
import { cohortDefinition } from './printed/diagrams.ts';
import { printable } from './printed/finish.ts';

interface Sheet {
	name: string;
	/** Characters. */
	widths: number[];
	head: string[];
	rows: (string | number | null)[][];
	/** The last so many rows are sums. */
	sums?: number;
}

export async function reportXlsx(model: ReportModel, locale: Locale): Promise<Uint8Array> {
	const t = translator(locale);
	const sheets = [
		points(model, t),
		areas(model, t),
		findings(model, t),
		...(model.facts.length > 0 ? [facts(model, t)] : []),
		...(model.roleModels.length > 0 ? [roleModels(model, t)] : []),
		...(model.sources.length > 0 ? [sources(model, t)] : []),
		about(model, t, locale),
	];
	const workbook = writeWorkbook(
		sheets.map(({ name, widths, head, rows, sums = 0 }) => ({
			sheet: name,
			columns: widths.map((width) => ({ width })),
			stickyRowsCount: 1,
			data: [
				head.map((label) => textCell(label, true)),
				...rows.map((row, i) => row.map((value) => cellOf(value, i >= rows.length - sums))),
			] satisfies SheetData,
		})),
		{ fontFamily: 'Calibri', fontSize: 11 },
	);
	return workbook.toBuffer();
}

/** What a cell of a workbook takes at most; what is longer is cut and says so. */
const LONGEST = 32_000;
const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text);

const textCell = (text: string, bold: boolean): Cell => ({
	value: cut(spreadsheetText(printable(text))),
	type: String,
	wrap: true,
	alignVertical: 'top',
	...(bold && { fontWeight: 'bold' }),
});

function cellOf(value: string | number | null, bold: boolean): Cell {
	if (value === null) return null;
	if (typeof value === 'string') return textCell(value, bold);
	return {
		value,
		type: Number,
		format: Number.isInteger(value) ? '#,##0' : '#,##0.00',
		alignVertical: 'top',
		...(bold && { fontWeight: 'bold' }),
	};
}

/** A share of one as spreadsheets have it would be rounded anew; the printed whole percent is what was decided. */
function points({ areas: all, total }: ReportModel, t: Translate): Sheet {
	return {
		name: t('report.sheet.points'),
		widths: [8, 70, 12, 10, 10, 12, 40],
		head: [
			t('report.number'),
			t('report.subquestion'),
			t('report.achieved'),
			t('report.max'),
			t('report.percent'),
			t('report.unrounded'),
			t('report.remark'),
		],
		rows: [
			...all.flatMap((area) => [
				...area.subquestions.map((row) => [
					row.id,
					row.label,
					row.achieved,
					row.max,
					row.percent,
					row.points,
					row.state === 'missing'
						? t('report.missing')
						: row.state === 'not-assessable'
							? `${t('report.notAssessable')}: ${row.reason ?? ''}`
							: null,
				]),
				[area.id, area.name, area.achieved, area.max, area.percent, null, partial(area, t)],
			]),
			[null, t('report.wholeTotal'), total.achieved, total.max, total.percent, null, partial(total, t)],
		],
		sums: 1,
	};
}

const partial = (sum: { achieved: number | null; soFar: number }, t: Translate): string | null =>
	sum.achieved === null ? t('report.soFar', { points: String(sum.soFar) }) : null;

function areas({ areas: all, total, previous, cohort }: ReportModel, t: Translate): Sheet {
	const compared = [
		...(previous
			? [
					previous.fictitious ? t('report.fictitious', { title: previous.title }) : previous.title,
					t('report.comparability'),
				]
			: []),
		...(cohort ? [t('report.cohortName'), t('report.comparability')] : []),
	];
	return {
		name: t('report.sheet.areas'),
		widths: [8, 44, 12, 10, 10, ...compared.map(() => 20)],
		head: [
			t('report.number'),
			t('report.areaColumn'),
			t('report.achieved'),
			t('report.max'),
			t('report.percent'),
			...compared,
		],
		rows: [
			...all.map((area) => [
				area.id,
				area.name,
				area.achieved,
				area.max,
				area.percent,
				...[area.previous, area.cohort].flatMap((other) =>
					other ? [other.achieved, t(`report.comparability.${other.comparability}`)] : [],
				),
			]),
			[null, t('report.wholeTotal'), total.achieved, total.max, total.percent],
		],
		sums: 1,
	};
}

function findings({ areas: all }: ReportModel, t: Translate): Sheet {
	const words = (finding: ReportFinding | null) =>
		finding
			? [plainText(finding.text), ...(finding.outcome ? [t(`report.outcome.${finding.outcome}`)] : [])].join(
					' ',
				)
			: null;
	return {
		name: t('report.sheet.findings'),
		widths: [8, 34, 60, 60, 12],
		head: [
			t('report.number'),
			t('report.areaColumn'),
			t('report.strengths'),
			t('report.improvements'),
			t('report.linkedColumn'),
		],
		rows: all.flatMap((area) =>
			area.findings.map(({ strength, improvement, linked }) => [
				area.id,
				area.name,
				words(strength),
				words(improvement),
				linked ? t('report.linked') : null,
			]),
		),
	};
}

const facts = ({ facts: all }: ReportModel, t: Translate): Sheet => ({
	name: t('report.facts'),
	widths: [50, 30, 50, 14],
	head: [t('report.fact'), t('report.factValue'), t('report.remark'), t('report.date')],
	rows: all.map(({ label, value, remark, asOf }) => [label, value, remark, asOf]),
});

const roleModels = ({ roleModels: all, areas: known }: ReportModel, t: Translate): Sheet => ({
	name: t('report.roleModels'),
	widths: [8, 34, 24, 12, 70],
	head: [
		t('report.number'),
		t('report.areaColumn'),
		t('report.municipality'),
		t('report.subquestion'),
		t('report.learnFrom'),
	],
	rows: all.map(({ area, municipality, subquestion, what }) => [
		area,
		known.find(({ id }) => id === area)?.name ?? '',
		municipality,
		subquestion,
		what,
	]),
});

const sources = ({ sources: all }: ReportModel, t: Translate): Sheet => ({
	name: t('report.sources'),
	widths: [8, 60, 16, 30, 14, 60],
	head: [
		t('report.number'),
		t('report.source'),
		t('report.sourceKind'),
		t('report.author'),
		t('report.date'),
		t('report.address'),
	],
	rows: all.map(({ kind, social, title, author, date, url }, i) => [
		i + 1,
		title,
		t(`report.sourceKind.${kind === 'web' && social ? 'social' : kind}`),
		author,
		date,
		url,
	]),
});

/** Which report this is, so that a table that was passed on can be traced. */
function about(
	{ evaluation, framework, status, snapshot, cohort }: ReportModel,
	t: Translate,
	locale: Locale,
): Sheet {
	return {
		name: t('report.sheet.about'),
		widths: [30, 70],
		head: [t('report.fact'), t('report.factValue')],
		rows: [
			[t('report.sheet.evaluation'), evaluation.title],
			[t('report.municipality'), `${evaluation.municipality.name} (${evaluation.municipality.code})`],
			[t('report.sheet.framework'), `${framework.name} ${framework.version}`],
			[t('report.sheet.status'), t(status === 'final' ? 'report.final' : 'report.working')],
			...(snapshot
				? [
						[t('report.sheet.snapshot'), `${snapshot.label}, ${snapshot.at}`],
						['SHA-256', snapshot.sha256],
					]
				: []),
			...(cohort ? [[t('report.cohortName'), cohortDefinition({ t, locale }, cohort)]] : []),
			[t('report.sheet.rounding'), t('report.distributionNote')],
		],
	};
}

/** The rows of one result against its framework: ids, maxima, and figures that some score can have printed. */
import { findArea, findSubquestion, type Area, type Framework } from '../framework/framework.ts';
import { percentOf, roundHalfUp } from '../points/points.ts';
import { fault, shown, type ResultFault, type ResultWarning } from './faults.ts';
import { exactly, hiddenScore, meet, printsAs, sumOfHidden, type Hidden } from './hidden.ts';
import { readNumber, type Written } from './numbers.ts';
import { TOTAL, totalOf, type ResultFigure, type ResultFigures } from './result.ts';
import type { Entry, ResultColumn } from './table.ts';

interface Read {
	figure: ResultFigure;
	/** Null where nothing is known. */
	hidden: Hidden | null;
	row: number;
}

export interface Checked {
	figures: ResultFigures;
	faults: ResultFault[];
	warnings: ResultWarning[];
}

/** Takes entries of one municipality and year. `figures` means something only where there are no faults. */
export function checkResult(framework: Framework, entries: readonly Entry[]): Checked {
	const faults: ResultFault[] = [];
	const read = new Map<string, Read>();
	const seen = new Set<string>();
	// Where some scores of a table have decimals, the whole ones beside them are unrounded as well; sums are printed.
	const fine = (ofArea: boolean): boolean =>
		entries.some(
			({ id, achieved }) =>
				(findArea(framework, idOf(id)) !== undefined) === ofArea && decimalsOf(readNumber(achieved)) > 0,
		);
	const unrounded = { areas: fine(true), subquestions: fine(false) };
	for (const entry of entries) {
		const id = idOf(entry.id);
		const max = maxOf(framework, id);
		if (max === undefined) {
			// A table printed with its grand total may have it as its last row; it follows from the others.
			if (isTotal(id)) continue;
			faults.push(
				id === ''
					? fault(entry.row, 'id', 'resultIdMissing')
					: fault(entry.row, 'id', 'resultIdUnknown', {
							id: shown(id),
							framework: `${framework.name} ${framework.version}`,
						}),
			);
			continue;
		}
		if (seen.has(id)) {
			faults.push(fault(entry.row, 'id', 'resultIdTwice', { id }));
			continue;
		}
		seen.add(id);
		const ofArea = findArea(framework, id) !== undefined;
		const row = readRow(entry, id, max, ofArea ? unrounded.areas : unrounded.subquestions);
		if ('faults' in row) faults.push(...row.faults);
		else read.set(id, row);
	}
	if (read.size === 0 && faults.length === 0)
		faults.push(fault(entries[0]?.row ?? null, null, 'resultNothing'));
	const warnings: ResultWarning[] = [];
	const areas = framework.areas.flatMap((area) => areaFigure(area, read, faults, warnings) ?? []);
	const missing = framework.areas.filter(({ id }) => !areas.some((area) => area.id === id));
	if (missing.length > 0)
		warnings.push({
			code: 'resultAreasMissing',
			params: { areas: missing.map(({ id }) => id).join(', '), count: missing.length },
		});
	return {
		figures: {
			areas,
			subquestions: framework.areas.flatMap((area) =>
				area.subquestions.flatMap(({ id }) => read.get(id)?.figure ?? []),
			),
			total: totalOf(framework, areas),
		},
		faults,
		warnings,
	};
}

const isTotal = (id: string): boolean =>
	['', TOTAL, 'totalt', 'summa', 'sum'].includes(id.toLowerCase()) && id !== '';

/** `1.`, `Område 1` and `Area 1` name area 1, as tables print them; a Swedish spreadsheet has made 1.1 a number, `1,1`. */
const idOf = (text: string): string =>
	text
		.replace(/^(område|area)\s+/i, '')
		.replace(/[.)]$/, '')
		.replace(/^(\d+),(\d+)$/, '$1.$2');

const maxOf = (framework: Framework, id: string): number | undefined =>
	(findSubquestion(framework, id) ?? findArea(framework, id))?.max;

function readRow(
	entry: Entry,
	id: string,
	max: number,
	unrounded: boolean,
): Read | { faults: ResultFault[] } {
	const faults: ResultFault[] = [];
	const number = (column: ResultColumn, text: string) => {
		const written = readNumber(text);
		if (written.kind !== 'wrong') return written;
		if (written.why === 'negative') faults.push(fault(entry.row, column, 'resultNegative', { id }));
		else faults.push(fault(entry.row, column, 'resultNotNumber', { id, text: shown(text) }));
		return undefined;
	};
	const achieved = number('achieved', entry.achieved);
	const points = number('achieved', entry.points);
	const percent = number('percent', entry.percent);
	const most = number('max', entry.max);
	if (!achieved || !points || !percent || !most || faults.length > 0) return { faults };

	if (most.kind === 'number' && most.hundredths !== max * 100)
		faults.push(fault(entry.row, 'max', 'resultMaxDiffers', { id, max, given: most.hundredths / 100 }));
	if (percent.kind === 'number' && percent.hundredths > 10_000)
		faults.push(fault(entry.row, 'percent', 'resultPercentWrong', { id }));
	const scores = [achieved, points].flatMap((one) => (one.kind === 'number' ? [one] : []));
	if (scores.length === 0) {
		if (percent.kind === 'number') faults.push(fault(entry.row, 'achieved', 'resultPercentAlone', { id }));
		if (faults.length > 0) return { faults };
		const figure = { id, achieved: null, max, percent: null, exact: null, derived: false };
		return { figure, hidden: null, row: entry.row };
	}
	if (scores.some(({ decimals }) => decimals > 2))
		faults.push(fault(entry.row, 'achieved', 'resultTooManyDecimals', { id }));
	if (scores.some(({ hundredths }) => hundredths > max * 100))
		faults.push(fault(entry.row, 'achieved', 'resultAboveMax', { id, max }));
	if (faults.length > 0) return { faults };

	const exact =
		points.kind === 'number'
			? points.hundredths
			: achieved.kind === 'number' && unrounded
				? achieved.hundredths
				: null;
	if (exact === null) return printedRow(entry, id, max, roundHalfUp(scores[0]?.hundredths ?? 0), percent);
	// Beside its unrounded score a printed one may stand: it must be that score's.
	if (
		points.kind === 'number' &&
		achieved.kind === 'number' &&
		roundHalfUp(achieved.hundredths) !== roundHalfUp(exact)
	)
		return {
			faults: [fault(entry.row, 'achieved', 'resultPointsDiffer', { id, prints: roundHalfUp(exact) })],
		};
	const share = percentOf(exact, max * 100);
	if (percent.kind === 'number' && roundHalfUp(percent.hundredths) !== share)
		return {
			faults: [
				fault(entry.row, 'percent', 'resultPairImpossible', {
					id,
					achieved: entry.points || entry.achieved,
					max,
					percent: entry.percent,
				}),
			],
		};
	const figure = { id, achieved: roundHalfUp(exact), max, percent: share, exact, derived: false };
	return { figure, hidden: exactly(exact), row: entry.row };
}

const decimalsOf = (written: Written): number => (written.kind === 'number' ? written.decimals : 0);

function printedRow(
	entry: Entry,
	id: string,
	max: number,
	achieved: number,
	percent: Written,
): Read | { faults: ResultFault[] } {
	const share = percent.kind === 'number' ? roundHalfUp(percent.hundredths) : null;
	const hidden = hiddenScore(achieved, max, share);
	if (!hidden)
		return {
			faults: [
				fault(entry.row, 'percent', 'resultPairImpossible', { id, achieved, max, percent: share ?? '' }),
			],
		};
	return {
		figure: { id, achieved, max, percent: share, exact: null, derived: false },
		hidden,
		row: entry.row,
	};
}

/** The area's own printed row where there is one, otherwise what its subquestions come to. */
function areaFigure(
	area: Area,
	read: ReadonlyMap<string, Read>,
	faults: ResultFault[],
	warnings: ResultWarning[],
): ResultFigure | undefined {
	const printed = read.get(area.id);
	const rows = area.subquestions.flatMap(({ id }) => read.get(id) ?? []);
	const complete = rows.length === area.subquestions.length;
	if (rows.length > 0 && !complete)
		warnings.push({
			code: 'resultAreaIncomplete',
			params: { area: area.id, found: rows.length, of: area.subquestions.length },
		});
	const sum = complete ? sumOfHidden(rows.flatMap(({ hidden }) => hidden ?? [])) : undefined;
	if (printed) {
		if (sum && printed.hidden && !meet(sum, printed.hidden)) {
			const { low, high } = printsAs(sum);
			faults.push(
				fault(printed.row, 'achieved', 'resultAreaImpossible', {
					area: area.id,
					achieved: printed.figure.achieved ?? 0,
					low,
					high,
				}),
			);
		}
		return printed.figure;
	}
	if (!sum) return undefined;
	if (rows.every(({ hidden }) => hidden === null)) return undefined;
	const blank = rows.filter(({ hidden }) => hidden === null).map(({ figure }) => figure.id);
	if (blank.length > 0)
		warnings.push({
			code: 'resultRowsBlank',
			params: { area: area.id, ids: blank.join(', '), count: blank.length },
		});
	const exact = rows.every(({ figure }) => figure.exact !== null || figure.achieved === null)
		? rows.reduce((total, { figure }) => total + (figure.exact ?? 0), 0)
		: null;
	const { low, middle, high } = printsAs(sum);
	const derived = exact === null && low !== high;
	if (derived) warnings.push({ code: 'resultAreaDerived', params: { area: area.id, low, high } });
	const achieved = exact === null ? middle : roundHalfUp(exact);
	return {
		id: area.id,
		achieved,
		max: area.max,
		percent: percentOf(exact ?? achieved * 100, area.max * 100),
		exact,
		derived,
	};
}

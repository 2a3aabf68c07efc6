/**
 * Entries of a file into results, or everything that is wrong with them, row by row. Printed figures are kept as they
 * are printed; what no score could print is refused, and nothing is filled in that was not given.
 */
import type { Framework } from '../framework/framework.ts';
import { municipalityNamed, type Municipality } from '../municipalities/municipalities.ts';
import { checkResult } from './check.ts';
import { fault, shown, type ResultFault, type ResultWarning } from './faults.ts';
import type { ResultFigures } from './result.ts';
import type { Entry, TableProblem } from './table.ts';

export const RESULT_YEARS = { first: 1990, last: 2100 } as const;
/** Far more than every municipality of a country in a file. */
export const MOST_ENTRIES = 30_000;

/** What holds for every row that does not say otherwise. */
export interface ImportDefaults {
	municipality?: string | undefined;
	year?: string | undefined;
	framework?: string | undefined;
}

export interface ImportedResult {
	municipality: Municipality;
	year: number;
	framework: Framework;
	figures: ResultFigures;
	warnings: ResultWarning[];
	/** Its first row in the file. */
	row: number;
}

/** Results are there only where nothing at all is wrong: a file is kept as a whole or not. */
export function readResults(
	{ entries, problems }: { entries: readonly Entry[]; problems: readonly TableProblem[] },
	defaults: ImportDefaults,
	frameworks: readonly Framework[],
): { results: ImportedResult[]; faults: ResultFault[] } {
	const faults = problems.map(fromProblem);
	if (entries.length > MOST_ENTRIES) {
		faults.push(fault(null, null, 'resultTooManyRows', { found: entries.length, most: MOST_ENTRIES }));
		return { results: [], faults };
	}
	const groups = new Map<string, { subject: Subject; entries: Entry[] }>();
	const refused = new Set<string>();
	for (const entry of entries) {
		const written = {
			municipality: entry.municipality || (defaults.municipality ?? ''),
			year: entry.year || (defaults.year ?? ''),
			framework: entry.framework || (defaults.framework ?? ''),
		};
		const key = JSON.stringify(written);
		const known = subjectOf(written, entry, frameworks);
		if ('faults' in known) {
			// The same mistake in 45 rows is one mistake.
			if (!refused.has(key)) faults.push(...known.faults);
			refused.add(key);
			continue;
		}
		const place = `${known.municipality.code}/${known.year}/${known.framework.id}`;
		const group = groups.get(place);
		if (group) group.entries.push(entry);
		else groups.set(place, { subject: known, entries: [entry] });
	}
	const results: ImportedResult[] = [];
	for (const { subject, entries } of groups.values()) {
		const checked = checkResult(subject.framework, entries);
		faults.push(...checked.faults);
		const { figures, warnings } = checked;
		results.push({ ...subject, figures, warnings, row: entries[0]?.row ?? 1 });
	}
	faults.sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
	return { results: faults.length > 0 ? [] : results, faults };
}

interface Subject {
	municipality: Municipality;
	year: number;
	framework: Framework;
}

function fromProblem(problem: TableProblem): ResultFault {
	switch (problem.why) {
		case 'empty':
			return fault(null, null, 'resultFileEmpty');
		case 'columns':
			return fault(null, problem.missing, 'resultColumnMissing', { column: problem.missing });
		case 'width':
			return fault(problem.row, null, 'resultRowTooWide', {
				found: problem.found,
				expected: problem.expected,
			});
	}
}

function subjectOf(
	written: { municipality: string; year: string; framework: string },
	entry: Entry,
	frameworks: readonly Framework[],
): Subject | { faults: ResultFault[] } {
	const faults: ResultFault[] = [];
	// Where it came with the file as a whole, no row is to blame.
	const at = (column: 'municipality' | 'year' | 'framework') => (entry[column] === '' ? null : entry.row);
	const municipality = municipalityNamed(written.municipality);
	if (!municipality)
		faults.push(
			written.municipality === ''
				? fault(null, 'municipality', 'resultMunicipalityMissing')
				: fault(at('municipality'), 'municipality', 'resultMunicipalityUnknown', {
						text: shown(written.municipality),
					}),
		);
	const year = /^\d{4}$/.test(written.year) ? Number(written.year) : 0;
	if (year < RESULT_YEARS.first || year > RESULT_YEARS.last)
		faults.push(fault(at('year'), 'year', 'resultYearWrong', { ...RESULT_YEARS }));
	const framework = frameworkNamed(written.framework, frameworks);
	if (!framework)
		faults.push(
			written.framework === ''
				? fault(null, 'framework', 'resultFrameworkMissing', {
						known: frameworks.map(({ id }) => id).join(', '),
					})
				: fault(at('framework'), 'framework', 'resultFrameworkUnknown', {
						text: shown(written.framework),
						known: frameworks.map(({ id }) => id).join(', '),
					}),
		);
	return municipality && framework && faults.length === 0 ? { municipality, year, framework } : { faults };
}

/** By id, by version or by name and version; where there is only one framework, it needs no naming. */
function frameworkNamed(text: string, frameworks: readonly Framework[]): Framework | undefined {
	if (text === '') return frameworks.length === 1 ? frameworks[0] : undefined;
	const wanted = text.toLocaleLowerCase('sv');
	const byId = frameworks.find(({ id }) => id.toLocaleLowerCase('sv') === wanted);
	if (byId) return byId;
	const named = frameworks.filter(
		({ name, version }) =>
			version.toLocaleLowerCase('sv') === wanted || `${name} ${version}`.toLocaleLowerCase('sv') === wanted,
	);
	return named.length === 1 ? named[0] : undefined;
}

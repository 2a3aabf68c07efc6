/** Strengths and improvements: id → finding; the words are the text of `finding:<id>`. */
import { parseValue, type Finding } from './values.ts';

export type FindingRow = Finding & { id: string };

/** In the order they are shown: by their fractional index, and by id where two share one. */
export function readFindings(entries: Iterable<[string, unknown]>): FindingRow[] {
	const findings: FindingRow[] = [];
	for (const [id, value] of entries) {
		const finding = parseValue('findings', value);
		if (finding) findings.push({ id, ...finding });
	}
	return findings.sort((a, b) => compare(a.order, b.order) || compare(a.id, b.id));
}

/** By code unit: fractional indexes are made for exactly this, not for a language's order. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

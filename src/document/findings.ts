/** Strengths and improvements: id → finding; the words are the text of `finding:<id>`. */
import { inOrder } from './order.ts';
import { parseValue, type Finding } from './values.ts';

export type FindingRow = Finding & { id: string };

/** In the order they are shown: by their fractional index, and by id where two share one. */
export function readFindings(entries: Iterable<[string, unknown]>): FindingRow[] {
	const findings: FindingRow[] = [];
	for (const [id, value] of entries) {
		const finding = parseValue('findings', value);
		if (finding) findings.push({ id, ...finding });
	}
	return inOrder(findings);
}

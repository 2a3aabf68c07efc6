/** What the group agreed on: `<subquestionId>` → consensus, and the figures the report prints from it. */
import { toHundredths } from '#domain/points/points.ts';
import type { AgreedFigure } from '#domain/points/totals.ts';
import { parseValue, type Consensus } from './values.ts';

/** From the map's entries, live or in canonical content. What is not a consensus is passed over. */
export function readConsensus(entries: Iterable<[string, unknown]>): Map<string, Consensus> {
	const consensus = new Map<string, Consensus>();
	for (const [subquestionId, value] of entries) {
		const parsed = parseValue('consensus', value);
		if (parsed) consensus.set(subquestionId, parsed);
	}
	return consensus;
}

export function agreedFigures(consensus: ReadonlyMap<string, Consensus>): Map<string, AgreedFigure> {
	const agreed = new Map<string, AgreedFigure>();
	for (const [subquestionId, value] of consensus) {
		if (!('points' in value)) {
			agreed.set(subquestionId, { kind: 'not-assessable' });
			continue;
		}
		// Null: withdrawn, which is as if nothing were agreed.
		const points = value.points === null ? undefined : toHundredths(value.points);
		if (points !== undefined) agreed.set(subquestionId, { kind: 'points', points });
	}
	return agreed;
}

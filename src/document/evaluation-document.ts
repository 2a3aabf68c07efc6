/**
 * The part of the shared document that scores and consensus live in, grouped by subquestion as the rules of
 * `#domain/consensus` take it.
 */
import type * as Y from 'yjs';
import type { EvaluationDocument } from '#domain/consensus/board.ts';
import { readConsensus } from './consensus.ts';
import type { MapRoot } from './roots.ts';
import { parsePersonKey } from './scores.ts';
import { parseValue, type ValueOf } from './values.ts';

type Entries = Iterable<[string, unknown]>;

/** `<subquestionId>/<userId>` → value, as subquestion → user → value. Keys of another form are passed over. */
export function byPerson<V>(entries: Iterable<readonly [string, V]>): Map<string, Map<string, V>> {
	const grouped = new Map<string, Map<string, V>>();
	for (const [key, value] of entries) {
		const place = parsePersonKey(key);
		if (!place) continue;
		const people = grouped.get(place.subquestionId);
		if (people) people.set(place.userId, value);
		else grouped.set(place.subquestionId, new Map([[place.userId, value]]));
	}
	return grouped;
}

function* parsed<R extends MapRoot>(root: R, entries: Entries): Generator<[string, ValueOf<R>]> {
	for (const [key, raw] of entries) {
		const value = parseValue(root, raw);
		if (value !== undefined) yield [key, value];
	}
}

/** From entries, live or in canonical content. What is no value of its root is passed over. */
export const readEvaluation = (
	roots: Record<'scores' | 'firstScores' | 'consensus' | 'positions', Entries>,
): EvaluationDocument => ({
	scores: byPerson(parsed('scores', roots.scores)),
	firstScores: byPerson(parsed('firstScores', roots.firstScores)),
	consensus: readConsensus(roots.consensus),
	positions: byPerson(parsed('positions', roots.positions)),
});

/** The entries of a root map; none where the document does not have it yet. No root comes into being by this. */
export const entriesOf = (doc: Y.Doc, root: MapRoot): Entries =>
	doc.share.has(root) ? doc.getMap(root).entries() : [];

export const evaluationIn = (doc: Y.Doc): EvaluationDocument =>
	readEvaluation({
		scores: entriesOf(doc, 'scores'),
		firstScores: entriesOf(doc, 'firstScores'),
		consensus: entriesOf(doc, 'consensus'),
		positions: entriesOf(doc, 'positions'),
	});

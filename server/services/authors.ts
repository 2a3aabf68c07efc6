/**
 * Who wrote the words of a section, read from the log on demand: every piece of the text has a client id and a
 * clock, and the log has the row that brought it, with its person and time. What the server wrote on somebody's
 * behalf (a restored version, an accepted suggestion) is that person's.
 */
import { piecesIn, Spans, type Span, type TextPiece } from '#document/authorship.ts';
import { parseSectionId } from '#document/paths.ts';
import { textRoot } from '#document/roots.ts';
import type { Connection } from '../db/pool.ts';
import { authorsOfClients, boundClients, headOf, type ClientRow } from '../db/update-log.ts';
import { access } from './access.ts';
import type { Actor } from './actor.ts';
import { notFound } from './errors.ts';
import { evaluationRoom } from './evaluation-command.ts';
import { peopleOf, type NamedPerson } from './people.ts';
import { documentAt } from './replay.ts';

export interface AuthoredRun extends TextPiece {
	/** Null: nobody; the server by itself. */
	userId: string | null;
	/** ISO 8601. */
	at: string;
}

export interface Authors {
	/** The log position that this tells of. */
	seq: number;
	/** In the order one reads them; neighbours of one person, minute and block are one run only where the log has them as one. */
	runs: AuthoredRun[];
	people: NamedPerson[];
}

export interface AuthorsService {
	/** Members who may read the history; throws 403 for others, 404 for an evaluation or section that is none. */
	read(actor: Actor, evaluationId: string, sectionId: string): Promise<Authors>;
}

export const createAuthors = ({ connection: { db } }: { connection: Connection }): AuthorsService => ({
	async read(actor, evaluationId, sectionId) {
		await access(db, actor, evaluationId, 'history.read');
		if (!parseSectionId(sectionId)) throw notFound();
		const room = evaluationRoom(evaluationId);
		const seq = await headOf(db, room);
		const doc = await documentAt(db, room, seq);
		try {
			const root = textRoot(sectionId);
			const pieces = doc.share.has(root) ? piecesIn(doc.getXmlFragment(root)) : [];
			const clients = [...new Set(pieces.map(({ client }) => client))];
			const spans = new Spans(spansOf(await authorsOfClients(db, room, clients)));
			// A row names the first of the ids it brings; another of the same person's is known by its binding.
			const bound = new Map(
				(await boundClients(db, room, clients)).map(({ client_id, user_id, at }): [number, Writer] => [
					client_id,
					{ userId: user_id, at: at.toISOString() },
				]),
			);
			return { seq, runs: authored(pieces, spans, bound), people: await peopleOf(db, evaluationId) };
		} finally {
			doc.destroy();
		}
	},
});

/** Where two rows claim the same clocks (a change sent again), the later one brought nothing new. */
function spansOf(rows: readonly ClientRow[]): Span[] {
	const spans: Span[] = [];
	let client = -1;
	let from = 0;
	for (const { client_id, from_clock, to_clock, user_id, at } of rows) {
		if (client_id !== client) {
			client = client_id;
			from = 0;
		}
		const clock = Math.max(from_clock, from);
		if (clock >= to_clock) continue;
		spans.push({ client, clock, length: to_clock - clock, userId: user_id, at: at.toISOString() });
		from = to_clock;
	}
	return spans;
}

type Writer = Pick<Span, 'userId' | 'at'>;

function authored(
	pieces: readonly TextPiece[],
	spans: Spans,
	bound: ReadonlyMap<number, Writer>,
): AuthoredRun[] {
	const runs: AuthoredRun[] = [];
	for (const piece of pieces)
		for (const { from, to, span } of spans.partsOf(piece)) {
			const writer = span ?? bound.get(piece.client);
			if (!writer) continue;
			const { userId, at } = writer;
			const last = runs.at(-1);
			const part = {
				...piece,
				clock: piece.clock + from,
				length: to - from,
				text: piece.text.slice(from, to),
				userId,
				at,
			};
			if (last && goesOn(last, part)) {
				last.length += part.length;
				last.text += part.text;
				last.at = part.at;
			} else runs.push(part);
		}
	return runs;
}

/** Written in one stretch by one person: what follows in the text also follows in their clock. */
const goesOn = (last: AuthoredRun, next: AuthoredRun): boolean =>
	last.kind === 'text' &&
	next.kind === 'text' &&
	last.block === next.block &&
	last.client === next.client &&
	last.clock + last.length === next.clock &&
	last.userId === next.userId;

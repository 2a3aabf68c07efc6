/**
 * Interview notes and who took part: read and written by leads and evaluators alone, outside the shared document,
 * its log, its versions and every export, so that erasing them erases them.
 */
import type { Transaction } from 'kysely';
import { isId, isStorable } from '#document/values.ts';
import { readSource } from '#document/sources.ts';
import { record } from '../db/audit.ts';
import * as erasures from '../db/erasures.ts';
import type { Connection } from '../db/pool.ts';
import type { Database } from '../db/schema.ts';
import * as rows from '../db/source-notes.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import { access, lockedPlaceOf, permit, placeOf, type Place } from './access.ts';
import type { Actor } from './actor.ts';
import { invalid, notFound, ServiceError, type FieldError } from './errors.ts';
import { evaluationRoom } from './evaluation-command.ts';

export interface Note {
	sourceId: string;
	version: number;
	text: string;
	/** Names, or whatever else says who was there. */
	participants: string;
	/** User id of who wrote last. */
	by: string;
	/** ISO 8601. */
	updatedAt: string;
	/** When what was here was erased; null while there is something. */
	erasedAt: string | null;
}

export type NoteState = Omit<Note, 'text' | 'participants'> & { hasWords: boolean };

export interface SourceNotes {
	/** Leads and evaluators. Which interviews have notes, without the words. */
	list(actor: Actor, evaluationId: string): Promise<NoteState[]>;
	/** Leads and evaluators. Throws 404 where nothing was ever written. */
	get(actor: Actor, evaluationId: string, sourceId: string): Promise<Note>;
	/** The same while texts can be written, leads also in setup. Throws 409 `noteChanged` with the current one. */
	put(
		actor: Actor,
		evaluationId: string,
		sourceId: string,
		note: { text: string; participants: string; basedOn: number | null },
	): Promise<Note>;
	/** Leads and evaluators, in every phase: what is personal can always be erased. A second time changes nothing. */
	erase(actor: Actor, evaluationId: string, sourceId: string): Promise<void>;
}

interface NoteParts {
	connection: Connection;
	sync: Pick<SyncHub, 'read'>;
}

/** Longest texts, in UTF-16 units. */
export const NOTE_LENGTH = { text: 100_000, participants: 5_000 } as const;

export function createSourceNotes({ connection: { db }, sync }: NoteParts): SourceNotes {
	const isInterview = (evaluationId: string, sourceId: string): Promise<boolean> =>
		sync.read(evaluationRoom(evaluationId), (doc) => readSource(doc, sourceId)?.kind === 'interview');

	return {
		async list(actor, evaluationId) {
			await access(db, actor, evaluationId, 'note.read');
			return (await rows.list(db, evaluationId)).map((row) => ({
				sourceId: row.source_id,
				version: row.version,
				by: row.by_user,
				updatedAt: row.updated_at.toISOString(),
				erasedAt: row.erased_at?.toISOString() ?? null,
				hasWords: row.has_words,
			}));
		},

		async get(actor, evaluationId, sourceId) {
			await access(db, actor, evaluationId, 'note.read');
			const row = await rows.find(db, evaluationId, sourceId);
			if (!row) throw notFound();
			return note(row);
		},

		async put(actor, evaluationId, sourceId, input) {
			permitWriting(await placeOf(db, actor, evaluationId));
			check(input);
			if (!isId(sourceId) || !(await isInterview(evaluationId, sourceId)))
				throw new ServiceError(404, 'noteOfNothing');
			return db.transaction().execute(async (tx) => {
				permitWriting(await lockedPlaceOf(tx, actor, evaluationId));
				const written = await rows.write(tx, evaluationId, sourceId, { ...input, by: actor.id });
				if (written) return note(written);
				const current = await rows.find(tx, evaluationId, sourceId);
				throw new ServiceError(409, 'noteChanged', { extra: { current: current ? note(current) : null } });
			});
		},

		async erase(actor, evaluationId, sourceId) {
			await access(db, actor, evaluationId, 'note.erase');
			await db.transaction().execute(async (tx) => {
				permit(await lockedPlaceOf(tx, actor, evaluationId), 'note.erase');
				if (!(await rows.find(tx, evaluationId, sourceId))) throw notFound();
				const count = await rows.erase(tx, evaluationId, { by: actor.id, sourceId });
				if (count === 0) return;
				await erasures.insert(tx, {
					kind: 'notes',
					subject: erasures.noteSubject(evaluationId, sourceId),
					cause: 'hand',
					by: actor.id,
					reason: null,
					erased: { notes: count },
				});
				await record(tx, { actor: actor.id, action: 'note.erase', evaluationId, subject: sourceId });
			});
		},
	};
}

/**
 * All notes of an evaluation, as its rule for keeping them says; how many there were. `by` null: the server itself.
 * The caller has judged who may.
 */
export async function eraseNotes(
	tx: Transaction<Database>,
	evaluationId: string,
	by: string | null,
): Promise<number> {
	const count = await rows.erase(tx, evaluationId, { by });
	if (count > 0) await record(tx, { actor: by, action: 'note.eraseAll', evaluationId, detail: { count } });
	return count;
}

const permitWriting = (place: Place): void =>
	permit(place, place.role === 'lead' ? 'note.prepare' : 'note.write');

function check(input: { text: string; participants: string }): void {
	const errors = (['text', 'participants'] as const).flatMap((path): FieldError[] => {
		if (input[path].length > NOTE_LENGTH[path])
			return [{ path, code: 'tooLong', params: { limit: NOTE_LENGTH[path] } }];
		return isStorable(input[path]) ? [] : [{ path, code: 'notStorable' }];
	});
	if (errors.length > 0) throw invalid(errors);
}

const note = (row: rows.NoteRow): Note => ({
	sourceId: row.source_id,
	version: row.version,
	text: row.text,
	participants: row.participants,
	by: row.by_user,
	updatedAt: row.updated_at.toISOString(),
	erasedAt: row.erased_at?.toISOString() ?? null,
});

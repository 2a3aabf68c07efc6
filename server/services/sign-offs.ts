/** Everyone in the group signs the whole, or files a minority note on it; what was signed is known by its hash. */
import { canonicalContent } from '#document/content.ts';
import { isStorable, LENGTH } from '#document/values.ts';
import { record } from '../db/audit.ts';
import * as rows from '../db/sign-offs.ts';
import type { Actor } from './actor.ts';
import { invalid, ServiceError } from './errors.ts';
import { commandOn, type CommandParts } from './evaluation-command.ts';
import { publishedHash } from './readiness.ts';

export interface SignOffInput {
	stance: 'confirm' | 'dissent';
	/** The minority note; a dissent has one, a confirmation has none. */
	note?: string | undefined;
	/** Hash of what the signer had before them; throws 409 `contentChanged` where it is another by now. */
	sha256?: string | undefined;
}

export interface Signed {
	/** ISO 8601. */
	at: string;
	/** Log position of what was signed. */
	seq: number;
	sha256: string;
}

export interface SignOffs {
	/** Leads and evaluators, in review. Signing again replaces what was said before. Throws 403, 404, 409, 422. */
	sign(actor: Actor, evaluationId: string, input: SignOffInput): Promise<Signed>;
	/** Throws 409 `notSigned`. */
	withdraw(actor: Actor, evaluationId: string): Promise<void>;
}

const scope = () => ({});

export function createSignOffs(parts: CommandParts): SignOffs {
	return {
		sign: (actor, evaluationId, input) =>
			commandOn(parts, actor, evaluationId, 'signOff.give', scope, async ({ tx, room }) => {
				const note = checkedNote(input);
				const sha256 = publishedHash(canonicalContent(room.doc));
				if (input.sha256 !== undefined && input.sha256 !== sha256)
					throw new ServiceError(409, 'contentChanged', { extra: { sha256 } });
				const { stance } = input;
				const at = await rows.insert(tx, {
					evaluation_id: evaluationId,
					user_id: actor.id,
					stance,
					note,
					seq: room.seq,
					content_sha256: sha256,
				});
				await record(tx, {
					actor: actor.id,
					action: 'signOff.give',
					evaluationId,
					subject: actor.id,
					detail: { stance, seq: room.seq, sha256 },
				});
				room.notice({ kind: 'signOff', userId: actor.id });
				return { at: at.toISOString(), seq: room.seq, sha256 };
			}),

		withdraw: (actor, evaluationId) =>
			commandOn(parts, actor, evaluationId, 'signOff.give', scope, async ({ tx, room }) => {
				const held = (await rows.holding(tx, evaluationId)).get(actor.id);
				if (!held) throw new ServiceError(409, 'notSigned');
				await rows.insert(tx, {
					evaluation_id: evaluationId,
					user_id: actor.id,
					stance: 'withdrawn',
					note: null,
					seq: room.seq,
					content_sha256: held.content_sha256,
				});
				await record(tx, {
					actor: actor.id,
					action: 'signOff.withdraw',
					evaluationId,
					subject: actor.id,
				});
				room.notice({ kind: 'signOff', userId: actor.id });
			}),
	};
}

function checkedNote({ stance, note: given }: SignOffInput): string | null {
	const note = given?.trim() ?? '';
	if (stance === 'confirm') {
		if (note !== '') throw invalid([{ path: 'note', code: 'noteOnConfirm' }]);
		return null;
	}
	if (note === '') throw invalid([{ path: 'note', code: 'noteNeeded' }]);
	if (note.length > LENGTH.note)
		throw invalid([{ path: 'note', code: 'tooLong', params: { limit: LENGTH.note } }]);
	if (!isStorable(note)) throw invalid([{ path: 'note', code: 'notStorable' }]);
	return note;
}

/**
 * An earlier state brought back, the whole of it or one section, as one new change that everyone sees: nothing is
 * rewritten, and bringing back what was before it undoes it.
 */
import { phasesOf } from '#domain/permissions/actions.ts';
import { propose } from '#domain/consensus/proposal.ts';
import { compareContents, type EntryChange } from '#document/comparison.ts';
import { canonicalContent, type CanonicalContent } from '#document/content.ts';
import { parseSectionId } from '#document/paths.ts';
import { restorable, writeComparison } from '#document/restoration.ts';
import { isStorable, parseValue } from '#document/values.ts';
import { record } from '../db/audit.ts';
import * as snapshots from '../db/snapshots.ts';
import type { Actor } from './actor.ts';
import { circumstancesOf, refused } from './consensus.ts';
import { invalid, notFound, ServiceError } from './errors.ts';
import { commandOn, type CommandParts, type EvaluationCommand } from './evaluation-command.ts';
import type { Timeline } from './timeline.ts';

export interface RestoreInput {
	/** Id of a snapshot, or `at:<log position>`. */
	from: string;
	/** Section id; absent: the whole. */
	section?: string | undefined;
	/** Why; needed for the whole. A consensus that comes back without a motive of its own has it for one. */
	reason?: string | undefined;
}

export interface Restored {
	/** Brings back what was before: `from` of the call that undoes this one. */
	undo: string;
	/** Entries and texts that are others now. */
	changed: number;
}

export interface Restorations {
	/**
	 * The whole: leads; one section: leads and evaluators; both while texts can be written. Throws 404 for an unknown
	 * version or position, 409 `nothingToRestore`, 422 without a reason for the whole and for what is no section.
	 */
	restore(actor: Actor, evaluationId: string, input: RestoreInput): Promise<Restored>;
}

interface RestoreParts extends CommandParts {
	timeline: Pick<Timeline, 'moment'>;
	/** Milliseconds since 1970. */
	now?: () => number;
}

const POSITION = /^at:(\d{1,15})$/;
const REASON_MAX = 4_000;

export function createRestorations({ timeline, now = Date.now, ...parts }: RestoreParts): Restorations {
	const { db } = parts.connection;

	async function contentOf(actor: Actor, evaluationId: string, from: string): Promise<CanonicalContent> {
		const position = POSITION.exec(from)?.[1];
		if (position !== undefined) return (await timeline.moment(actor, evaluationId, Number(position))).content;
		const row = await snapshots.find(db, evaluationId, from);
		if (!row) throw notFound();
		return row.content as CanonicalContent;
	}

	return {
		restore(actor, evaluationId, { from, section, reason: given }) {
			const reason = given?.trim() ?? '';
			const action = section === undefined ? 'content.restore' : 'section.restore';
			return commandOn(
				parts,
				actor,
				evaluationId,
				action,
				() => ({}),
				async (command) => {
					check(section, reason);
					const { room, tx } = command;
					const target = await contentOf(actor, evaluationId, from);
					const undo = `at:${room.seq}`;
					const difference = compareContents(canonicalContent(room.doc), target);
					const wanted = restorable(difference, section);
					if (wanted.entries.length + wanted.texts.length > 0)
						room.write((doc) => writeComparison(doc, wanted));
					const consensus =
						section === undefined && phasesOf('consensus.set').includes(command.place.evaluation.phase)
							? difference.entries.filter(({ root }) => root === 'consensus')
							: [];
					const at = new Date(now()).toISOString();
					const again = consensus.filter((change) => restoreConsensus(command, change, reason, at)).length;
					const changed = wanted.entries.length + wanted.texts.length + again;
					if (changed === 0) throw new ServiceError(409, 'nothingToRestore');
					await record(tx, {
						actor: actor.id,
						action: 'content.restore',
						evaluationId,
						subject: from,
						detail: { changed, ...(section !== undefined && { section }), ...(reason !== '' && { reason }) },
					});
					return { undo, changed };
				},
			);
		},
	};
}

function check(section: string | undefined, reason: string): void {
	if (section === undefined && reason === '') throw invalid([{ path: 'reason', code: 'reasonNeeded' }]);
	if (reason.length > REASON_MAX)
		throw invalid([{ path: 'reason', code: 'tooLong', params: { limit: REASON_MAX } }]);
	if (!isStorable(reason)) throw invalid([{ path: 'reason', code: 'badValue' }]);
	if (section !== undefined && parseSectionId(section) === undefined)
		throw invalid([{ path: 'section', code: 'badValue' }]);
}

/** As a new proposal under the rules of any other: a version is never used twice. False: it says so already. */
function restoreConsensus(
	command: EvaluationCommand,
	{ key, after }: EntryChange,
	reason: string,
	at: string,
): boolean {
	const circumstances = circumstancesOf(command, key);
	const { current } = circumstances;
	const earlier = parseValue('consensus', after);
	const value = !earlier
		? { points: null }
		: 'notAssessable' in earlier
			? { notAssessable: earlier.notAssessable }
			: { points: earlier.points };
	const now = !current
		? { points: null }
		: 'notAssessable' in current
			? { notAssessable: current.notAssessable }
			: { points: current.points };
	if (JSON.stringify(value) === JSON.stringify(now)) return false;
	const proposal = propose(circumstances, {
		value,
		motive: earlier?.motive ?? reason,
		basedOn: current?.version ?? null,
		by: command.actor.id,
		at,
	});
	if (!proposal.ok) throw refused(proposal, current);
	const { next } = proposal;
	command.room.write((doc) => doc.getMap('consensus').set(key, next));
	return true;
}

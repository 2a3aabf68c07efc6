/**
 * What the group decides about comments: a disposition, with its reason where not all of it is accepted; and suggested
 * wording, taken into the text or not, as one change in the log. Also for rounds that are closed: reviewers are done
 * by then, and the group is not.
 */
import type * as Y from 'yjs';
import { parseSectionId } from '#document/paths.ts';
import { textRoot } from '#document/roots.ts';
import {
	charactersIn,
	quotedCharacters,
	whereabouts,
	wordsElsewhere,
	type Stretch,
} from '#document/anchors.ts';
import { gapElsewhere, gapOf } from '#document/gaps.ts';
import { stands } from '#document/review-draft.ts';
import { canBeReplaced, replaceWords, suggestedCharacters } from '#document/suggestions.ts';
import { isStorable, LENGTH, parseValue, type Resolution, type Thread } from '#document/values.ts';
import { record } from '../db/audit.ts';
import * as rounds from '../db/rounds.ts';
import type { CommandRoom } from '../sync/hub.types.ts';
import type { Actor } from './actor.ts';
import { invalid, notFound, ServiceError } from './errors.ts';
import { commandOn, type CommandParts, type EvaluationCommand } from './evaluation-command.ts';
import { reviewRoom } from './round-access.ts';

type Disposition = NonNullable<Resolution['disposition']>;
/** As the server writes it. */
export type Decision = Resolution & { at: string };

export interface ResolutionInput {
	/** Absent with `open`: taken up again. */
	disposition?: Disposition | undefined;
	reason?: string | undefined;
	/** The review round whose room the comment is in; absent: the evaluation's own. */
	round?: string | undefined;
}

/** `undone`: a decision taken back; words that had been accepted become the old ones again. */
export type SuggestionDecision = 'accepted' | 'rejected' | 'undone';

export interface SuggestionInput {
	decision: SuggestionDecision;
	reason?: string | undefined;
	round?: string | undefined;
}

export interface DecidedSuggestion {
	threadId: string;
	/** The section that was, or would have been, changed. */
	section: string;
	resolution: Decision;
}

export interface Conversations {
	/**
	 * Leads and evaluators, while texts can be written. Throws 404 for an unknown thread or round, 422
	 * `dispositionReason` where a comment is rejected or partly accepted without a reason.
	 */
	resolve(actor: Actor, evaluationId: string, threadId: string, input: ResolutionInput): Promise<Decision>;
	/**
	 * The same for suggested wording. Accepting replaces exactly the quoted words; throws 409 `suggestionOutdated`
	 * with the words that stand there now, 409 `alreadyDecided`, 409 `noSuggestion`.
	 */
	decideSuggestion(
		actor: Actor,
		evaluationId: string,
		threadId: string,
		input: SuggestionInput,
	): Promise<DecidedSuggestion>;
}

interface ConversationParts extends CommandParts {
	/** Milliseconds since 1970. */
	now?: () => number;
}

export function createConversations({ now = Date.now, ...parts }: ConversationParts): Conversations {
	const at = () => new Date(now()).toISOString();
	const scopeOf = (evaluationId: string, round: string | undefined) => () =>
		round === undefined ? {} : { others: [reviewRoom(evaluationId, round)] };

	async function onThread<T>(
		actor: Actor,
		evaluationId: string,
		threadId: string,
		round: string | undefined,
		run: (command: EvaluationCommand, thread: Thread, talk: CommandRoom) => Promise<T>,
	): Promise<T> {
		// Before any room is opened by a name that somebody made up.
		if (round !== undefined && !(await rounds.find(parts.connection.db, evaluationId, round)))
			throw notFound();
		return commandOn(
			parts,
			actor,
			evaluationId,
			'thread.resolve',
			scopeOf(evaluationId, round),
			(command) => {
				const talk =
					round === undefined ? command.room : command.context.room(reviewRoom(evaluationId, round));
				const thread = parseValue('threads', entryOf(talk.doc, 'threads', threadId));
				if (!thread) throw notFound();
				return run(command, thread, talk);
			},
		);
	}

	return {
		resolve: (actor, evaluationId, threadId, { disposition, reason, round }) =>
			onThread(actor, evaluationId, threadId, round, async ({ tx }, _thread, talk) => {
				const resolution: Decision =
					disposition === undefined
						? { state: 'open', by: actor.id, at: at() }
						: resolved(actor, disposition, checkedReason(reason, disposition !== 'accepted'), at());
				talk.write((doc) => doc.getMap('resolutions').set(threadId, resolution));
				await record(tx, {
					actor: actor.id,
					action: disposition === undefined ? 'thread.reopen' : 'thread.resolve',
					evaluationId,
					subject: threadId,
					detail: {
						...(disposition !== undefined && { disposition }),
						...(round !== undefined && { round }),
					},
				});
				return resolution;
			}),

		decideSuggestion: (actor, evaluationId, threadId, { decision, reason: given, round }) =>
			onThread(actor, evaluationId, threadId, round, async ({ tx, room }, thread, talk) => {
				const { on: section, suggestion, by } = thread;
				if (suggestion === undefined || parseSectionId(section) === undefined)
					throw new ServiceError(409, 'noSuggestion');
				const reason = checkedReason(given, decision === 'rejected');
				const before = parseValue('resolutions', entryOf(talk.doc, 'resolutions', threadId));
				const decided = before?.state === 'resolved';
				if (decided !== (decision === 'undone'))
					throw new ServiceError(409, decided ? 'alreadyDecided' : 'notDecided');
				const texts = { section, now: room.doc, draft: round === undefined ? undefined : talk.doc };
				// Words that nobody sees any more would be changed in silence.
				if (decision === 'accepted' && !standsIn(room.doc, section)) throw outdated(null);
				if (decision === 'accepted') rewrite(room, texts, thread, 'forward');
				if (decision === 'undone' && before?.disposition === 'accepted') rewrite(room, texts, thread, 'back');
				const resolution: Decision =
					decision === 'undone'
						? { state: 'open', by: actor.id, at: at() }
						: resolved(actor, decision, reason, at());
				talk.write((doc) => doc.getMap('resolutions').set(threadId, resolution));
				await record(tx, {
					actor: actor.id,
					action: `suggestion.${decision}`,
					evaluationId,
					subject: threadId,
					detail: {
						section,
						by,
						seq: room.written ? room.seq + 1 : room.seq,
						...(room.written && { wrote: true }),
						...(round !== undefined && { round }),
					},
				});
				return { threadId, section, resolution };
			}),
	};
}

const standsIn = (doc: Y.Doc, section: string): boolean => {
	const keysOf = (root: 'findings' | 'outline') => ({
		has: (id: string) => doc.share.has(root) && doc.getMap(root).has(id),
	});
	return stands({ findings: keysOf('findings'), outline: keysOf('outline') }, section);
};

/** A root that nobody has written to is not there, and looking must not make it. */
const entryOf = (doc: Y.Doc, root: 'threads' | 'resolutions', id: string): unknown =>
	doc.share.has(root) ? doc.getMap(root).get(id) : undefined;

const resolved = (
	actor: Actor,
	disposition: Disposition,
	reason: string | undefined,
	at: string,
): Decision => ({
	state: 'resolved',
	disposition,
	...(reason !== undefined && { reason }),
	by: actor.id,
	at,
});

function checkedReason(given: string | undefined, needed: boolean): string | undefined {
	const reason = given?.trim() ?? '';
	if (reason === '' && needed) throw invalid([{ path: 'reason', code: 'dispositionReason' }]);
	if (reason.length > LENGTH.reason)
		throw invalid([{ path: 'reason', code: 'tooLong', params: { limit: LENGTH.reason } }]);
	if (!isStorable(reason)) throw invalid([{ path: 'reason', code: 'notStorable' }]);
	return reason === '' ? undefined : reason;
}

interface Texts {
	section: string;
	now: Y.Doc;
	/** The frozen draft that the words were quoted from; absent: they were quoted from the text itself. */
	draft: Y.Doc | undefined;
}

/** `forward`: the quoted words become the suggested ones; `back`: the other way round. */
function rewrite(room: CommandRoom, texts: Texts, thread: Thread, direction: 'forward' | 'back'): void {
	const root = textRoot(texts.section);
	if (!texts.now.share.has(root)) throw outdated(null);
	const fragment = texts.now.getXmlFragment(root);
	const text = charactersIn(fragment);
	const { wanted, place, guess } = wordsWanted(texts, fragment, thread, direction);
	if (direction === 'back' && wanted === '') return putBack(room, texts, thread);
	if (!place) throw outdated(guess && text.slice(guess.from, guess.to));
	if (text.slice(place.from, place.to) !== wanted) throw outdated(text.slice(place.from, place.to));
	const words = direction === 'forward' ? (thread.suggestion ?? '') : quotedCharacters(thread.quote ?? '');
	room.write((doc) => replaceWords(doc.getXmlFragment(root), place, words));
}

/** Struck words come back where they stood, as long as that place can be told. */
function putBack(room: CommandRoom, { section, now, draft }: Texts, thread: Thread): void {
	const root = textRoot(section);
	const fragment = now.getXmlFragment(root);
	const source = draft?.share.has(root) ? draft.getXmlFragment(root) : undefined;
	const stretch = source && whereabouts(source, thread);
	const gap = stretch
		? gapElsewhere(fragment, source, stretch)
		: draft === undefined && thread.anchor !== undefined
			? gapOf(fragment, thread.anchor)
			: undefined;
	if (!gap) throw outdated(null);
	room.write(() => gap.leaf.text.insert(gap.index, quotedCharacters(thread.quote ?? '')));
}

/** Which characters must stand there now, and where; `guess`: what stands about there instead. */
function wordsWanted(
	{ section, draft }: Texts,
	fragment: Y.XmlFragment,
	thread: Thread,
	direction: 'forward' | 'back',
): { wanted: string; place: Stretch | undefined; guess: Stretch | null } {
	const text = charactersIn(fragment);
	const quoted = quotedCharacters(thread.quote ?? '');
	const root = textRoot(section);
	const source = draft?.share.has(root) ? draft.getXmlFragment(root) : undefined;
	const home = source ?? fragment;
	const stretch = whereabouts(home, thread);
	const suggested = suggestedCharacters(home, stretch ?? { from: 0, to: 0 }, thread.suggestion ?? '');
	const wanted = direction === 'forward' ? quoted : suggested;
	if (!canBeReplaced(quoted) || (wanted === '' && (direction === 'forward' || !stretch)))
		return { wanted, place: undefined, guess: null };
	if (draft === undefined) {
		const anchored = stretch && text.slice(stretch.from, stretch.to) === wanted ? stretch : undefined;
		const place = anchored ?? wordsElsewhere(text, { words: wanted, before: '', after: '' });
		return { wanted, place, guess: stretch ?? null };
	}
	if (!source || !stretch) return { wanted, place: undefined, guess: null };
	const said = charactersIn(source);
	const around = { before: said.slice(0, stretch.from), after: said.slice(stretch.to) };
	return { wanted, place: wordsElsewhere(text, { words: wanted, ...around }), guess: null };
}

const outdated = (current: string | null) =>
	new ServiceError(409, 'suggestionOutdated', { extra: { current } });

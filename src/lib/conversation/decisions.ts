/** Decisions about comments: into the room where it takes them, else by a command of the server. */
import { call, evaluationPath, type Answer } from '#lib/workspace/api.ts';
import type { Disposition, LiveConversation } from './live-conversation.svelte.ts';

const inRound = ({ roundId }: LiveConversation) => (roundId === undefined ? {} : { round: roundId });
const DONE: Answer = { ok: true, data: undefined };

export function answerThread(
	talk: LiveConversation,
	threadId: string,
	disposition: Disposition,
	reason: string,
): Promise<Answer> {
	if (talk.mayAnswer && talk.answer(threadId, disposition, reason)) return Promise.resolve(DONE);
	return call('PUT', evaluationPath(talk.evaluationId, 'threads', threadId, 'resolution'), {
		disposition,
		...(reason.trim() !== '' && { reason: reason.trim() }),
		...inRound(talk),
	});
}

export function reopenThread(talk: LiveConversation, threadId: string): Promise<Answer> {
	if (talk.mayAnswer && talk.takeUpAgain(threadId)) return Promise.resolve(DONE);
	return call('PUT', evaluationPath(talk.evaluationId, 'threads', threadId, 'resolution'), inRound(talk));
}

export const decideSuggestion = (
	talk: LiveConversation,
	threadId: string,
	decision: 'accepted' | 'rejected' | 'undone',
	reason = '',
): Promise<Answer> =>
	call('POST', evaluationPath(talk.evaluationId, 'suggestions', threadId), {
		decision,
		...(reason.trim() !== '' && { reason: reason.trim() }),
		...inRound(talk),
	});

/** The conversation of a round as one list: threads with their messages and what was decided about them. */
import {
	DISPOSITIONS,
	millisecondsOf,
	type Message,
	type Resolution,
	type Thread,
} from '#document/values.ts';

export interface MessageView extends Message {
	/** Key in the document. */
	key: string;
	id: string;
	by: string;
}

export interface ThreadView extends Thread {
	id: string;
	/** Oldest first. */
	messages: MessageView[];
	/** Null while nobody has answered, and after it was taken up again. */
	resolution: Resolution | null;
}

type Entries<V> = Iterable<readonly [string, V]>;

/** Oldest first. A thread whose first message has not come yet says nothing, and is not shown. */
export function threadViews(
	threads: Entries<Thread>,
	messages: Entries<Message>,
	resolutions: Entries<Resolution>,
): ThreadView[] {
	const said = new Map<string, MessageView[]>();
	for (const [key, message] of messages) {
		const [threadId, by, id] = key.split('/');
		if (!threadId || !by || !id) continue;
		const list = said.get(threadId);
		const view = { ...message, key, id, by };
		if (list) list.push(view);
		else said.set(threadId, [view]);
	}
	const decided = new Map(resolutions);
	return [...threads]
		.flatMap(([id, thread]): ThreadView[] => {
			const list = said.get(id);
			if (!list) return [];
			const resolution = decided.get(id);
			return [
				{
					...thread,
					id,
					messages: list.sort(inTime),
					resolution: resolution?.state === 'resolved' ? resolution : null,
				},
			];
		})
		.sort(inTime);
}

export const inTime = (a: { at: Thread['at']; id: string }, b: { at: Thread['at']; id: string }): number =>
	millisecondsOf(a.at) - millisecondsOf(b.at) || (a.id < b.id ? -1 : 1);

/** Place → its threads, in their order. */
export function threadsByPlace(all: readonly ThreadView[]): ReadonlyMap<string, readonly ThreadView[]> {
	return Map.groupBy(all, ({ on }) => on);
}

export const countBy = (
	all: readonly ThreadView[],
	of: (on: string) => string,
): ReadonlyMap<string, number> =>
	new Map([...Map.groupBy(all, ({ on }) => of(on))].map(([key, list]) => [key, list.length]));

type Disposition = NonNullable<Resolution['disposition']>;
const NOT_IN_FULL: readonly Disposition[] = DISPOSITIONS.filter((disposition) => disposition !== 'accepted');

/**
 * What answering a comment can say about it. Suggested words are accepted by taking them into the text: an answer that
 * said so would leave the text as it is, and nothing to take back.
 */
export const dispositionsFor = ({ suggestion }: Pick<Thread, 'suggestion'>): readonly Disposition[] =>
	suggestion === undefined ? DISPOSITIONS : NOT_IN_FULL;

export const now = (): string => new Date().toISOString();

export interface ThreadFilter {
	kind?: Thread['class'] | undefined;
	/** Area id, or 'report' for what belongs to none. */
	area?: string | undefined;
	by?: string | undefined;
	state?: 'open' | 'answered' | undefined;
}

export const filterThreads = (
	all: readonly ThreadView[],
	{ kind, area, by, state }: ThreadFilter,
	areaOf: (on: string) => string,
): ThreadView[] =>
	all.filter(
		(thread) =>
			(kind === undefined || thread.class === kind) &&
			(area === undefined || areaOf(thread.on) === area) &&
			(by === undefined || thread.by === by) &&
			(state === undefined || (thread.resolution ? 'answered' : 'open') === state),
	);

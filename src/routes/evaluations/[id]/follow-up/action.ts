/** An action as the page has it, and what a change of it sends. */
import type { ActionStatus } from '#domain/follow-up/actions.ts';

export interface Action {
	id: string;
	findingId: string | null;
	title: string;
	owner: string;
	due: string | null;
	status: ActionStatus;
	note: string;
	version: number;
}

/** What the form begins with: a new action of an improvement, or one that is there. */
export interface Draft {
	findingId: string | null;
	action?: Action;
}

/** All fields: what is left out of a change goes back to its default. */
export const bodyOf = ({ findingId, title, owner, due, status, note }: Action) => ({
	findingId,
	title,
	owner,
	due,
	status,
	note,
});

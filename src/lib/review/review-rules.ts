/** The rules of a review room as the page knows them: the same that the server decides by. */
import type { RoomRules } from '#domain/permissions/document-rules.ts';
import type { Phase } from '#domain/phases/phases.ts';

export const reviewRules = ({ phase, closed }: { phase: Phase; closed: boolean }): RoomRules => ({
	kind: 'review',
	phase,
	blind: 'off',
	revealed: new Set(),
	lockedRows: new Set(),
	// Nothing that is written in a review room is keyed by them.
	subquestions: new Map(),
	areas: new Set(),
	frozen: closed,
});

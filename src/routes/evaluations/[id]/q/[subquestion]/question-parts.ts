/** What stands on a subquestion's page besides the own score. */
import { part } from '#lib/later/later.ts';

export const GROUP_SCORES = part(() => import('#lib/workspace/GroupScores.svelte'));
export const CONSENSUS = part(() => import('#lib/workspace/consensus/ConsensusPanel.svelte'));
export const COMMENTARY = part(() => import('#lib/editor/RichText.svelte'));
export const CHECK_NOTES = part(() => import('#lib/checks/CheckNotes.svelte'));
export const SERVING_SECTIONS = part(() => import('#lib/workspace/write/ServingSections.svelte'));
export const FINDINGS = part(() => import('#lib/workspace/Findings.svelte'));
export const AREA_NOTES = part(() => import('#lib/workspace/facts/AreaNotes.svelte'));

export const QUESTION_PARTS = [
	GROUP_SCORES,
	CONSENSUS,
	COMMENTARY,
	CHECK_NOTES,
	SERVING_SECTIONS,
	FINDINGS,
	AREA_NOTES,
];

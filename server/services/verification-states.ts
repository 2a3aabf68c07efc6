/** Whether what was kept of a document is the document that its log leads to. */
import { hash } from 'node:crypto';
import * as Y from 'yjs';
import { canonicalContent, type CanonicalContent } from '#document/content.ts';
import { leaveMarks } from '#document/leave-marks.ts';
import { stateChecksum } from '../sync/room-store.ts';
import { contentHash } from './snapshots.ts';
import type { Report } from './verification.ts';

export interface SnapshotRow {
	id: string;
	seq: number;
	sha256: string;
	prev_sha256: string | null;
}

interface KeptSnapshot extends SnapshotRow {
	content: unknown;
	state: Uint8Array;
}

/** `doc`: what the log holds at the snapshot's position. */
export function checkSnapshot(doc: Y.Doc, snapshot: KeptSnapshot, report: Report): void {
	const { id, seq, content, state, sha256 } = snapshot;
	if (contentHash(content as CanonicalContent) !== sha256)
		report({ seq, id, what: 'snapshot content differs from its hash' });
	if (contentHash(canonicalContent(doc)) !== sha256)
		report({ seq, id, what: 'snapshot differs from the log' });
	if (!isStateOf(doc, state)) report({ seq, id, what: 'snapshot state differs from the log' });
}

interface KeptState {
	seq: number;
	bytes: Uint8Array;
	state_vector: Uint8Array | null;
	checksum: number | null;
}

/** `doc`: what the log holds at the state's position. */
export function checkState(doc: Y.Doc, state: KeptState, report: Report): void {
	const { seq, bytes } = state;
	if (!isStateOf(doc, bytes) || !isSummedUp(doc, state)) report({ seq, what: 'state differs from the log' });
}

/** What stands beside a state is the state's; beside those of earlier versions nothing does. */
function isSummedUp(doc: Y.Doc, { bytes, state_vector: stateVector, checksum }: KeptState): boolean {
	if (!stateVector) return checksum === null;
	return (
		stateChecksum(bytes, stateVector) === checksum &&
		Buffer.compare(stateVector, Y.encodeStateVector(doc)) === 0
	);
}

/** Each names the hash of the one before it in the same room. */
export function checkSnapshotChain(snapshots: readonly SnapshotRow[], report: Report): void {
	let before: string | null = null;
	for (const { id, seq, sha256, prev_sha256 } of snapshots) {
		if (prev_sha256 !== before) report({ seq, id, what: 'snapshot chain broken' });
		before = sha256;
	}
}

/**
 * Every struct and every deletion counts, not only what can be read. Two documents with the same ones may still
 * be cut into pieces differently; read in one go into an empty document, both are cut the same.
 */
function isStateOf(doc: Y.Doc, state: Uint8Array): boolean {
	const now = Y.encodeStateAsUpdate(doc);
	// The same bytes need no second look, which is most of the time that a long log takes.
	if (isWhole(doc) && Buffer.compare(now, state) === 0) return true;
	const kept = inOneGo(state);
	return kept !== undefined && kept === inOneGo(now);
}

const isWhole = ({ store }: Y.Doc): boolean => store.pendingStructs === null && store.pendingDs === null;

/** Undefined for bytes that are no whole state. */
function inOneGo(state: Uint8Array): string | undefined {
	const doc = leaveMarks(new Y.Doc());
	try {
		Y.applyUpdate(doc, state);
		if (!isWhole(doc)) return undefined;
		return hash('sha256', Y.encodeStateAsUpdate(doc));
	} catch {
		return undefined;
	} finally {
		doc.destroy();
	}
}

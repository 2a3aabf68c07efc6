/**
 * Uploaded files of an evaluation: screenshots, documents, illustrations. Kept in the database, known by what their
 * bytes are, and shown to those who may read what they belong to.
 */
import { randomUUID } from 'node:crypto';
import { can } from '#domain/permissions/can.ts';
import { canonicalContent, type CanonicalContent } from '#document/content.ts';
import { filesShown, usesOf, type FileUse } from '#document/files.ts';
import { record } from '../db/audit.ts';
import * as evaluations from '../db/evaluations.ts';
import * as rows from '../db/files.ts';
import * as members from '../db/members.ts';
import type { Connection } from '../db/pool.ts';
import * as rounds from '../db/rounds.ts';
import * as snapshots from '../db/snapshots.ts';
import type { MediaType } from '../files/kinds.ts';
import { receive, type Upload } from '../files/receive.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import { access, lockedPlaceOf, permit, placeOf, type Place } from './access.ts';
import type { Actor } from './actor.ts';
import { notFound, ServiceError } from './errors.ts';
import { evaluationRoom } from './evaluation-command.ts';
import { GUEST_ROLE } from '../sync/review-room.ts';
import { standingIn } from './round-access.ts';

export interface StoredFile {
	id: string;
	name: string;
	mediaType: MediaType;
	/** Bytes. */
	size: number;
	/** Hexadecimal, of the bytes. */
	sha256: string;
	/** In pixels; null for what is no picture. */
	width: number | null;
	height: number | null;
	/** User id. */
	uploadedBy: string;
	/** ISO 8601. */
	uploadedAt: string;
}

export interface Files {
	/** Leads and evaluators while texts can be written, leads also in setup. Throws 403, 404, 409, 413, 415, 422, 429. */
	add(actor: Actor, evaluationId: string, upload: Upload): Promise<StoredFile>;
	/** Everybody who reads the shared document; newest first. */
	list(actor: Actor, evaluationId: string): Promise<StoredFile[]>;
	/** Throws 404 also for one that is there, but not this reader's to see. */
	open(actor: Actor, fileId: string): Promise<StoredFile & { bytes(): AsyncGenerator<Buffer> }>;
	/**
	 * As `add`. Throws 409 with the places that use it; `anyway` removes it all the same, for leads alone where a
	 * version that was kept shows it.
	 */
	remove(actor: Actor, evaluationId: string, fileId: string, options?: { anyway?: boolean }): Promise<void>;
	/** For exports, which have asked already; undefined for a file that is not this evaluation's. */
	bytes(evaluationId: string, fileId: string): Promise<(StoredFile & { bytes: Buffer }) | undefined>;
}

interface FileParts {
	connection: Connection;
	sync: Pick<SyncHub, 'read'>;
}

/** Of one evaluation. */
const MAX_FILES = 500;
const MAX_BYTES = 1024 ** 3;
/** Uploads lie in memory until they are whole. */
const AT_ONCE = 8;
const AT_ONCE_EACH = 3;

export function createFiles({ connection: { db }, sync }: FileParts): Files {
	const content = (evaluationId: string) => sync.read(evaluationRoom(evaluationId), canonicalContent);
	const inTurn = uploadGate();
	const shownIn = draftFiles();

	/** What a round shows never changes, so it is looked up once. */
	function draftFiles() {
		const known = new Map<string, ReadonlySet<string>>();
		return async ({ id, evaluation_id, snapshot_id }: rounds.RoundRow): Promise<ReadonlySet<string>> => {
			const found = known.get(id);
			if (found) return found;
			const snapshot = await snapshots.find(db, evaluation_id, snapshot_id);
			const shown = snapshot ? filesShown(snapshot.content as CanonicalContent) : new Set<string>();
			known.set(id, shown);
			if (known.size > 200) known.delete(known.keys().next().value!);
			return shown;
		};
	}

	/** The one place that decides who sees a file; whoever may see a report in another way is asked for here. */
	async function mayRead(actor: Actor, file: rows.FileRow): Promise<boolean> {
		const evaluationId = file.evaluation_id;
		if (actor.guest) return mayReadAsGuest(actor, file);
		const member = await members.find(db, evaluationId, actor.id);
		if (!member) return false;
		if (can(member.role, 'file.read')) return true;
		for (const round of await rounds.list(db, evaluationId))
			if ((await shownIn(round)).has(file.id)) return true;
		const evaluation = await evaluations.find(db, evaluationId);
		return evaluation?.phase === 'final' && filesShown(await content(evaluationId)).has(file.id);
	}

	async function mayReadAsGuest(actor: Actor, file: rows.FileRow): Promise<boolean> {
		const { evaluationId, roundId } = actor.guest!;
		if (evaluationId !== file.evaluation_id) return false;
		const { role } = await standingIn(db, actor, evaluationId, roundId, 'round.read');
		const round = role === GUEST_ROLE ? await rounds.find(db, evaluationId, roundId) : undefined;
		return round !== undefined && (await shownIn(round)).has(file.id);
	}

	return {
		async add(actor, evaluationId, upload) {
			const place = await placeOf(db, actor, evaluationId);
			permitAdding(place);
			refuseFull(await rows.usage(db, evaluationId), upload.declared ?? 0);
			const received = await inTurn(actor.id, () => receive(upload));
			const { name, mediaType, bytes, sha256, dimensions } = received;
			return db.transaction().execute(async (tx) => {
				permitAdding(await lockedPlaceOf(tx, actor, evaluationId));
				refuseFull(await rows.usage(tx, evaluationId), bytes.length);
				const id = randomUUID();
				await rows.insert(tx, {
					id,
					evaluation_id: evaluationId,
					name,
					media_type: mediaType,
					size: bytes.length,
					sha256,
					width: dimensions?.width ?? null,
					height: dimensions?.height ?? null,
					bytes,
					uploaded_by: actor.id,
				});
				await record(tx, {
					actor: actor.id,
					action: 'file.add',
					evaluationId,
					subject: id,
					detail: { mediaType, size: bytes.length },
				});
				return storedFile((await rows.find(tx, id))!);
			});
		},

		async list(actor, evaluationId) {
			await access(db, actor, evaluationId, 'file.read');
			return (await rows.list(db, evaluationId)).map(storedFile);
		},

		async open(actor, fileId) {
			const row = await rows.find(db, fileId);
			if (!row || !(await mayRead(actor, row))) throw notFound();
			return { ...storedFile(row), bytes: () => rows.bytesOf(db, row.id, row.size) };
		},

		async remove(actor, evaluationId, fileId, { anyway = false } = {}) {
			const place = await placeOf(db, actor, evaluationId);
			permitAdding(place);
			const row = await rows.find(db, fileId);
			if (row?.evaluation_id !== evaluationId) throw notFound();
			const places = usesOf(await content(evaluationId), fileId);
			const versions = await rows.versionsWith(db, evaluationId, fileId);
			const mayAnyway = versions === 0 || place.role === 'lead';
			if (places.length + versions > 0 && !(anyway && mayAnyway)) throw inUse(places, versions);
			await db.transaction().execute(async (tx) => {
				permitAdding(await lockedPlaceOf(tx, actor, evaluationId));
				if (!(await rows.remove(tx, fileId))) throw notFound();
				await record(tx, { actor: actor.id, action: 'file.remove', evaluationId, subject: fileId });
			});
		},

		async bytes(evaluationId, fileId) {
			const row = await rows.find(db, fileId);
			if (row?.evaluation_id !== evaluationId) return undefined;
			const parts: Buffer[] = [];
			for await (const part of rows.bytesOf(db, row.id, row.size)) parts.push(part);
			return { ...storedFile(row), bytes: Buffer.concat(parts) };
		},
	};
}

const permitAdding = (place: Place): void =>
	permit(place, place.role === 'lead' ? 'file.prepare' : 'file.add');

function refuseFull({ count, bytes }: { count: number; bytes: number }, more: number): void {
	if (count >= MAX_FILES || bytes + more > MAX_BYTES)
		throw new ServiceError(409, 'filesFull', { params: { files: MAX_FILES, mib: MAX_BYTES / 1024 ** 2 } });
}

const inUse = (places: FileUse[], versions: number) =>
	new ServiceError(409, 'fileInUse', {
		params: { count: places.length + versions },
		extra: { places, versions },
	});

/** So many uploads at once, in all and for one person, and no more: the next is asked to come again. */
function uploadGate() {
	const underWay = new Map<string, number>();
	let all = 0;
	return async <T>(userId: string, run: () => Promise<T>): Promise<T> => {
		const own = underWay.get(userId) ?? 0;
		if (all >= AT_ONCE || own >= AT_ONCE_EACH) throw new ServiceError(429, 'uploadsBusy');
		all += 1;
		underWay.set(userId, own + 1);
		try {
			return await run();
		} finally {
			all -= 1;
			const left = (underWay.get(userId) ?? 1) - 1;
			if (left > 0) underWay.set(userId, left);
			else underWay.delete(userId);
		}
	};
}

const storedFile = (row: rows.FileRow): StoredFile => ({
	id: row.id,
	name: row.name,
	mediaType: row.media_type,
	size: row.size,
	sha256: row.sha256,
	width: row.width,
	height: row.height,
	uploadedBy: row.uploaded_by,
	uploadedAt: row.uploaded_at.toISOString(),
});

/**
 * Links by which anybody may read a finalised report: unguessable, revocable, and for one final version, so that what
 * was sent out stays what it was.
 */
import { randomUUID } from 'node:crypto';
import type { ReportModel } from '#domain/report/model.ts';
import { isStorable } from '#document/values.ts';
import { digest, newSecret } from '../auth/secrets.ts';
import { record } from '../db/audit.ts';
import type { Connection } from '../db/pool.ts';
import * as rows from '../db/shares.ts';
import { access, lockedPlaceOf, permit } from './access.ts';
import type { Actor } from './actor.ts';
import { invalid, notFound, ServiceError, type FieldError } from './errors.ts';
import type { Reports } from './reports.ts';

export interface ShareView {
	id: string;
	/** What it is for, as its maker wrote. */
	label: string;
	snapshotId: string;
	createdBy: string;
	/** ISO 8601. */
	createdAt: string;
	expiresAt: string | null;
	state: 'open' | 'expired' | 'revoked';
	/** A later final version exists, which this link does not show. */
	outdated: boolean;
}

export interface SharedReport {
	model: ReportModel;
	/** A later final version exists: readers are told. */
	outdated: boolean;
}

export interface Shares {
	/** Leads, once final: for the newest final version. `days`: how long it holds; absent: until revoked. */
	create(
		actor: Actor,
		evaluationId: string,
		input: { label?: string | undefined; days?: number | undefined },
	): Promise<{ id: string; url: string; expiresAt: string | null }>;
	/** Leads; newest first. */
	list(actor: Actor, evaluationId: string): Promise<ShareView[]>;
	/** Leads. Throws 404 where it was revoked already. */
	revoke(actor: Actor, evaluationId: string, shareId: string): Promise<void>;
	/** What the link shows, to anybody; undefined for one that never was, has expired or was revoked. */
	open(secret: string): Promise<SharedReport | undefined>;
}

interface ShareParts {
	connection: Connection;
	reports: Pick<Reports, 'published'>;
	origin: () => string;
}

export const SHARE_DAYS = { least: 1, most: 3650 } as const;
const LABEL_MAX = 200;
/** Of one evaluation, revoked and expired ones as well. */
const MAX_SHARES = 500;

export const sharePath = (secret: string): string => `/shared/${secret}`;

export function createShares({ connection: { db }, reports, origin }: ShareParts): Shares {
	return {
		create: (actor, evaluationId, input) =>
			db.transaction().execute(async (tx) => {
				permit(await lockedPlaceOf(tx, actor, evaluationId), 'share.create');
				const { label, days } = checked(input);
				const version = await rows.newestFinal(tx, evaluationId);
				if (!version) throw notFound();
				if ((await rows.list(tx, evaluationId)).length >= MAX_SHARES)
					throw new ServiceError(409, 'tooManyShares', { params: { limit: MAX_SHARES } });
				const secret = newSecret();
				const row = await rows.insert(tx, {
					id: randomUUID(),
					evaluation_id: evaluationId,
					snapshot_id: version.id,
					label,
					token_hash: digest(secret),
					created_by: actor.id,
					days,
				});
				await record(tx, {
					actor: actor.id,
					action: 'share.create',
					evaluationId,
					subject: row.id,
					detail: { snapshot: version.id, days },
				});
				return {
					id: row.id,
					url: origin() + sharePath(secret),
					expiresAt: row.expires_at?.toISOString() ?? null,
				};
			}),

		async list(actor, evaluationId) {
			await access(db, actor, evaluationId, 'share.manage');
			const [all, newest] = await Promise.all([
				rows.list(db, evaluationId),
				rows.newestFinal(db, evaluationId),
			]);
			return all.map((row) => viewOf(row, newest?.id));
		},

		revoke: (actor, evaluationId, shareId) =>
			db.transaction().execute(async (tx) => {
				permit(await lockedPlaceOf(tx, actor, evaluationId), 'share.manage');
				if (!(await rows.revoke(tx, evaluationId, shareId))) throw notFound();
				await record(tx, { actor: actor.id, action: 'share.revoke', evaluationId, subject: shareId });
			}),

		async open(secret) {
			const row = isStorable(secret) ? await rows.holding(db, digest(secret)) : undefined;
			if (!row) return undefined;
			const [model, newest] = await Promise.all([
				reports.published(row.evaluation_id, row.snapshot_id),
				rows.newestFinal(db, row.evaluation_id),
			]);
			return model && { model, outdated: newest?.id !== row.snapshot_id };
		},
	};
}

function viewOf(row: rows.ShareRow, newest: string | undefined): ShareView {
	const expired = row.expires_at !== null && row.expires_at.getTime() <= Date.now();
	return {
		id: row.id,
		label: row.label,
		snapshotId: row.snapshot_id,
		createdBy: row.created_by,
		createdAt: row.created_at.toISOString(),
		expiresAt: row.expires_at?.toISOString() ?? null,
		state: row.revoked_at ? 'revoked' : expired ? 'expired' : 'open',
		outdated: row.snapshot_id !== newest,
	};
}

function checked(input: { label?: string | undefined; days?: number | undefined }) {
	const label = input.label?.trim() ?? '';
	const days = input.days ?? null;
	const errors: FieldError[] = [];
	if (label.length > LABEL_MAX) errors.push({ path: 'label', code: 'tooLong', params: { limit: LABEL_MAX } });
	else if (!isStorable(label)) errors.push({ path: 'label', code: 'notStorable' });
	if (days !== null && (!Number.isInteger(days) || days < SHARE_DAYS.least || days > SHARE_DAYS.most))
		errors.push({ path: 'days', code: 'guestDays', params: SHARE_DAYS });
	if (errors.length > 0) throw invalid(errors);
	return { label, days };
}

/**
 * Final versions: the whole of an evaluation frozen as canonical JSON, its hash chained to the version before it. Made
 * inside the command that makes the evaluation final, so that there is never one without the other.
 */
import { municipality } from '#domain/municipalities/municipalities.ts';
import { canonicalContent, canonicalJson } from '#document/content.ts';
import { finalPackage } from '#document/final-package.ts';
import { record } from '../db/audit.ts';
import * as evaluations from '../db/evaluations.ts';
import * as rows from '../db/final-versions.ts';
import * as members from '../db/members.ts';
import type { Connection } from '../db/pool.ts';
import { access } from './access.ts';
import type { Actor } from './actor.ts';
import { digest } from './digest.ts';
import { notFound } from './errors.ts';
import type { EvaluationCommand } from './evaluation-command.ts';
import type { ReadinessState } from './readiness.ts';
import { nextVersion, parseVersion, versionText } from './version-number.ts';

export interface FinalVersionSummary {
	/** `1.0`. */
	version: string;
	snapshotId: string;
	/** Lower-case hex, over the bytes that `package` returns. */
	sha256: string;
	/** Of the version before it. */
	prevSha256: string | null;
	/** Why the version before it was reopened; null for the first. */
	reason: string | null;
	/** User id. */
	by: string;
	/** ISO 8601. */
	at: string;
}

export interface FinalVersions {
	/** Newest first; everyone who may open the shared document. */
	list(actor: Actor, evaluationId: string): Promise<FinalVersionSummary[]>;
	/** The kept bytes: canonical JSON. Throws 404 for a version that there is not. */
	package(actor: Actor, evaluationId: string, version: string): Promise<{ json: string; sha256: string }>;
}

export const createFinalVersions = ({ connection: { db } }: { connection: Connection }): FinalVersions => ({
	async list(actor, evaluationId) {
		await access(db, actor, evaluationId, 'version.read');
		return (await rows.list(db, evaluationId)).map(summary);
	},

	async package(actor, evaluationId, version) {
		await access(db, actor, evaluationId, 'version.read');
		const number = parseVersion(version);
		const row = number && (await rows.find(db, evaluationId, number.major, number.minor));
		if (!row) throw notFound();
		return { json: row.package, sha256: row.sha256 };
	},
});

export interface Freeze {
	state: ReadinessState;
	snapshot: { id: string; seq: number; sha256: string };
	acknowledged: boolean;
	/** Milliseconds since 1970. */
	now: number;
}

/** In the command that makes the evaluation final, after its snapshot. */
export async function freeze(
	{ tx, actor, place, framework, room }: EvaluationCommand,
	{ state, snapshot, acknowledged, now }: Freeze,
): Promise<FinalVersionSummary> {
	const { evaluation } = place;
	const latest = await rows.latest(tx, evaluation.id);
	const number = nextVersion(latest);
	const reopening = latest && (await evaluations.lastReopening(tx, evaluation.id));
	const at = new Date(now);
	const everyone = await members.active(tx, evaluation.id);
	const json = canonicalJson(
		finalPackage({
			version: number.text,
			reason: reopening?.reason ?? null,
			by: actor.id,
			at: at.toISOString(),
			previous: latest?.sha256 ?? null,
			evaluation: {
				id: evaluation.id,
				title: evaluation.title,
				municipality: municipality(evaluation.municipality_code) ?? {
					code: evaluation.municipality_code,
					name: evaluation.municipality_code,
				},
				year: evaluation.year,
				blind: evaluation.blind,
				consensusBy: evaluation.consensus_by,
				previousEvaluationId: evaluation.previous_evaluation_id,
				cohortId: evaluation.cohort_id,
			},
			framework,
			snapshot,
			content: canonicalContent(room.doc),
			members: everyone.map(({ user_id: userId, role, scores }) => ({ userId, role, scores })),
			signOffs: state.signOffs.flatMap(({ userId, stance, note, at: signed, state: how }) =>
				stance && signed ? [{ userId, stance, note, at: signed, current: how === 'current' }] : [],
			),
			warnings: state.items.filter(({ level }) => level === 'warning'),
			acknowledged,
			comments: state.comments,
		}),
	);
	const row = {
		evaluation_id: evaluation.id,
		major: number.major,
		minor: number.minor,
		snapshot_id: snapshot.id,
		sha256: digest(json),
		prev_sha256: latest?.sha256 ?? null,
		reason: reopening?.reason ?? null,
		by_user: actor.id,
		at,
	};
	await rows.insert(tx, { ...row, package: json });
	await record(tx, {
		actor: actor.id,
		action: 'version.freeze',
		evaluationId: evaluation.id,
		subject: number.text,
		detail: { sha256: row.sha256, snapshot: snapshot.id },
	});
	return summary(row);
}

const summary = (row: rows.FinalVersionSummary): FinalVersionSummary => ({
	version: versionText(row),
	snapshotId: row.snapshot_id,
	sha256: row.sha256,
	prevSha256: row.prev_sha256,
	reason: row.reason,
	by: row.by_user,
	at: row.at.toISOString(),
});

/**
 * Proves from the tables alone that final versions are as they were frozen: each package has its hash and says what
 * its row says, each names the one before it, and each was made from the kept state it names. What calls itself final
 * without being one would be published all the same, and is told as well.
 */
import type { Transaction } from 'kysely';
import type { CanonicalContent } from '#document/content.ts';
import { canonicalJson } from '#document/content.ts';
import { FORMAT } from '#document/final-package.ts';
import { publishedContent } from '#document/published.ts';
import * as versions from '../db/final-versions.ts';
import type { Db } from '../db/pool.ts';
import type { Database } from '../db/schema.ts';
import * as snapshots from '../db/snapshots.ts';
import { digest } from './digest.ts';
import { contentHash } from './snapshots.ts';
import { versionText } from './version-number.ts';

type Executor = Db | Transaction<Database>;

export interface FinalFault {
	evaluationId: string;
	/** `1.1`; for `snapshot without a version` the snapshot's id. */
	version: string;
	what:
		| 'package differs from its hash'
		| 'package differs from its row'
		| 'version chain broken'
		| 'version missing'
		| 'snapshot missing'
		| 'package differs from its snapshot'
		| 'snapshot without a version';
}

export interface FinalVerification {
	versions: number;
	/** Empty: everything is as it was frozen. */
	faults: FinalFault[];
}

/** Of all evaluations, or of one. */
export async function verifyFinalVersions(db: Executor, only?: string): Promise<FinalVerification> {
	const result: FinalVerification = { versions: 0, faults: [] };
	for (const { id, evaluation_id } of await snapshots.finalWithoutVersion(db))
		if (only === undefined || evaluation_id === only)
			result.faults.push({ evaluationId: evaluation_id, version: id, what: 'snapshot without a version' });
	for (const evaluationId of await versions.evaluations(db)) {
		if (only !== undefined && evaluationId !== only) continue;
		let before: versions.FinalVersionRow | undefined;
		for (const row of await versions.chain(db, evaluationId)) {
			const version = versionText(row);
			const report = (what: FinalFault['what']) => result.faults.push({ evaluationId, version, what });
			result.versions += 1;
			if (digest(row.package) !== row.sha256) report('package differs from its hash');
			checkPlace(row, before, report);
			await checkPackage(db, row, report);
			before = row;
		}
	}
	return result;
}

function checkPlace(
	row: versions.FinalVersionRow,
	before: versions.FinalVersionRow | undefined,
	report: (what: FinalFault['what']) => void,
): void {
	const follows = before
		? row.major === before.major && row.minor === before.minor + 1
		: row.major === 1 && row.minor === 0;
	if (!follows) report('version missing');
	else if (row.prev_sha256 !== (before?.sha256 ?? null)) report('version chain broken');
}

interface Package {
	format?: unknown;
	version?: unknown;
	previousSha256?: unknown;
	reason?: unknown;
	by?: unknown;
	at?: unknown;
	evaluation?: { id?: unknown };
	snapshot?: { id?: unknown; seq?: unknown; sha256?: unknown };
	published?: object;
}

async function checkPackage(
	db: Executor,
	row: versions.FinalVersionRow,
	report: (what: FinalFault['what']) => void,
): Promise<void> {
	let frozen: Package;
	try {
		frozen = JSON.parse(row.package) as Package;
	} catch {
		report('package differs from its row');
		return;
	}
	const says =
		frozen.format === FORMAT &&
		frozen.version === versionText(row) &&
		frozen.previousSha256 === row.prev_sha256 &&
		frozen.reason === row.reason &&
		frozen.by === row.by_user &&
		frozen.at === row.at.toISOString() &&
		frozen.evaluation?.id === row.evaluation_id &&
		frozen.snapshot?.id === row.snapshot_id;
	if (!says) report('package differs from its row');
	const snapshot = await snapshots.find(db, row.evaluation_id, row.snapshot_id);
	if (!snapshot) {
		report('snapshot missing');
		return;
	}
	const content = snapshot.content as CanonicalContent;
	const same =
		frozen.snapshot?.sha256 === snapshot.sha256 &&
		frozen.snapshot.seq === snapshot.seq &&
		snapshot.kind === 'final' &&
		contentHash(content) === snapshot.sha256 &&
		frozen.published !== undefined &&
		canonicalJson(frozen.published) === canonicalJson(publishedContent(content));
	if (!same) report('package differs from its snapshot');
}

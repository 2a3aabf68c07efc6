/** The report model of an evaluation, as of now or of a snapshot, for those who may see it. */
import { areaComparability } from '#domain/comparison/versions.ts';
import type { Comparability, Framework } from '#domain/framework/framework.ts';
import { COUNTIES } from '#domain/municipalities/counties.ts';
import { municipality } from '#domain/municipalities/municipalities.ts';
import { figures } from '#domain/points/totals.ts';
import {
	reportModel,
	type CohortResult,
	type PreviousResult,
	type ReportEvaluation,
	type ReportModel,
	type ReportSnapshot,
} from '#domain/report/model.ts';
import { agreedFigures, readConsensus } from '#document/consensus.ts';
import { canonicalContent, type CanonicalContent } from '#document/content.ts';
import { reportSource } from '#document/report-source.ts';
import * as cohortRows from '../db/cohorts.ts';
import * as evaluations from '../db/evaluations.ts';
import * as finalVersions from '../db/final-versions.ts';
import * as members from '../db/members.ts';
import type { Connection } from '../db/pool.ts';
import * as shares from '../db/shares.ts';
import * as snapshots from '../db/snapshots.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import { access, type Place } from './access.ts';
import type { Actor } from './actor.ts';
import { cohortMeans } from './cohorts.ts';
import { asPrevious, earlierFigures } from './earlier-result.ts';
import { notFound, ServiceError } from './errors.ts';
import { evaluationRoom } from './evaluation-command.ts';
import type { Frameworks } from './frameworks.ts';
import { createLibrary } from './library.ts';

export interface Reports {
	/**
	 * Every member; reviewers once the evaluation is final (403 before), and then only what is final. Throws 404
	 * for an unknown evaluation or snapshot.
	 */
	model(actor: Actor, evaluationId: string, of?: { snapshotId?: string | undefined }): Promise<ReportModel>;
	/** A final version as anybody may read it, whoever asks; undefined for any other version. */
	published(evaluationId: string, snapshotId: string): Promise<ReportModel | undefined>;
}

interface ReportParts {
	connection: Connection;
	sync: Pick<SyncHub, 'read'>;
	frameworks: Pick<Frameworks, 'known'>;
}

export function createReports({ connection, sync, frameworks }: ReportParts): Reports {
	const { db } = connection;
	const library = createLibrary({ connection, frameworks });
	const current = (evaluationId: string): Promise<CanonicalContent> =>
		sync.read(evaluationRoom(evaluationId), canonicalContent);

	/**
	 * Its newest final version: that is public within the product, also while the evaluation is open again. Before there
	 * is one, a result is its own group's. `at`: as it was then, for a report that says the same ever after; what was not
	 * final by then is not in it.
	 */
	async function previousResult(
		actor: Actor | undefined,
		own: Framework,
		id: string,
		at: Date | null,
	): Promise<PreviousResult | undefined> {
		const evaluation = await evaluations.find(db, id);
		if (!evaluation) return undefined;
		const framework = await frameworks.known(evaluation.framework_id);
		const final = await snapshots.newestFinal(db, id, at);
		if (final) return resultOf(evaluation, framework, final.content as CanonicalContent, own);
		if (!actor || at !== null) return undefined;
		const member = await members.find(db, id, actor.id);
		if (!member || member.role === 'reviewer') return undefined;
		return resultOf(evaluation, framework, await current(id), own);
	}

	/** `actor`: who reads; absent: the public. */
	async function modelOf(
		evaluation: evaluations.EvaluationRow,
		row: snapshots.SnapshotRow | undefined,
		actor?: Actor,
	): Promise<ReportModel> {
		const framework = await frameworks.known(evaluation.framework_id);
		const content = row ? (row.content as CanonicalContent) : await current(evaluation.id);
		const at = await decidedAt(evaluation, row);
		const previous = await previousOf(actor, framework, evaluation, at);
		const cohort = await cohortOf(framework, await cohortIdOf(evaluation, row));
		return reportModel({
			framework,
			evaluation: reported(evaluation),
			source: reportSource(framework, content),
			...(row && { snapshot: reportedSnapshot(row) }),
			...(previous && { previous }),
			...(cohort && { cohort }),
		});
	}

	/** When what is shown was decided; null for working material. What is final reads as its version does. */
	async function decidedAt(
		evaluation: evaluations.EvaluationRow,
		row: snapshots.SnapshotRow | undefined,
	): Promise<Date | null> {
		if (row) return row.kind === 'final' ? row.at : null;
		if (evaluation.phase !== 'final') return null;
		return (await shares.newestFinal(db, evaluation.id))?.at ?? null;
	}

	/** The evaluation named as previous; where none is, the library's, as it was when the version was kept. */
	async function previousOf(
		actor: Actor | undefined,
		own: Framework,
		evaluation: evaluations.EvaluationRow,
		at: Date | null,
	): Promise<PreviousResult | undefined> {
		const named = evaluation.previous_evaluation_id;
		if (named !== null) return previousResult(actor, own, named, at);
		await library.refresh();
		const earlier = await earlierFigures(db, frameworks, evaluation, at);
		return earlier && { ...asPrevious(earlier), comparability: comparabilities(own, earlier.framework) };
	}

	/** A final version keeps the cohort it was decided beside, whatever is chosen when the evaluation is open again. */
	async function cohortIdOf(
		{ cohort_id: chosen }: evaluations.EvaluationRow,
		row: snapshots.SnapshotRow | undefined,
	): Promise<string | null> {
		const frozen = row?.kind === 'final' ? await finalVersions.cohortOf(db, row.id) : undefined;
		return frozen === undefined ? chosen : frozen;
	}

	async function cohortOf(own: Framework, id: string | null): Promise<CohortResult | undefined> {
		// One that was chosen in another installation is not here.
		if (id === null || !(await cohortRows.find(db, id))) return undefined;
		const { name, framework, from, to, n, extracted, counties, total, areas } = await cohortMeans(
			db,
			frameworks,
			id,
		);
		return {
			name,
			framework: { name: framework.name, version: framework.version },
			from,
			to,
			n,
			extracted,
			counties: counties.map((code) => COUNTIES[code] ?? code),
			total: total?.mean ?? null,
			areas: new Map([...areas].map(([area, { mean }]) => [area, mean])),
			comparability: comparabilities(own, await frameworks.known(framework.id)),
		};
	}

	return {
		async model(actor, evaluationId, { snapshotId } = {}) {
			const place = await access(db, actor, evaluationId, 'report.read');
			const row = snapshotId === undefined ? undefined : await snapshots.find(db, evaluationId, snapshotId);
			refuseUnfinished(place, snapshotId !== undefined, row?.kind);
			if (snapshotId !== undefined && !row) throw notFound();
			return modelOf(place.evaluation, row, actor);
		},

		async published(evaluationId, snapshotId) {
			const evaluation = await evaluations.find(db, evaluationId);
			const row = evaluation && (await snapshots.find(db, evaluationId, snapshotId));
			return evaluation && row?.kind === 'final' ? modelOf(evaluation, row) : undefined;
		},
	};
}

/** The report of a frozen draft, from the content of its review room. */
export const draftModel = (
	framework: Framework,
	evaluation: evaluations.EvaluationRow,
	content: CanonicalContent,
	snapshot: snapshots.SnapshotRow,
): ReportModel =>
	reportModel({
		framework,
		evaluation: reported(evaluation),
		source: reportSource(framework, content),
		snapshot: reportedSnapshot(snapshot),
	});

/** Reviewers have a room of their own for drafts; of the evaluation itself they see what was decided. */
function refuseUnfinished({ evaluation, role }: Place, ofSnapshot: boolean, kind: string | undefined): void {
	if (role !== 'reviewer') return;
	if (evaluation.phase !== 'final' || (ofSnapshot && kind !== 'final'))
		throw new ServiceError(403, 'reportNotFinal');
}

const reported = ({
	id,
	title,
	municipality_code: code,
	year,
	phase,
}: evaluations.EvaluationRow): ReportEvaluation => ({
	id,
	title,
	municipality: municipality(code) ?? { code, name: code },
	year,
	phase,
});

const reportedSnapshot = ({ id, label, kind, at, sha256 }: snapshots.SnapshotRow): ReportSnapshot => ({
	id,
	label,
	kind,
	at: at.toISOString(),
	sha256,
});

function resultOf(
	{ title, year }: evaluations.EvaluationRow,
	framework: Framework,
	content: CanonicalContent,
	own: Framework,
): PreviousResult {
	const { areas, total } = figures(
		framework,
		agreedFigures(readConsensus(Object.entries(content.consensus))),
	);
	return {
		title,
		year,
		framework: { name: framework.name, version: framework.version },
		fictitious: false,
		total: total.achieved,
		areas: new Map(areas.map(({ id, achieved }) => [id, achieved])),
		comparability: comparabilities(own, framework),
	};
}

const comparabilities = (own: Framework, other: Framework): Map<string, Comparability> =>
	new Map(own.areas.map(({ id }) => [id, areaComparability(own, other, id)]));

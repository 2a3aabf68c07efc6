/**
 * Who may look into the results library and who may change it, and what finalised evaluations add to it. Their
 * newest final snapshots are read in before every look, so that nothing has to remember to write them there.
 */
import { randomUUID } from 'node:crypto';
import { can } from '#domain/permissions/can.ts';
import type { Action } from '#domain/permissions/actions.ts';
import { plainText } from '#domain/report/rich-text.ts';
import {
	evaluationResult,
	levelOf,
	TOTAL,
	type NamedStrength,
	type ResultFigure,
	type ResultFigures,
	type RowKind,
} from '#domain/results/result.ts';
import type { Framework } from '#domain/framework/framework.ts';
import { agreedFigures, readConsensus } from '#document/consensus.ts';
import type { CanonicalContent } from '#document/content.ts';
import { reportSource } from '#document/report-source.ts';
import * as evaluations from '../db/evaluations.ts';
import * as members from '../db/members.ts';
import type { Connection, Db } from '../db/pool.ts';
import * as rows from '../db/results.ts';
import * as snapshots from '../db/snapshots.ts';
import type { Actor } from './actor.ts';
import { forbidden, ServiceError } from './errors.ts';
import type { Frameworks } from './frameworks.ts';

export interface Library {
	/** Everybody who is signed in, guests excepted: results are public within the product. Throws 403. */
	open(actor: Actor): Promise<void>;
	/** Reads in what was finalised since the last look. */
	refresh(): Promise<void>;
}

interface LibraryParts {
	connection: Connection;
	frameworks: Pick<Frameworks, 'known'>;
}

/** As long as a strength is in a list of municipalities to learn from. */
const STRENGTH_MAX = 400;

export function createLibrary({ connection: { db }, frameworks }: LibraryParts): Library {
	async function readIn({ evaluation_id, snapshot_id }: { evaluation_id: string; snapshot_id: string }) {
		const snapshot = await snapshots.find(db, evaluation_id, snapshot_id);
		const evaluation = await evaluations.find(db, evaluation_id);
		if (!snapshot || !evaluation) return;
		const framework = await frameworks.known(evaluation.framework_id);
		const content = snapshot.content as CanonicalContent;
		const figures = resultOfContent(framework, content);
		await db.transaction().execute(async (tx) => {
			// One reader at a time; the second finds the work done.
			await evaluations.lock(tx, evaluation_id);
			if (!(await rows.unread(tx)).some((one) => one.snapshot_id === snapshot_id)) return;
			await rows.replace(tx, evaluation_id);
			const id = randomUUID();
			await rows.insert(tx, {
				id,
				source: 'evaluation',
				framework_id: evaluation.framework_id,
				municipality_code: evaluation.municipality_code,
				year: evaluation.year,
				level: levelOf(figures),
				note: null,
				evaluation_id,
				snapshot_id,
				strengths: JSON.stringify(strengthsOf(framework, content)),
				file_name: null,
				file_sha256: null,
				imported_by: null,
			});
			await rows.insertRows(tx, figureRows(id, figures));
		});
	}

	async function refresh(): Promise<void> {
		for (const one of await rows.unread(db)) await readIn(one);
	}

	return {
		refresh,
		async open(actor) {
			if (actor.guest) throw forbidden();
			await refresh();
		},
	};
}

/** Throws 403 for whoever neither administers nor leads an evaluation. */
export async function permitManaging(db: Db, actor: Actor, action: Action): Promise<void> {
	if (!(await mayManage(db, actor, action))) throw new ServiceError(403, 'resultNotManager');
}

export async function mayManage(db: Db, actor: Actor, action: Action): Promise<boolean> {
	if (actor.guest) return false;
	if (actor.admin && can('admin', action)) return true;
	return can('lead', action) && (await members.leadsSomething(db, actor.id));
}

export const resultOfContent = (framework: Framework, content: CanonicalContent): ResultFigures =>
	evaluationResult(framework, agreedFigures(readConsensus(Object.entries(content.consensus))));

/** In the order the report has them. */
function strengthsOf(framework: Framework, content: CanonicalContent): NamedStrength[] {
	return reportSource(framework, content).findings.flatMap(({ kind, area, subquestion, text }) => {
		const words = plainText(text).replace(/\s+/g, ' ').trim().slice(0, STRENGTH_MAX);
		if (kind !== 'strength' || words === '') return [];
		return [{ area, ...(subquestion !== undefined && { subquestion }), text: words }];
	});
}

/** The rows of a result as they are stored. */
export function figureRows(resultId: string, { areas, subquestions, total }: ResultFigures) {
	const row = (kind: RowKind, { id, achieved, max, percent, exact, derived }: ResultFigure) => ({
		result_id: resultId,
		kind,
		row_id: id,
		achieved,
		max,
		percent,
		exact,
		derived,
	});
	return [
		row('total', total),
		...areas.map((area) => row('area', area)),
		...subquestions.map((subquestion) => row('subquestion', subquestion)),
	];
}

/** And back, in the framework's order. */
export function figuresFrom(framework: Framework, stored: readonly rows.FigureRow[]): ResultFigures {
	const find = (kind: RowKind, id: string): ResultFigure | undefined => {
		const row = stored.find((one) => one.kind === kind && one.row_id === id);
		if (!row) return undefined;
		const { achieved, max, percent, exact, derived } = row;
		return { id, achieved, max, percent, exact, derived };
	};
	return {
		areas: framework.areas.flatMap(({ id }) => find('area', id) ?? []),
		subquestions: framework.areas.flatMap((area) =>
			area.subquestions.flatMap(({ id }) => find('subquestion', id) ?? []),
		),
		total: find('total', TOTAL) ?? {
			id: TOTAL,
			achieved: null,
			max: framework.areas.reduce((sum, { max }) => sum + max, 0),
			percent: null,
			exact: null,
			derived: false,
		},
	};
}

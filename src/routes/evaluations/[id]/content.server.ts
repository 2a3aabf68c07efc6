/** The part of an evaluation's rooms that a page shows before its socket is open: only what the reader may see. */
import type * as Y from 'yjs';
import type { EvaluationDetail } from '#domain/evaluation/evaluation.ts';
import { comparability, type Framework } from '#domain/framework/framework.ts';
import { toHundredths } from '#domain/points/points.ts';
import type { ReportModel } from '#domain/report/model.ts';
import { plainText, type Json, type RichText } from '#domain/report/rich-text.ts';
import { plainJson } from '#document/rich-text.ts';
import { roomName } from '#document/rooms.ts';
import { findingSection, subquestionSection, type MapRoot } from '#document/roots.ts';
import { readTexts } from '#document/texts.ts';
import { readFindings } from '#document/findings.ts';
import type { EarlierFindings } from '#lib/workspace/earlier-findings.ts';
import { isServiceError } from '#server/api/problem.ts';
import { handedInBy } from '#server/db/ballots.ts';
import type { Actor } from '#server/services/actor.ts';
import type { Services } from '#server/services/services.ts';

export interface InitialData {
	scores: Record<string, Json>;
	firstScores: Record<string, Json>;
	consensus: Record<string, Json>;
	positions: Record<string, Json>;
	session: Record<string, Json>;
	findings: Record<string, Json>;
	sections: Record<string, Json>;
	outline: Record<string, Json>;
	facts: Record<string, Json>;
	sources: Record<string, Json>;
	roleModels: Record<string, Json>;
	questions: Record<string, Json>;
	ballot: Record<string, Json>;
	/** Section id → its words, for what is shown first. */
	texts: Record<string, RichText>;
}

/** What the page that is asked for first shows of the texts. */
export type Shown = 'everything' | { subquestionId: string };

const NOTHING: InitialData = {
	scores: {},
	firstScores: {},
	consensus: {},
	positions: {},
	session: {},
	findings: {},
	sections: {},
	outline: {},
	facts: {},
	sources: {},
	roleModels: {},
	questions: {},
	ballot: {},
	texts: {},
};

/** A root that nobody has written to is not there, and reading must not make it. */
const entriesOf = (doc: Y.Doc, root: MapRoot): Record<string, Json> =>
	doc.share.has(root)
		? (plainJson(Object.fromEntries(doc.getMap(root).entries())) as Record<string, Json>)
		: {};

export async function initialContent(
	{ sync }: Pick<Services, 'sync'>,
	evaluation: EvaluationDetail,
	userId: string,
	shown: Shown | undefined,
): Promise<InitialData> {
	// Reviewers read frozen drafts; the working document is not for them.
	if (evaluation.myRole === 'reviewer') return NOTHING;
	const shared = await sync.read(roomName({ kind: 'evaluation', evaluationId: evaluation.id }), (doc) => {
		const findings = entriesOf(doc, 'findings');
		return {
			scores: entriesOf(doc, 'scores'),
			firstScores: entriesOf(doc, 'firstScores'),
			consensus: entriesOf(doc, 'consensus'),
			positions: entriesOf(doc, 'positions'),
			session: entriesOf(doc, 'session'),
			findings,
			sections: entriesOf(doc, 'sections'),
			outline: entriesOf(doc, 'outline'),
			facts: entriesOf(doc, 'facts'),
			sources: entriesOf(doc, 'sources'),
			roleModels: entriesOf(doc, 'roleModels'),
			questions: entriesOf(doc, 'questions'),
			texts: shown === undefined ? {} : textsFor(doc, shown, findings),
		};
	});
	const hasBallot = evaluation.blind !== 'off' && evaluation.myScores && evaluation.phase === 'scoring';
	const room = roomName({ kind: 'ballot', evaluationId: evaluation.id, userId });
	const ballot = hasBallot ? await sync.read(room, (doc) => entriesOf(doc, 'scores')) : {};
	return { ...shared, ballot };
}

function textsFor(doc: Y.Doc, shown: Shown, findings: Record<string, Json>): Record<string, RichText> {
	if (shown === 'everything') return readTexts(doc);
	const { subquestionId } = shown;
	const sections = [
		subquestionSection(subquestionId),
		...readFindings(Object.entries(findings))
			.filter((finding) => finding.subquestion === subquestionId)
			.map(({ id }) => findingSection(id)),
	];
	return readTexts(doc, sections);
}

/** Rows of the reader's own ballot that are locked. */
export async function handedInRows(
	{ connection }: Pick<Services, 'connection'>,
	evaluation: EvaluationDetail,
	userId: string,
): Promise<string[]> {
	if (evaluation.blind === 'off' || !evaluation.myScores) return [];
	return [...(await handedInBy(connection.db, evaluation.id, userId, new Date()))];
}

export interface Previous {
	/** What a subquestion got last time, in hundredths, where that may be set beside this time. */
	points: Record<string, { points: number; year: number; tightened?: boolean }>;
	/** What was said of strengths and improvements; undefined where the reader has no part in it. */
	findings: EarlierFindings | undefined;
}

const NO_PREVIOUS: Previous = { points: {}, findings: undefined };

/** What the evaluation before this one came to. */
export async function previousResult(
	{ reports }: Pick<Services, 'reports'>,
	actor: Actor,
	evaluation: EvaluationDetail,
	framework: Framework,
): Promise<Previous> {
	if (evaluation.previousEvaluationId === null || evaluation.myRole === 'reviewer') return NO_PREVIOUS;
	let model: ReportModel;
	try {
		model = await reports.model(actor, evaluation.previousEvaluationId);
	} catch (cause) {
		// Not a member of the earlier evaluation: its figures are not for this reader.
		if (isServiceError(cause)) return NO_PREVIOUS;
		throw cause;
	}
	if (model.framework.name !== framework.name) return NO_PREVIOUS;
	const points: Record<string, { points: number; year: number; tightened?: boolean }> = {};
	for (const area of model.areas) {
		const comparable = comparability(framework, area.id, model.framework.version);
		if (comparable === 'none') continue;
		for (const row of area.subquestions) {
			const hundredths = row.points === null ? undefined : toHundredths(row.points);
			if (hundredths !== undefined)
				points[row.id] = {
					points: hundredths,
					year: model.evaluation.year,
					...(comparable === 'tightened' && { tightened: true }),
				};
		}
	}
	const findings = model.areas.flatMap((area) =>
		area.findings
			.flatMap(({ strength, improvement }) => [strength, improvement])
			.flatMap((finding) =>
				finding
					? [{ id: finding.id, kind: finding.kind, area: area.id, words: plainText(finding.text) }]
					: [],
			),
	);
	return { points, findings: { year: model.evaluation.year, findings } };
}

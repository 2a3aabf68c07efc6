/**
 * How far the scores agree: statistics over what the group has seen, and the numbers they were computed from.
 * Nothing unrevealed goes in, for anybody.
 */
import { dataCsv } from '#domain/agreement/data-csv.ts';
import type { TooLittleData } from '#domain/agreement/estimate.ts';
import type { RaterLeniency } from '#domain/agreement/leniency.ts';
import { compareRounds, type RoundComparison } from '#domain/agreement/rounds.ts';
import { scoreMatrix, type Scores } from '#domain/agreement/score-matrix.ts';
import { isWide, spreadAmong, type Spread } from '#domain/agreement/spread.ts';
import { agreementReport, type Agreement as Statistics } from '#domain/agreement/summary.ts';
import { allSubquestions, type Framework } from '#domain/framework/framework.ts';
import { can } from '#domain/permissions/can.ts';
import { agreedFigures, readConsensus } from '#document/consensus.ts';
import { entriesOf, evaluationIn } from '#document/evaluation-document.ts';
import * as ballots from '../db/ballots.ts';
import * as members from '../db/members.ts';
import type { Connection } from '../db/pool.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import { access, type Place } from './access.ts';
import type { Actor } from './actor.ts';
import { evaluationRoom } from './evaluation-command.ts';
import { membersOf } from './evaluations.ts';
import type { Frameworks } from './frameworks.ts';

export interface AgreementScope extends Omit<Statistics, 'matrix'> {
	/** The first round against the scores now. */
	rounds: RoundComparison;
}

export interface SubquestionAgreement {
	subquestionId: string;
	revealed: boolean;
	spread: Omit<Spread, 'exact'> | TooLittleData;
	/** Whether the spread reaches the evaluation's tolerance. */
	flagged: boolean;
}

export interface AgreementReport {
	/** Log position of the shared document it was computed from. */
	seq: number;
	/** Whose scores count, by user id. */
	raters: string[];
	/** Share of max, 0–1. */
	tolerance: number;
	overall: AgreementScope;
	areas: ({ areaId: string } & AgreementScope)[];
	/** In the framework's order. */
	subquestions: SubquestionAgreement[];
}

export interface Agreement {
	/** Leniency is everyone's for leads, else only one's own. Throws 404, 403 (reviewers). */
	report(actor: Actor, evaluationId: string): Promise<AgreementReport>;
	/** What went in, as CSV, scores as first revealed or as they are now. Throws 403 for who neither leads nor scores. */
	data(actor: Actor, evaluationId: string, round: 'first' | 'now'): Promise<string>;
}

interface AgreementParts {
	connection: Connection;
	sync: Pick<SyncHub, 'read'>;
	frameworks: Pick<Frameworks, 'known'>;
}

export function createAgreement({ connection: { db }, sync, frameworks }: AgreementParts): Agreement {
	async function open({ evaluation }: Place) {
		const framework = await frameworks.known(evaluation.framework_id);
		const all = allSubquestions(framework).map(({ id }) => id);
		const revealed = evaluation.blind === 'off' ? new Set(all) : await ballots.revealed(db, evaluation.id);
		const seen = (scores: Scores): Scores => new Map([...scores].filter(([id]) => revealed.has(id)));
		const raters = (await members.active(db, evaluation.id))
			.filter((member) => member.scores)
			.map((member) => member.user_id);
		const { document, agreed, seq } = await sync.read(evaluationRoom(evaluation.id), (doc, at) => ({
			document: evaluationIn(doc),
			agreed: agreedFigures(readConsensus(entriesOf(doc, 'consensus'))),
			seq: at.seq,
		}));
		return {
			framework,
			revealed,
			raters,
			agreed,
			seq,
			now: seen(document.scores),
			first: seen(document.firstScores),
		};
	}

	return {
		async report(actor, evaluationId) {
			const place = await access(db, actor, evaluationId, 'agreement.read');
			const { framework, revealed, raters, agreed, seq, now, first } = await open(place);
			const everyones = can(place.role, 'leniency.all');
			const scope = ({ matrix: _, ...statistics }: Statistics, areaId?: string): AgreementScope => ({
				...statistics,
				leniency: {
					...statistics.leniency,
					raters: statistics.leniency.raters.filter(
						({ rater }: RaterLeniency) => everyones || rater === actor.id,
					),
				},
				rounds: compareRounds(framework, { first, second: now }, raters, agreed, areaId),
			});
			const { overall, areas } = agreementReport(framework, now, raters);
			const { tolerance } = place.evaluation;
			return {
				seq,
				raters,
				tolerance,
				overall: scope(overall),
				areas: areas.map(({ areaId, agreement }) => ({ areaId, ...scope(agreement, areaId) })),
				subquestions: bySubquestion(framework, now, raters, tolerance, revealed),
			};
		},

		async data(actor, evaluationId, round) {
			const { framework, raters, ...scores } = await open(
				await access(db, actor, evaluationId, 'agreement.data'),
			);
			const initials = new Map(
				(await membersOf(db, evaluationId)).map((member) => [member.userId, member.initials]),
			);
			return dataCsv(scoreMatrix(framework, scores[round], raters), (rater) => initials.get(rater) ?? rater);
		},
	};
}

const bySubquestion = (
	framework: Framework,
	scores: Scores,
	raters: readonly string[],
	tolerance: number,
	revealed: ReadonlySet<string>,
): SubquestionAgreement[] =>
	allSubquestions(framework).map(({ id, max }) => {
		const found = spreadAmong(scores.get(id), raters, max);
		const base = { subquestionId: id, revealed: revealed.has(id) };
		if (found.kind !== 'value') return { ...base, spread: found, flagged: false };
		const { exact: _, ...spread } = found;
		return { ...base, spread, flagged: isWide(found, tolerance) };
	});

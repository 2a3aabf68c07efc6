/**
 * What stands between an evaluation and its final version, as the tables and the rooms have it: the same for the page
 * that shows it, for the signature and for the command that freezes.
 */
import type { Transaction } from 'kysely';
import type { Framework } from '#domain/framework/framework.ts';
import type { Phase } from '#domain/phases/phases.ts';
import { readiness, type Comment, type ReadinessItem, type SignOffState } from '#domain/phases/readiness.ts';
import { undismissed } from '#domain/text-checks/run.ts';
import type { CheckFinding } from '#domain/text-checks/text-check.ts';
import { canonicalContent, canonicalJson, contentEntries, type CanonicalContent } from '#document/content.ts';
import { publishedContent } from '#document/published.ts';
import { documentFacts, type Conversation } from '#document/readiness-facts.ts';
import { parseValue, type Dismissal } from '#document/values.ts';
import * as evaluations from '../db/evaluations.ts';
import * as versions from '../db/final-versions.ts';
import * as members from '../db/members.ts';
import type { Connection, Db } from '../db/pool.ts';
import * as rounds from '../db/rounds.ts';
import type { Database } from '../db/schema.ts';
import * as signOffs from '../db/sign-offs.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import { access } from './access.ts';
import type { Actor } from './actor.ts';
import { digest } from './digest.ts';
import { evaluationRoom } from './evaluation-command.ts';
import type { Frameworks } from './frameworks.ts';
import { reviewRoom } from './round-access.ts';
import { nextVersion } from './version-number.ts';

export interface SignOffView extends SignOffState {
	/** Null: not signed. */
	stance: 'confirm' | 'dissent' | null;
	/** The minority note of a dissent. */
	note: string | null;
	/** ISO 8601. */
	at: string | null;
	/** Log position of what was signed. */
	seq: number | null;
}

export interface ReadinessState {
	items: ReadinessItem[];
	comments: Comment[];
	/** What the checks found and nobody has dismissed. */
	checks: CheckFinding[];
	dismissed: (CheckFinding & Dismissal)[];
	/** Everyone who is to sign, in the order they joined. */
	signOffs: SignOffView[];
	/** Of what would be published. */
	sha256: string;
}

export interface ReadinessReport extends Omit<ReadinessState, 'comments'> {
	phase: Phase;
	/** Log position of the shared document. */
	seq: number;
	/** What finalising makes: `1.0`. */
	next: string;
	/** Why it was reopened; null where it never was final. */
	reason: string | null;
	/** Agreed to be not assessable. */
	notAssessable: string[];
}

export interface ReadinessService {
	/** Everyone who may open the shared document. Throws 403, 404. */
	of(actor: Actor, evaluationId: string): Promise<ReadinessReport>;
}

interface ReadinessParts {
	connection: Connection;
	sync: Pick<SyncHub, 'read'>;
	frameworks: Pick<Frameworks, 'known'>;
}

export function createReadinessService({
	connection: { db },
	sync,
	frameworks,
}: ReadinessParts): ReadinessService {
	return {
		async of(actor, evaluationId) {
			const { evaluation } = await access(db, actor, evaluationId, 'readiness.read');
			const framework = await frameworks.known(evaluation.framework_id);
			const said = new Map<string, Conversation>();
			for (const { id } of await rounds.list(db, evaluationId))
				said.set(id, await sync.read(reviewRoom(evaluationId, id), canonicalContent));
			const { content, seq } = await sync.read(evaluationRoom(evaluationId), (doc, at) => ({
				content: canonicalContent(doc),
				seq: at.seq,
			}));
			const state = await readinessIn(db, { evaluation, framework, content, rounds: said });
			const { comments: _, ...told } = state;
			const reopened = await evaluations.lastReopening(db, evaluationId);
			return {
				...told,
				phase: evaluation.phase,
				seq,
				next: nextVersion(await versions.latest(db, evaluationId)).text,
				reason: reopened?.reason ?? null,
				notAssessable: Object.entries(content.consensus).flatMap(([id, raw]) => {
					const value = parseValue('consensus', raw);
					return value && 'notAssessable' in value ? [id] : [];
				}),
			};
		},
	};
}

/** Of what people sign. */
export const publishedHash = (content: CanonicalContent): string =>
	digest(canonicalJson(publishedContent(content)));

/** `rounds`: the conversations of all review rounds, by round id. */
export async function readinessIn(
	db: Db | Transaction<Database>,
	{
		evaluation,
		framework,
		content,
		rounds: said,
	}: {
		evaluation: Pick<evaluations.EvaluationRow, 'id' | 'year'>;
		framework: Framework;
		content: CanonicalContent;
		rounds: ReadonlyMap<string, Conversation>;
	},
): Promise<ReadinessState> {
	const everyone = await members.active(db, evaluation.id);
	const sha256 = publishedHash(content);
	const signed = await signOffs.holding(db, evaluation.id);
	const views = everyone
		.filter(({ role }) => role === 'lead' || role === 'evaluator')
		.map(({ user_id }) => signOffView(user_id, signed.get(user_id), sha256));
	const facts = documentFacts(framework, evaluation.year, content, said);
	const voters = everyone.filter(({ scores }) => scores).map(({ user_id }) => user_id);
	const dismissals = new Map(Object.entries(contentEntries(content, 'dismissals')));
	return {
		items: readiness(framework, { ...facts, members: voters, signOffs: views }),
		comments: [...facts.comments],
		checks: undismissed(facts.found, dismissals),
		dismissed: facts.found.flatMap((one) => {
			const dismissal = parseValue('dismissals', dismissals.get(one.key));
			return dismissal ? [{ ...one, ...dismissal }] : [];
		}),
		signOffs: views,
		sha256,
	};
}

function signOffView(userId: string, row: signOffs.SignOffRow | undefined, sha256: string): SignOffView {
	if (!row || row.stance === 'withdrawn')
		return { userId, state: 'missing', stance: null, note: null, at: null, seq: null };
	return {
		userId,
		state: row.content_sha256 === sha256 ? 'current' : 'outdated',
		stance: row.stance,
		note: row.note,
		at: row.at.toISOString(),
		seq: row.seq,
	};
}

/**
 * The next evaluation of the same municipality begins where the last one ended: its framework, its group, its
 * documents and addresses, and the improvements that are still open.
 */
import type { Framework } from '#domain/framework/framework.ts';
import { carriedImprovements, carriedSources, type Known } from '#domain/follow-up/carry-over.ts';
import type { ActionStatus } from '#domain/follow-up/actions.ts';
import { canonicalContent, textOf, type CanonicalContent } from '#document/content.ts';
import { readFindings } from '#document/findings.ts';
import { writeRichText } from '#document/rich-text.ts';
import { findingSection, textRoot } from '#document/roots.ts';
import { parseValue, type Source } from '#document/values.ts';
import * as actionRows from '../db/actions.ts';
import { record } from '../db/audit.ts';
import * as memberRows from '../db/members.ts';
import { access } from './access.ts';
import type { Actor } from './actor.ts';
import { forbidden, ServiceError } from './errors.ts';
import { commandOn, evaluationRoom, type CommandParts } from './evaluation-command.ts';
import type { CreatedEvaluation, Evaluations } from './evaluations.ts';

export interface CarriedOver {
	improvements: number;
	sources: number;
}

export interface NextEvaluation {
	year: number;
	/** Default: that of the evaluation before. */
	frameworkId?: string | undefined;
	title?: string | undefined;
}

export interface CarryOvers {
	/**
	 * A new evaluation of the municipality, with the group and settings of this one, whose lead asks. Throws as making
	 * an evaluation does, 403 for others than leads.
	 */
	next(
		actor: Actor,
		evaluationId: string,
		input: NextEvaluation,
	): Promise<CreatedEvaluation & { carriedOver: CarriedOver }>;
	/**
	 * Takes over from the evaluation before what is not here yet; leads, in setup. Doing it twice changes nothing.
	 * Throws 409 `noPrevious` where none was named or it is not the actor's to read.
	 */
	carryOver(actor: Actor, evaluationId: string): Promise<CarriedOver>;
}

interface CarryOverParts extends CommandParts {
	evaluations: Pick<Evaluations, 'create'>;
}

export function createCarryOvers({ evaluations, ...parts }: CarryOverParts): CarryOvers {
	const { db } = parts.connection;

	async function carryOver(actor: Actor, evaluationId: string): Promise<CarriedOver> {
		const { evaluation } = await access(db, actor, evaluationId, 'carryOver.run');
		const previous = evaluation.previous_evaluation_id;
		if (previous === null) throw new ServiceError(409, 'noPrevious');
		const [content, actions] = await previousOf(actor, previous);
		return commandOn(
			parts,
			actor,
			evaluationId,
			'carryOver.run',
			() => ({}),
			async ({ framework, room, tx }) => {
				const known = knownIn(framework);
				const has = (root: string, id: string) => room.doc.getMap(root).has(id);
				const improvements = carriedImprovements(
					readFindings(Object.entries(content.findings)),
					actions,
					known,
				).filter(([id]) => !has('findings', id));
				const sources = carriedSources(sourcesIn(content), known).filter(([id]) => !has('sources', id));
				if (improvements.length + sources.length > 0)
					room.write((doc) => {
						for (const [id, finding] of improvements) {
							doc.getMap('findings').set(id, finding);
							const words = textOf(content, findingSection(id));
							const text = doc.getXmlFragment(textRoot(findingSection(id)));
							if (words && text.length === 0) writeRichText(text, words);
						}
						for (const [id, source] of sources) doc.getMap('sources').set(id, source);
					});
				const carried = { improvements: improvements.length, sources: sources.length };
				await record(tx, {
					actor: actor.id,
					action: 'evaluation.carryOver',
					evaluationId,
					subject: previous,
					detail: carried,
				});
				return carried;
			},
		);
	}

	/** Read as whoever asks may: as a member inside, of the evaluation before. */
	async function previousOf(
		actor: Actor,
		id: string,
	): Promise<[CanonicalContent, ReadonlyMap<string, readonly ActionStatus[]>]> {
		try {
			await access(db, actor, id, 'content.read');
		} catch (error) {
			if (error instanceof ServiceError) throw new ServiceError(409, 'noPrevious');
			throw error;
		}
		const [content, actions] = await Promise.all([
			parts.sync.read(evaluationRoom(id), canonicalContent),
			actionRows.list(db, id),
		]);
		const statuses = Map.groupBy(
			actions.filter((action) => action.finding_id !== null),
			(action) => action.finding_id ?? '',
		);
		return [content, new Map([...statuses].map(([of, all]) => [of, all.map(({ status }) => status)]))];
	}

	return {
		carryOver,
		async next(actor, evaluationId, { year, frameworkId, title }) {
			const { evaluation, role } = await access(db, actor, evaluationId, 'followUp.read');
			if (role !== 'lead') throw forbidden();
			const group = await memberRows.able(db, evaluationId);
			const created = await evaluations.create(actor, {
				frameworkId: frameworkId ?? evaluation.framework_id,
				municipalityCode: evaluation.municipality_code,
				year,
				...(title !== undefined && { title }),
				previousEvaluationId: evaluationId,
				blind: evaluation.blind,
				tolerance: evaluation.tolerance,
				consensusBy: evaluation.consensus_by,
				members: group.map(({ email, role: held, scores }) => ({ email, role: held, scores })),
			});
			return { ...created, carriedOver: await carryOver(actor, created.id) };
		},
	};
}

const knownIn = (framework: Framework): Known => ({
	areas: new Set(framework.areas.map(({ id }) => id)),
	areaOf: new Map(
		framework.areas.flatMap((area) => area.subquestions.map(({ id }) => [id, area.id] as const)),
	),
});

const sourcesIn = (content: CanonicalContent): [string, Source][] =>
	Object.entries(content.sources).flatMap(([id, raw]): [string, Source][] => {
		const source = parseValue('sources', raw);
		return source ? [[id, source]] : [];
	});

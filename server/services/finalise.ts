/** The step to final: everything in its way looked at once more, in the command that freezes what is left. */
import type { ReadinessItem } from '#domain/phases/readiness.ts';
import type { ErrorCode } from '#lib/i18n/areas/errors.ts';
import { canonicalContent } from '#document/content.ts';
import * as rounds from '../db/rounds.ts';
import type { Actor } from './actor.ts';
import { ServiceError, type FieldError } from './errors.ts';
import { commandOn, type CommandParts, type EvaluationCommand } from './evaluation-command.ts';
import { readinessIn, type ReadinessState } from './readiness.ts';
import { reviewRoom } from './round-access.ts';

/** A round was opened between naming the rooms and holding them: named again, held again. */
class RoundsChanged extends Error {}
const ATTEMPTS = 5;

/** As `commandOn` for the change of phase, with the rooms of all review rounds held as well. */
export async function finalCommand<T>(
	parts: CommandParts,
	actor: Actor,
	evaluationId: string,
	run: (command: EvaluationCommand, state: () => Promise<ReadinessState>) => Promise<T>,
): Promise<T> {
	const { db } = parts.connection;
	for (let attempt = 1; ; attempt++) {
		const known = (await rounds.list(db, evaluationId)).map(({ id }) => id);
		const scope = () => ({
			ballots: 'all' as const,
			others: known.map((id) => reviewRoom(evaluationId, id)),
		});
		try {
			return await commandOn(parts, actor, evaluationId, 'phase.change', scope, async (command) => {
				const { tx, context, room, framework, place } = command;
				const now = await rounds.list(tx, evaluationId);
				if (now.some(({ id }) => !known.includes(id))) throw new RoundsChanged();
				return run(command, () =>
					readinessIn(tx, {
						evaluation: place.evaluation,
						framework,
						content: canonicalContent(room.doc),
						rounds: new Map(
							known.map((id) => [id, canonicalContent(context.room(reviewRoom(evaluationId, id)).doc)]),
						),
					}),
				);
			});
		} catch (error) {
			if (!(error instanceof RoundsChanged) || attempt === ATTEMPTS) throw error;
		}
	}
}

/**
 * Throws 409 `notReadyForFinal` with everything that blocks. `acknowledged`: keys of the warnings that were seen;
 * where it is given and one was not among them, 409 `warningsChanged` with those.
 */
export function refuseUnready({ items }: ReadinessState, acknowledged: readonly string[] | undefined): void {
	const blockers = items.filter(({ level }) => level === 'blocker');
	if (blockers.length > 0)
		throw new ServiceError(409, 'notReadyForFinal', {
			params: { count: blockers.length },
			errors: blockers.map(fieldOf),
		});
	if (!acknowledged) return;
	const seen = new Set(acknowledged);
	const unseen = items.filter(({ key }) => !seen.has(key));
	if (unseen.length > 0)
		throw new ServiceError(409, 'warningsChanged', {
			params: { count: unseen.length },
			errors: unseen.map(fieldOf),
		});
}

function fieldOf({ code, place, key }: ReadinessItem): FieldError {
	const subquestion = place.subquestion ?? '';
	return {
		path: place.subquestion !== undefined && !place.question ? `consensus.${subquestion}` : key,
		code: code satisfies ErrorCode,
		params: {
			subquestion,
			area: place.area ?? '',
			place: place.section ?? place.on ?? '',
		},
	};
}

/** Blind scoring: handing in locks a ballot's rows, reopening needs a reason, the reveal ends the round. */
import { allSubquestions, findArea, type Framework } from '#domain/framework/framework.ts';
import { record } from '../db/audit.ts';
import * as rows from '../db/ballots.ts';
import * as members from '../db/members.ts';
import type { Place } from './access.ts';
import type { Actor } from './actor.ts';
import { invalid, ServiceError, type FieldError } from './errors.ts';
import { commandOn, type CommandParts, type Scope } from './evaluation-command.ts';
import { ballotRows, hiddenIn, reveal, revealWhatIsDue } from './reveal.ts';

export interface HandedIn {
	handedIn: string[];
	/** Those of them that were handed in blank: a blank is neither 0 nor an abstention, and stays one. */
	blank: string[];
	/** What the group sees from now on, because this was the last ballot that was missing. */
	revealed: string[];
}

export interface Ballots {
	/**
	 * Locks the named rows of the actor's ballot, all that are open if none are named; blank ones lock as blank
	 * and are named in the answer. A row that is locked already stays so and is not named again: a repeated call
	 * changes nothing. Throws 409 for a named row that is revealed already.
	 */
	submit(actor: Actor, evaluationId: string, subquestions?: readonly string[]): Promise<HandedIn>;
	/** Unlocks rows of somebody's ballot (lead). Throws 409 once they are revealed, 422 without a reason. */
	reopen(
		actor: Actor,
		evaluationId: string,
		input: { userId: string; subquestions?: readonly string[] | undefined; reason: string },
	): Promise<{ reopened: string[] }>;
	/** Ends the round for what is named, for everything if nothing is (lead), whoever has handed in. */
	reveal(
		actor: Actor,
		evaluationId: string,
		input: { subquestions?: readonly string[] | undefined; areas?: readonly string[] | undefined },
	): Promise<{ revealed: string[] }>;
}

export function createBallots(parts: CommandParts): Ballots {
	return {
		submit: (actor, evaluationId, wanted) =>
			commandOn(parts, actor, evaluationId, 'ballot.submit', submitScope(actor), async (command) => {
				const { place, framework, tx } = command;
				refuseOpen(place);
				const asked = wanted && knownSubquestions(framework, wanted);
				const hidden = new Set(await hiddenIn(command));
				const mine = (await rows.handedIn(tx, evaluationId)).get(actor.id) ?? new Set();
				if (asked?.some((id) => !hidden.has(id))) throw new ServiceError(409, 'alreadyRevealed');
				const chosen = (asked ?? [...hidden]).filter((id) => !mine.has(id));
				if (hidden.size === 0) throw new ServiceError(409, 'nothingToHandIn');
				if (chosen.length === 0) return { handedIn: [], blank: [], revealed: [] };
				const filled = new Set(ballotRows(command, actor.id, chosen).map(([key]) => key));
				const blank = chosen.filter((id) => !filled.has(`${id}/${actor.id}`));
				await rows.handIn(tx, evaluationId, actor.id, chosen);
				await record(tx, {
					actor: actor.id,
					action: 'ballot.submit',
					evaluationId,
					subject: actor.id,
					detail: { subquestions: chosen },
				});
				const byItself = place.evaluation.blind === 'area' || place.evaluation.blind === 'subquestion';
				return { handedIn: chosen, blank, revealed: byItself ? await revealWhatIsDue(command) : [] };
			}),

		async reopen(actor, evaluationId, { userId, subquestions, reason }) {
			if (reason.trim() === '') throw invalid([{ path: 'reason', code: 'reasonNeeded' }]);
			const scope = () => ({ room: false, ballots: [userId] });
			return commandOn(parts, actor, evaluationId, 'ballot.reopen', scope, async (command) => {
				const { place, framework, tx } = command;
				refuseOpen(place);
				const voter = await members.find(tx, evaluationId, userId);
				if (!voter?.scores) throw invalid([{ path: 'userId', code: 'notAVoter' }]);
				const asked = subquestions && knownSubquestions(framework, subquestions);
				const hidden = new Set(await hiddenIn(command));
				const theirs = (await rows.handedIn(tx, evaluationId)).get(userId) ?? new Set();
				if (asked?.some((id) => !hidden.has(id))) throw new ServiceError(409, 'alreadyRevealed');
				const locked = (asked ?? [...theirs]).filter((id) => theirs.has(id));
				const reopened = locked.filter((id) => hidden.has(id));
				if (reopened.length === 0)
					throw new ServiceError(
						409,
						locked.length > 0 || hidden.size === 0 ? 'alreadyRevealed' : 'notHandedIn',
					);
				await rows.takeBack(tx, evaluationId, userId, reopened);
				await record(tx, {
					actor: actor.id,
					action: 'ballot.reopen',
					evaluationId,
					subject: userId,
					detail: { subquestions: reopened, reason: reason.trim() },
				});
				return { reopened };
			});
		},

		reveal: (actor, evaluationId, input) =>
			commandOn(
				parts,
				actor,
				evaluationId,
				'ballot.reveal',
				() => ({ ballots: 'all' }),
				async (command) => {
					refuseOpen(command.place);
					const wanted = chosenFor(command.framework, input);
					const hidden = await hiddenIn(command);
					const revealed = wanted ? hidden.filter((id) => wanted.has(id)) : hidden;
					if (revealed.length === 0) throw new ServiceError(409, 'nothingToReveal');
					await reveal(command, revealed, actor.id);
					return { revealed };
				},
			),
	};
}

/** Where the last ballot ends the round by itself, handing in is a reveal as well and needs every ballot. */
const submitScope =
	(actor: Actor) =>
	({ evaluation: { blind } }: Place): Scope =>
		blind === 'evaluation' ? { room: false, ballots: [actor.id] } : { ballots: 'all' };

function refuseOpen({ evaluation }: Place): void {
	if (evaluation.blind === 'off') throw new ServiceError(409, 'notBlind');
}

/** The ids, each once. Throws 422 naming those that the framework does not have. */
export function knownSubquestions(framework: Framework, ids: readonly string[]): string[] {
	const all = new Set(allSubquestions(framework).map(({ id }) => id));
	const errors = ids.flatMap((id, at): FieldError[] =>
		all.has(id) ? [] : [{ path: `subquestions.${at}`, code: 'subquestionUnknown', params: { id } }],
	);
	if (errors.length > 0) throw invalid(errors);
	return [...new Set(ids)];
}

function chosenFor(
	framework: Framework,
	{
		subquestions,
		areas,
	}: { subquestions?: readonly string[] | undefined; areas?: readonly string[] | undefined },
): Set<string> | undefined {
	if (!subquestions && !areas) return undefined;
	const errors = (areas ?? []).flatMap((id, at): FieldError[] =>
		findArea(framework, id) ? [] : [{ path: `areas.${at}`, code: 'areaUnknown', params: { id } }],
	);
	if (errors.length > 0) throw invalid(errors);
	const ofAreas = (areas ?? [])
		.flatMap((id) => findArea(framework, id)?.subquestions ?? [])
		.map(({ id }) => id);
	return new Set([...knownSubquestions(framework, subquestions ?? []), ...ofAreas]);
}

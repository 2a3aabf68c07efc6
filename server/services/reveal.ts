/** The one way from ballots into the shared document: all of it in one commit, the same moment for everyone. */
import { dueReveals } from '#domain/ballots/due-reveals.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import type { Notice } from '#document/protocol.ts';
import { parseValue, type Score } from '#document/values.ts';
import { record } from '../db/audit.ts';
import * as ballots from '../db/ballots.ts';
import type { EvaluationCommand } from './evaluation-command.ts';

/**
 * Opens subquestions that are still hidden: everyone's ballot rows as they stand are copied to `scores`, and to
 * `firstScores` where they stay for ever. Blank rows stay blank. The command must hold all ballots.
 */
export async function reveal(
	command: EvaluationCommand,
	subquestions: readonly string[],
	by: string | null,
): Promise<void> {
	if (subquestions.length === 0) return;
	const { place, tx, room, voters, actor } = command;
	const { id: evaluationId } = place.evaluation;
	const rows = voters.flatMap((voter) => ballotRows(command, voter, subquestions));
	if (rows.length > 0)
		room.write((doc) => {
			const scores = doc.getMap<Score>('scores');
			const first = doc.getMap<Score>('firstScores');
			for (const [key, score] of rows) {
				scores.set(key, score);
				first.set(key, score);
			}
		});
	await ballots.reveal(tx, evaluationId, subquestions, by);
	await record(tx, {
		actor: by,
		action: 'ballot.reveal',
		evaluationId,
		subject: evaluationId,
		detail: { subquestions: [...subquestions], ...(by === null && { completedBy: actor.id }) },
	});
	const notice: Notice = { kind: 'reveal', subquestions: [...subquestions] };
	for (const one of [room, ...command.ballots.values()]) one.notice(notice);
}

/** The filled rows of one ballot under their keys in the document. */
export function ballotRows(
	{ ballots: rooms }: Pick<EvaluationCommand, 'ballots'>,
	voter: string,
	subquestions: readonly string[],
): [key: string, score: Score][] {
	const scores = rooms.get(voter)?.doc.getMap('scores');
	return subquestions.flatMap((id): [string, Score][] => {
		const key = `${id}/${voter}`;
		const score = parseValue('scores', scores?.get(key));
		return score ? [[key, score]] : [];
	});
}

/** Still hidden, in the framework's order. */
export async function hiddenIn({ tx, place, framework }: EvaluationCommand): Promise<string[]> {
	const revealed = await ballots.revealed(tx, place.evaluation.id);
	return allSubquestions(framework)
		.map(({ id }) => id)
		.filter((id) => !revealed.has(id));
}

/** What the last ballot that came in, or the last voter that left, has made complete. */
export async function revealWhatIsDue(command: EvaluationCommand): Promise<string[]> {
	const { place, tx, framework, voters } = command;
	const { id, blind, phase } = place.evaluation;
	if (phase !== 'scoring') return [];
	const due = dueReveals(framework, {
		blind,
		voters,
		handedIn: await ballots.handedIn(tx, id),
		revealed: await ballots.revealed(tx, id),
	});
	await reveal(command, due, null);
	return due;
}

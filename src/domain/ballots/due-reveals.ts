/** When a blind round is over by itself: what the server reveals once the last ballot is in. */
import type { Framework } from '../framework/framework.ts';
import type { BlindMode } from '../permissions/roles.ts';

export interface Round {
	blind: BlindMode;
	/** Members who score now; nobody who was removed. */
	voters: readonly string[];
	/** User id → subquestions handed in. */
	handedIn: ReadonlyMap<string, ReadonlySet<string>>;
	revealed: ReadonlySet<string>;
}

/**
 * The subquestions to reveal now, in the framework's order. By subquestion: everyone who scores has handed it in.
 * By area: everyone has handed in the whole area. Otherwise nothing: the lead reveals, or there is no round.
 */
export function dueReveals(framework: Framework, round: Round): string[] {
	const { blind, voters, handedIn, revealed } = round;
	if (voters.length === 0 || blind === 'off' || blind === 'evaluation') return [];
	const complete = (id: string) => voters.every((voter) => handedIn.get(voter)?.has(id) === true);
	return framework.areas.flatMap((area) => {
		const hidden = area.subquestions.map(({ id }) => id).filter((id) => !revealed.has(id));
		const done = hidden.filter(complete);
		return blind === 'subquestion' || done.length === hidden.length ? done : [];
	});
}

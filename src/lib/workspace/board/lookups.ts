/** Look-ups made once and only read, for the classes beside it. */

/** What each of the members has, without those who have nothing. */
export function byMember<V>(
	members: readonly string[],
	of: (userId: string) => V | undefined,
): ReadonlyMap<string, V> {
	const found = new Map<string, V>();
	for (const userId of members) {
		const value = of(userId);
		if (value !== undefined) found.set(userId, value);
	}
	return found;
}

export const membersWith = (
	members: readonly string[],
	has: (userId: string) => boolean,
): ReadonlySet<string> => new Set(members.filter(has));

/** Subquestion id → what it has, for the rules that take a whole evaluation. */
export const bySubquestion = <V>(parts: readonly { id: string; scores: V }[]): ReadonlyMap<string, V> =>
	new Map(parts.map(({ id, scores }) => [id, scores]));

export const byId = <T extends { id: string }>(things: readonly T[]): ReadonlyMap<string, T> =>
	new Map(things.map((thing) => [thing.id, thing]));

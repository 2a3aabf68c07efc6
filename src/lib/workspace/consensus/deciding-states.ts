/** What presence says about who is deciding on a subquestion, parsed: it comes from other people's pages. */
import * as v from 'valibot';

export const FIELD = 'deciding';

const clashSchema = v.object({
	/** What was wanted: points as a decimal; null for not assessable or a withdrawal. */
	points: v.nullable(v.number()),
	/** The version that stands instead. */
	version: v.pipe(v.number(), v.safeInteger()),
});
const stateSchema = v.object({
	user: v.object({ id: v.string(), name: v.string() }),
	[FIELD]: v.object({ subquestionId: v.string(), clash: v.fallback(v.nullable(clashSchema), null) }),
});

/** What I say of myself; null: nothing. */
export type Mine = { subquestionId: string; clash: v.InferOutput<typeof clashSchema> | null } | null;

export type Clash = v.InferOutput<typeof clashSchema> & { userId: string; name: string };

/** What others say of one subquestion in their presence. Whatever is malformed is passed over. */
export function decidingIn(
	states: Iterable<unknown>,
	subquestionId: string,
	me: string,
): { people: { userId: string; name: string }[]; clashes: Clash[] } {
	const people = new Map<string, string>();
	const clashes = new Map<string, Clash>();
	for (const state of states) {
		const parsed = v.safeParse(stateSchema, state);
		if (!parsed.success) continue;
		const { user, deciding } = parsed.output;
		if (user.id === me || deciding.subquestionId !== subquestionId) continue;
		if (deciding.clash) clashes.set(user.id, { ...deciding.clash, userId: user.id, name: user.name });
		else people.set(user.id, user.name);
	}
	return {
		people: [...people].map(([userId, name]) => ({ userId, name })),
		clashes: [...clashes.values()],
	};
}

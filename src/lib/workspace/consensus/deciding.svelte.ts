/**
 * Who is about to set a value, and who was refused because another came first, told over presence: so that a
 * collision is seen coming, and seen by both when it happens. Nothing here is stored.
 */
import { untrack } from 'svelte';
import type { Awareness } from 'y-protocols/awareness';
import * as v from 'valibot';

const FIELD = 'deciding';

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
type Mine = { subquestionId: string; clash: v.InferOutput<typeof clashSchema> | null } | null;

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

export class Deciding {
	people = $state.raw<readonly { userId: string; name: string }[]>([]);
	/** Kept after the other has moved on, until dismissed: it concerns whoever was first. */
	clashes = $state.raw<readonly Clash[]>([]);

	readonly #subquestionId: string;
	readonly #me: string;
	#awareness: Awareness | undefined;
	#mine: Mine = null;

	constructor(subquestionId: string, me: string) {
		this.#subquestionId = subquestionId;
		this.#me = me;
	}

	/** Call in an effect; returns what ends it. */
	follow(awareness: Awareness | null): (() => void) | undefined {
		if (!awareness) return undefined;
		this.#awareness = awareness;
		awareness.on('change', this.#read);
		untrack(() => this.#read());
		this.#tell();
		return () => {
			awareness.off('change', this.#read);
			if (this.#mine) awareness.setLocalStateField(FIELD, null);
			this.#awareness = undefined;
		};
	}

	begin(): void {
		this.#say({ subquestionId: this.#subquestionId, clash: null });
	}

	refused(points: number | null, version: number): void {
		this.#say({ subquestionId: this.#subquestionId, clash: { points, version } });
	}

	end(): void {
		this.#say(null);
	}

	dismiss(userId: string): void {
		this.clashes = this.clashes.filter((clash) => clash.userId !== userId);
	}

	#say(mine: Mine): void {
		if (!this.#mine && !mine) return;
		this.#mine = mine;
		this.#tell();
	}

	#tell(): void {
		if (this.#mine || this.#awareness?.getLocalState()?.[FIELD])
			this.#awareness?.setLocalStateField(FIELD, this.#mine);
	}

	readonly #read = (): void => {
		const { people, clashes } = decidingIn(
			this.#awareness?.getStates().values() ?? [],
			this.#subquestionId,
			this.#me,
		);
		if (JSON.stringify(people) !== JSON.stringify(this.people)) this.people = people;
		const fresh = clashes.filter(
			(clash) =>
				!this.clashes.some((known) => known.userId === clash.userId && known.version >= clash.version),
		);
		if (fresh.length > 0)
			this.clashes = [
				...this.clashes.filter((known) => !fresh.some(({ userId }) => userId === known.userId)),
				...fresh,
			];
	};
}

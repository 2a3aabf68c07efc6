/** Whoever may stand beside a comment, by user id. */
export interface DeskPerson {
	userId: string;
	name: string;
	initials: string;
	/** 0–7. */
	color: number;
	guest: boolean;
	/** False: what is said here is not theirs to read, so that calling their name would reach nobody. */
	reached?: boolean;
}

/** Whose names can be called. */
export const callable = (people: readonly DeskPerson[]): DeskPerson[] =>
	people.filter(({ reached }) => reached !== false);

export const byId = (people: readonly DeskPerson[]): ReadonlyMap<string, DeskPerson> =>
	new Map(people.map((person) => [person.userId, person]));

export const NO_PLACES: ReadonlySet<string> = new Set();

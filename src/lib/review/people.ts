/** Whoever may stand beside a comment, by user id. */
export interface DeskPerson {
	userId: string;
	name: string;
	initials: string;
	/** 0–7. */
	color: number;
	guest: boolean;
}

export const byId = (people: readonly DeskPerson[]): ReadonlyMap<string, DeskPerson> =>
	new Map(people.map((person) => [person.userId, person]));

export const NO_PLACES: ReadonlySet<string> = new Set();

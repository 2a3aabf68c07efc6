/** Names in a message: `@Anna Berg` while it is written, and who is meant once it is sent. */

export interface Mentionable {
	userId: string;
	name: string;
}

/** The beginning of a name that is being written before the cursor, without its @. */
export function nameBegun(text: string, cursor: number): string | undefined {
	const before = text.slice(0, cursor);
	const at = before.lastIndexOf('@');
	if (at === -1 || (at > 0 && /[\p{L}\p{N}]/u.test(before[at - 1] ?? ''))) return undefined;
	const begun = before.slice(at + 1);
	return begun.length <= 60 && !/[\n@]/.test(begun) && !/\s\S*\s\S*\s/.test(begun) ? begun : undefined;
}

/** Whose names begin so, any of their names; in the order given. */
export function candidates<P extends Mentionable>(people: readonly P[], begun: string): P[] {
	const wanted = begun.toLocaleLowerCase();
	return people.filter(({ name }) => {
		const known = name.toLocaleLowerCase();
		return known.startsWith(wanted) || known.split(/\s+/).some((part) => part.startsWith(wanted));
	});
}

/** The text with the name that was begun written out, and where the cursor stands then. */
export function withName(text: string, cursor: number, name: string): { text: string; cursor: number } {
	const at = text.lastIndexOf('@', cursor - 1);
	const written = `${text.slice(0, at)}@${name} `;
	return { text: written + text.slice(cursor).replace(/^ /, ''), cursor: written.length };
}

/** Everyone whose name stands behind an @, longest names first, so that Anna Berg is not Anna. */
export function mentioned<P extends Mentionable>(text: string, people: readonly P[]): P[] {
	const found = new Set(
		partsOf(text, people).flatMap(({ person }) => (person === undefined ? [] : [person.userId])),
	);
	return people.filter(({ userId }) => found.has(userId));
}

export interface Part<P> {
	text: string;
	/** Whom this part names. */
	person?: P;
}

/** The message cut into plain words and names; joined again it is the message. */
export function partsOf<P extends Mentionable>(text: string, people: readonly P[]): Part<P>[] {
	const byLength = people.filter(({ name }) => name !== '').toSorted((a, b) => b.name.length - a.name.length);
	const parts: Part<P>[] = [];
	let plain = 0;
	for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
		if (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) continue;
		const person = byLength.find(
			({ name }) => text.startsWith(name, at + 1) && !/[\p{L}\p{N}]/u.test(text[at + 1 + name.length] ?? ''),
		);
		if (!person) continue;
		if (at > plain) parts.push({ text: text.slice(plain, at) });
		plain = at + 1 + person.name.length;
		parts.push({ text: text.slice(at, plain), person });
		at = plain - 1;
	}
	if (plain < text.length) parts.push({ text: text.slice(plain) });
	return parts;
}

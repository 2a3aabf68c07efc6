/** Initials that tell the members of one evaluation apart. */

/**
 * One entry per person, in the order given: who came first keeps theirs, a later namesake gets another letter of
 * their own name, at last a number. Earlier entries never change when people are added at the end.
 */
export function uniqueInitials(people: readonly { name: string; initials: string }[]): string[] {
	const taken = new Set<string>();
	return people.map((person) => {
		const chosen =
			candidates(person).find((candidate) => !taken.has(candidate)) ?? numbered(person.initials, taken);
		taken.add(chosen);
		return chosen;
	});
}

function candidates({ name, initials }: { name: string; initials: string }): string[] {
	const words =
		name
			.normalize('NFC')
			.toLocaleUpperCase('sv')
			.match(/[\p{L}\p{N}]+/gu) ?? [];
	const first = [...(words[0] ?? '')];
	const last = [...(words.at(-1) ?? '')];
	const found = [initials];
	if (first[0] && last[1]) found.push(first[0] + (words.length > 1 ? last[0]! + last[1] : last[1]));
	if (first[1] && last[0] && words.length > 1) found.push(first[0]! + first[1] + last[0]);
	for (const letter of last.slice(2))
		found.push((first[0] ?? '') + (words.length > 1 ? (last[0] ?? '') : '') + letter);
	return found.filter((text) => text.length >= 2);
}

function numbered(initials: string, taken: ReadonlySet<string>): string {
	let number = 2;
	while (taken.has(`${initials}${number}`)) number++;
	return `${initials}${number}`;
}

/** Sources that hold all the words one types, wherever they stand. */
import type { SourceRow } from '#document/sources.ts';

const plain = (text: string): string => text.normalize('NFC').toLocaleLowerCase('sv');

/** In the register's order; everything where nothing is typed. */
export function matching<S extends SourceRow>(rows: readonly S[], typed: string): S[] {
	const words = plain(typed).split(/\s+/).filter(Boolean);
	return rows.filter((row) => {
		const all = plain(
			[
				row.title,
				row.roleGroup,
				row.author,
				row.status,
				row.url,
				row.place,
				row.date,
				row.from,
				row.description,
				row.quote,
			].join(' '),
		);
		return words.every((word) => all.includes(word));
	});
}

/** Sweden's 290 municipalities by official code, found by name or code as people type them. */
import names from './municipalities.json' with { type: 'json' };

export interface Municipality {
	/** Four digits, the first two the county. */
	code: string;
	name: string;
}

/** Å, Ä and Ö come last, whatever the reader's language. */
const collator = new Intl.Collator('sv');

/** By name, in Swedish order. */
export const MUNICIPALITIES: readonly Municipality[] = Object.entries(names)
	.map(([code, name]) => ({ code, name }))
	.sort((a, b) => collator.compare(a.name, b.name));

const byCode = new Map(MUNICIPALITIES.map((municipality) => [municipality.code, municipality]));

export const municipality = (code: string): Municipality | undefined => byCode.get(code);

const lower = (text: string): string =>
	text.normalize('NFC').toLocaleLowerCase('sv').trim().replace(/\s+/g, ' ');
const byName = new Map(MUNICIPALITIES.map((municipality) => [lower(municipality.name), municipality]));
/** For keyboards without å, ä, ö: the letters without their marks. */
const plain = (text: string): string =>
	lower(text)
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '');

/** The one that a text names exactly: by code, by name, or by name with what it is: "Vallentuna kommun". */
export function municipalityNamed(text: string): Municipality | undefined {
	const wanted = lower(text);
	return (
		byCode.get(wanted) ??
		byName.get(wanted) ??
		byName.get(wanted.replace(/ (kommun|stad)$/, '').replace(/(?<=[^s])s$/, '')) ??
		byName.get(wanted.replace(/ (kommun|stad)$/, ''))
	);
}

const searchable = MUNICIPALITIES.map((municipality) => ({
	municipality,
	name: lower(municipality.name),
	plainName: plain(municipality.name),
}));

/** 0 is the best match; undefined is none. */
function rank(entry: (typeof searchable)[number], query: string, plainQuery: string): number | undefined {
	if (entry.name === query || entry.municipality.code === query) return 0;
	if (entry.name.startsWith(query) || entry.municipality.code.startsWith(query)) return 1;
	if (entry.name.includes(` ${query}`)) return 2;
	if (entry.plainName.startsWith(plainQuery)) return 3;
	if (entry.name.includes(query)) return 4;
	return entry.plainName.includes(plainQuery) ? 5 : undefined;
}

/** Best matches first, each rank in Swedish order. An empty query finds all. `limit`: at most so many. */
export function searchMunicipalities(query: string, limit = MUNICIPALITIES.length): Municipality[] {
	const wanted = lower(query);
	const plainWanted = plain(query);
	if (wanted === '') return MUNICIPALITIES.slice(0, limit);
	return searchable
		.map((entry) => ({ entry, rank: rank(entry, wanted, plainWanted) }))
		.filter((found) => found.rank !== undefined)
		.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
		.slice(0, limit)
		.map((found) => found.entry.municipality);
}

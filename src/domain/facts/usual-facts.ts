/** The rows that a fact sheet of Kommunkompassen usually has, offered so that nobody forgets one. */
import type { Framework } from '../framework/framework.ts';

const KOMMUNKOMPASSEN = 'Kommunkompassen';

const USUAL: readonly string[] = ['Kommungrupp', 'Invånare', 'Anställda', 'Styrande partier', 'Kommunvapen'];

const same = (a: string, b: string): boolean =>
	a.trim().toLocaleLowerCase('sv').startsWith(b.toLocaleLowerCase('sv'));

/** Labels, in their order, of which the sheet has no row yet; a row that says more after the word counts as one. */
export const missingFacts = (framework: Framework, labels: readonly string[]): string[] =>
	framework.name === KOMMUNKOMPASSEN
		? USUAL.filter((label) => !labels.some((there) => same(there, label)))
		: [];

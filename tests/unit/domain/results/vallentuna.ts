/** The published figures of Vallentuna 2019, as printed and as text. */
import { readFileSync } from 'node:fs';

const file = (name: string): string => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');

export const PRINTED_CSV = file('vallentuna-2019.csv');
export const AREAS_CSV = file('vallentuna-2019-areas.csv');

export const cellsOf = (csv: string, delimiter = ','): string[][] =>
	csv
		.trim()
		.split('\n')
		.map((line) => line.split(delimiter));

const numbers = (csv: string) =>
	cellsOf(csv)
		.slice(1)
		.map(([id = '', achieved, max, percent]) => ({
			id,
			achieved: Number(achieved),
			max: Number(max),
			percent: Number(percent),
		}));

export const printedRows = numbers(PRINTED_CSV);
export const printedAreas = numbers(AREAS_CSV);

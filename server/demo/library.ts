/**
 * A small results library for the demonstration. Every figure in it is made up by the pattern below and marked as such:
 * no municipality had these results. The same at every run.
 */
import { allSubquestions, type Framework } from '#domain/framework/framework.ts';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { divideHalfUp, fromHundredths } from '#domain/points/points.ts';
import { isServiceError } from '../api/problem.ts';
import type { Actor } from '../services/actor.ts';
import type { Services } from '../services/services.ts';

type LibraryServices = Pick<Services, 'cohorts' | 'frameworks' | 'results'>;

export const DEMO_NOTE = 'Påhittade siffror för demonstrationen';
export const DEMO_COHORT = 'Demonstrationens kommuner 2016–18';

/**
 * The version before 2.1, as far as the demonstration needs one: its questions are those of 2.1, since what matters here
 * is that area 7 does not compare and the others were judged less strictly.
 */
export const DEMO_OLDER: Framework = {
	...KOMMUNKOMPASSEN,
	id: 'kommunkompassen-2010',
	version: '2010',
	validFrom: 2010,
	predecessor: '2002',
	successor: '2.1',
	source: 'Gjord för demonstrationen: frågorna är lånade från 2.1',
	comparability: [],
};

/** Code, year, and how strong it is on the whole, in percent of the maximum. */
const RESULTS: readonly (readonly [code: string, year: number, level: number])[] = [
	['0115', 2017, 66],
	['0126', 2018, 72],
	['0160', 2017, 69],
	['0163', 2018, 64],
	['0188', 2016, 58],
	['0380', 2018, 71],
	['0580', 2017, 74],
	['0880', 2016, 62],
	['1283', 2018, 78],
	['1382', 2017, 67],
	['1480', 2018, 70],
	['2480', 2017, 73],
];
const EARLIER: typeof RESULTS = [
	['0115', 2013, 55],
	['1283', 2014, 68],
];

/** From −14 to 14, by the letters of what is scored alone. */
function scatter(code: string, year: number, id: string): number {
	let hash = 23;
	for (const letter of `${code}/${year}/${id}`) hash = (hash * 31 + letter.charCodeAt(0)) % 9973;
	return (hash % 29) - 14;
}

function csv(framework: Framework, results: typeof RESULTS): string {
	const lines = results.flatMap(([code, year, level]) =>
		allSubquestions(framework).map(({ id, max }) => {
			const percent = Math.min(Math.max(level + scatter(code, year, id), 5), 100);
			const tenths = divideHalfUp(max * percent, 10);
			return [code, year, framework.id, id, fromHundredths(tenths * 10)].join(',');
		}),
	);
	return ['municipality,year,framework,id,points', ...lines].join('\n');
}

/** The cohort's id. What is there already stays as it is. */
export async function demoLibrary(services: LibraryServices, lead: Actor): Promise<string> {
	await unlessThere(() => services.frameworks.importJson(lead, DEMO_OLDER));
	for (const [framework, results] of [
		[KOMMUNKOMPASSEN, RESULTS],
		[DEMO_OLDER, EARLIER],
	] as const)
		await unlessThere(() =>
			services.results.import(
				lead,
				{ bytes: new TextEncoder().encode(csv(framework, results)) },
				{ note: DEMO_NOTE, fictitious: true },
			),
		);
	const known = (await services.cohorts.list(lead)).find(({ name }) => name === DEMO_COHORT);
	if (known) return known.id;
	const made = await services.cohorts.create(lead, {
		name: DEMO_COHORT,
		frameworkId: KOMMUNKOMPASSEN.id,
		from: 2016,
		to: 2018,
	});
	return made.id;
}

async function unlessThere(make: () => Promise<unknown>): Promise<void> {
	try {
		await make();
	} catch (error) {
		if (!isServiceError(error) || error.status !== 409) throw error;
	}
}

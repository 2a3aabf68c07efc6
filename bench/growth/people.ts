/** People at once: in one evaluation, up to a thousand; and in evaluations of ten each, up to three thousand. */
import { withCompany } from './company.ts';
import { Sheet, sizesUpTo, type Growth, type Measure, type Options } from './growth.ts';

const SECONDS = 4;
const WRITERS = 10;
/** Letters a second: five of each who writes in one evaluation; of everybody in many, who read and think between. */
const ROOM_RATE = 50;
const RATE_OF_ONE = 0.3;
const IN_ONE_ROOM = [10, 30, 100, 300, 1_000];
const IN_ALL = [30, 100, 300, 1_000, 3_000];

const panels = (sheet: Sheet, where: string): Growth['panels'] => [
	{
		name: 'latency',
		title: `Until others have a letter, ${where}`,
		unit: 'ms',
		series: sheet.series('p50', 'p99', 'joining'),
	},
	{
		name: 'cpu',
		title: `The server's processor time, ${where}`,
		unit: '% of a core',
		series: sheet.series('server'),
	},
	{
		name: 'memory',
		title: `The server's memory, ${where}`,
		unit: 'MB resident',
		series: sheet.series('resident'),
	},
];

async function measured(
	sizes: readonly number[],
	{ rounds, say }: Options,
	{ documents, rate }: { documents: (people: number) => number; rate: (people: number) => number },
): Promise<Sheet> {
	const sheet = new Sheet(say);
	const most = Math.max(...sizes.map(documents));
	await withCompany({ documents: most, writers: WRITERS }, async ({ gather, write, usage }) => {
		for (const people of sizes) {
			const { joining } = await gather(documents(people), people / documents(people));
			sheet.add('joining', people, joining);
			for (let round = 0; round < rounds; round++) {
				const { p50, p99, cpu } = await write(rate(people), SECONDS);
				sheet.add('p50', people, p50);
				sheet.add('p99', people, p99);
				sheet.add('server', people, cpu * 100);
			}
			sheet.add('resident', people, usage().memory / 1e6);
		}
	});
	return sheet;
}

/** Ten of them write. */
export const inOneRoom: Measure = async (options) => {
	const sizes = sizesUpTo(IN_ONE_ROOM, options);
	const sheet = await measured(sizes, options, { documents: () => 1, rate: () => ROOM_RATE });
	return {
		grows: 'people in one evaluation',
		national: 10,
		panels: panels(sheet, 'one evaluation, ten write'),
	};
};

/** Ten in each evaluation, all of whom write now and then. */
export const inAll: Measure = async (options) => {
	const sizes = sizesUpTo(IN_ALL, options);
	const documents = (people: number) => Math.ceil(people / WRITERS);
	const rate = (people: number) => people * RATE_OF_ONE;
	const sheet = await measured(sizes, options, { documents, rate });
	return { grows: 'people at once', national: 300, panels: panels(sheet, 'ten in each evaluation') };
};

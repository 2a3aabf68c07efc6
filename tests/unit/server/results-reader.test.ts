import { expect, test } from 'vitest';
import { strToU8, zipSync } from 'fflate';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import { MUNICIPALITIES } from '#domain/municipalities/municipalities.ts';
import { readInTurn } from '#server/imports/results-reader.ts';

const frameworks = [KOMMUNKOMPASSEN];
/** Larger than what is read without a thread. */
const large = [
	'municipality,year,id,points',
	...MUNICIPALITIES.flatMap(({ code }) =>
		allSubquestions(KOMMUNKOMPASSEN).map(({ id, max }) => `${code},2018,${id},${max / 2}`),
	),
].join('\n');

const refusal = (call: Promise<unknown>): Promise<string> =>
	call.then(
		() => 'taken',
		(error: { status: number; code: string }) => `${error.status} ${error.code}`,
	);

test('a large file is read in a thread of its own, with the same outcome as a small one', async () => {
	const { results, faults } = await readInTurn({ bytes: strToU8(large), defaults: {}, frameworks });
	expect(faults).toEqual([]);
	expect(results).toHaveLength(290);
	expect(results.every(({ figures }) => figures.total.achieved !== null)).toBe(true);
	const wrong = `${large}\n0115,2018,9.9,1`;
	const named = await readInTurn({ bytes: strToU8(wrong), defaults: {}, frameworks });
	expect(named.faults).toMatchObject([{ row: 290 * 45 + 2, column: 'id', code: 'resultIdUnknown' }]);
});

test('what the thread refuses is refused as anywhere', async () => {
	const bytes = zipSync({ 'xl/worksheets/sheet1.xml': strToU8('<') });
	expect(await refusal(readInTurn({ bytes, defaults: {}, frameworks }))).toBe('422 resultFileBroken');
	const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(40_000_000) }, { level: 1 });
	expect(await refusal(readInTurn({ bytes: bomb, defaults: {}, frameworks }))).toBe('422 resultFileUnpacks');
});

test('only so many large files are read at once; the next is asked to come again', async () => {
	const call = () => refusal(readInTurn({ bytes: strToU8(large), defaults: {}, frameworks }));
	const outcomes = await Promise.all([call(), call(), call()]);
	expect(outcomes.sort()).toEqual(['429 uploadsBusy', 'taken', 'taken']);
	expect(await call()).toBe('taken');
});

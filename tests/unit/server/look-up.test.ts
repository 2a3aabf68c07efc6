import { expect, test } from 'vitest';
import { createLookUp } from '#server/auth/look-up.ts';

function asked() {
	const questions: (readonly string[])[] = [];
	const there = new Map([
		['a', { key: 'a', owner: 'Eva' }],
		['b', { key: 'b', owner: 'Nils' }],
	]);
	const find = createLookUp(
		(keys) => {
			questions.push(keys);
			return Promise.resolve([...there.values()].filter(({ key }) => keys.includes(key)));
		},
		({ key }) => key,
	);
	return { find, questions, there };
}

test('all who ask within one turn are one question, each answered for itself', async () => {
	const { find, questions } = asked();
	const rows = await Promise.all(['b', 'a', 'nobody', 'b'].map(find));
	expect(rows.map((row) => row?.owner)).toEqual(['Nils', 'Eva', undefined, 'Nils']);
	expect(questions).toEqual([['b', 'a', 'nobody']]);
});

test('nothing is kept: what has ended is not there for the next who asks', async () => {
	const { find, there } = asked();
	expect(await find('a')).toBeDefined();
	there.delete('a');
	expect(await find('a')).toBeUndefined();
});

test('a question that fails, fails for all who asked it, and the next is asked anew', async () => {
	let calls = 0;
	const find = createLookUp<{ key: string }>(
		() => (++calls === 1 ? Promise.reject(new Error('away')) : Promise.resolve([{ key: 'a' }])),
		({ key }) => key,
	);
	const both = await Promise.allSettled([find('a'), find('b')]);
	expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	expect(await find('a')).toEqual({ key: 'a' });
});

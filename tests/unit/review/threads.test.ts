import { describe, expect, test } from 'vitest';
import { dispositionsFor, filterThreads, threadViews } from '#lib/review/threads.ts';
import type { Message, Resolution, Thread } from '#document/values.ts';

const at = (minute: number) => `2026-03-14T09:${String(minute).padStart(2, '0')}:00Z`;
const thread = (on: string, by: string, minute: number): Thread => ({
	on,
	class: 'fact',
	by,
	at: at(minute),
});
const message = (text: string, minute: number): Message => ({ text, at: at(minute) });

const threads: [string, Thread][] = [
	['t2', thread('sub:2.1', 'rut', 5)],
	['t1', thread('sub:1.1', 'rut', 1)],
	['empty', thread('sub:1.1', 'rut', 0)],
];
const messages: [string, Message][] = [
	['t1/eva/m2', message('svar', 3)],
	['t1/rut/m1', message('fråga', 1)],
	['t2/rut/m1', message('annat', 5)],
	['odd', message('hör till inget', 1)],
];
const resolution = (state: Resolution['state']): Resolution => ({ state, by: 'eva', at: at(9) });

describe('the conversation', () => {
	test('stands in the order of time, answers under their questions', () => {
		const views = threadViews(threads, messages, []);
		expect(views.map(({ id }) => id)).toEqual(['t1', 't2']);
		expect(views[0]?.messages.map(({ by, text }) => `${by}: ${text}`)).toEqual(['rut: fråga', 'eva: svar']);
	});

	test('has an answer until it is taken up again', () => {
		const of = (state: Resolution['state']) =>
			threadViews(threads, messages, [['t1', resolution(state)]])[0]?.resolution;
		expect(of('resolved')).toMatchObject({ by: 'eva' });
		expect(of('open')).toBeNull();
	});

	test('can be chosen by kind, place, author and answer', () => {
		const views = threadViews(threads, messages, [['t1', resolution('resolved')]]);
		const chosen = (filter: Parameters<typeof filterThreads>[1]) =>
			filterThreads(views, filter, (on) => on.slice(4, 5)).map(({ id }) => id);
		expect(chosen({})).toEqual(['t1', 't2']);
		expect(chosen({ area: '2' })).toEqual(['t2']);
		expect(chosen({ state: 'open' })).toEqual(['t2']);
		expect(chosen({ state: 'answered' })).toEqual(['t1']);
		expect(chosen({ by: 'eva' })).toEqual([]);
		expect(chosen({ kind: 'score' })).toEqual([]);
	});

	test('is answered by a disposition, but suggested words are accepted only by taking them in', () => {
		expect(dispositionsFor({})).toEqual(['accepted', 'partly', 'rejected']);
		expect(dispositionsFor({ suggestion: 'Klara mål' })).toEqual(['partly', 'rejected']);
		// To strike words out is a suggestion like any other.
		expect(dispositionsFor({ suggestion: '' })).toEqual(['partly', 'rejected']);
	});
});

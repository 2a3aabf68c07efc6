import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { erasure } from '../../../bench/soak/editor.ts';
import { verdicts, type Soak } from '../../../bench/soak/report.ts';
import type { Sample } from '../../../bench/soak/sample.ts';
import { trendOf } from '../../../bench/soak/trend.ts';
import { Typist } from '../../../bench/sync/keystrokes.ts';

test('what is taken back is what yjs would delete, and writing goes on behind it', () => {
	const doc = new Y.Doc();
	const typist = new Typist(700);
	Y.applyUpdate(doc, typist.begin('text:sub:1.1'));
	const from = typist.clock;
	for (let n = 0; n < 20; n++) Y.applyUpdate(doc, typist.next());
	Y.applyUpdate(doc, erasure(700, from, 20));
	Y.applyUpdate(doc, typist.next());
	const paragraph = doc.getXmlFragment('text:sub:1.1').get(0) as Y.XmlElement;
	expect((paragraph.get(0) as Y.XmlText).toJSON()).toBe('ae');
	expect(doc.store.pendingStructs).toBeNull();
	expect(doc.store.pendingDs).toBeNull();
});

test('a trend is the slope an hour, and its rise over the run as a share of the mean', () => {
	const samples = Array.from({ length: 61 }, (_, minutes) => ({ minutes, value: 100 + minutes }));
	const { mean, perHour, share } = trendOf(samples);
	expect(mean).toBeCloseTo(130);
	expect(perHour).toBeCloseTo(60);
	expect(share).toBeCloseTo(60 / 130);
	expect(trendOf(samples.map(({ minutes }) => ({ minutes, value: 7 }))).share).toBeCloseTo(0);
	expect(() => trendOf(samples.slice(0, 1))).toThrow('two samples');
});

const soak = (change: Partial<Soak> = {}, rss = (_n: number) => 200): Soak => ({
	on: '2026-11-28',
	machine: { cpu: 'a processor', cores: 2, node: 'v26' },
	rate: 6_000,
	minutes: 30,
	samples: Array.from({ length: 180 }, (_, n): Sample => ({
		minutes: n / 6,
		rate: 6_000,
		p50: 2,
		p99: 9,
		samples: 50_000,
		closed: 0,
		rss: rss(n),
		heap: 90 + (n % 5),
		cpu: 60,
		postgresCpu: 30,
		rows: n * 60_000,
		logSize: n * 15,
		statesSize: 1,
		batch: 40,
		commit: 3,
	})),
	end: { kind: 'end', sent: 10_800_000, missing: 0, different: 0 },
	verification: { rooms: 20, rows: 10_740_000, seconds: 400, faults: [] },
	...change,
});

const failing = (of: Soak): string[] =>
	verdicts(of)
		.filter(({ holds }) => !holds)
		.map(({ promise }) => promise);

test('a soak in which everything held has no failing promise', () => {
	expect(failing(soak())).toEqual([]);
});

test('one lost letter, one differing document, one fault in the log: each fails its own promise', () => {
	expect(failing(soak({ end: { kind: 'end', sent: 1, missing: 1, different: 0 } }))).toEqual([
		'nothing is lost',
	]);
	expect(failing(soak({ end: { kind: 'end', sent: 1, missing: 0, different: 1 } }))).toEqual([
		'everybody has the same document',
	]);
	const verification = { rooms: 20, rows: 1, seconds: 1, faults: ['row missing'] };
	expect(failing(soak({ verification }))).toEqual(['the log holds']);
});

test('memory that rises by a fifth over the run is not flat; what it takes while it warms up does not count', () => {
	expect(failing(soak({}, (n) => 200 + n / 4))).toEqual(['resident memory is flat']);
	expect(failing(soak({}, (n) => (n < 30 ? 100 + 3 * n : 200)))).toEqual([]);
});

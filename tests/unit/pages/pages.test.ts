import { describe, expect, it } from 'vitest';
import type { EvaluationSummary } from '#domain/evaluation/evaluation.ts';
import { PHASES } from '#domain/phases/phases.ts';
import { ROLES } from '#domain/permissions/roles.ts';
import { formats } from '#lib/i18n/format.ts';
import { translator } from '#lib/i18n/index.ts';
import { deviceName } from '../../../src/routes/(pages)/account/device.ts';
import { needsMe } from '../../../src/routes/(pages)/needs-me.ts';
import { wayBack } from '../../../src/routes/way-back.ts';

const summary: EvaluationSummary = {
	id: 'e',
	title: 'Vallentuna 2019',
	frameworkId: 'f',
	municipality: { code: '0115', name: 'Vallentuna' },
	year: 2019,
	phase: 'scoring',
	role: 'evaluator',
	changedAt: '2026-01-01T00:00:00Z',
};
const t = translator('sv');

describe('what an evaluation waits for', () => {
	it('has a sentence for every phase and role', () => {
		for (const phase of PHASES)
			for (const role of ROLES) expect(needsMe({ ...summary, phase, role }, t).text).not.toBe('');
	});

	it('counts the rows that are left', () => {
		const left = (filled: number) => needsMe({ ...summary, progress: { filled, of: 45 } }, t);
		expect(left(31)).toEqual({ text: '14 rader att poängsätta', now: true });
		expect(left(44).text).toBe('En rad att poängsätta');
		expect(left(45).now).toBe(false);
	});

	it('asks nothing of an observer', () => {
		for (const phase of PHASES) expect(needsMe({ ...summary, phase, role: 'observer' }, t).now).toBe(false);
	});
});

describe('the way back after sign-in', () => {
	const origin = 'http://localhost:3000';

	it('leads to our own pages', () =>
		expect(wayBack('/evaluations/1?tab=2', origin)).toBe('/evaluations/1?tab=2'));

	it.each([
		null,
		'',
		'account',
		'//evil.example',
		'/\\evil.example',
		'/\t/evil.example',
		'https://evil.example',
		'javascript:alert(1)',
		'/.//evil.example',
	])('goes home instead of to %j', (to) => expect(wayBack(to, origin)).toBe('/'));
});

describe('dates and numbers', () => {
	it('are written as in the reader’s language', () => {
		const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
		expect(plain(formats('sv').number(33432.5))).toBe('33 432,5');
		expect(plain(formats('sv').percent(0.75))).toBe('75 %');
		expect(formats('en').percent(0.75)).toBe('75%');
		expect(formats('sv').list(['A', 'B', 'C'])).toBe('A, B och C');
		expect(formats('sv').date('2026-11-23T23:30:00Z')).toBe('24 november 2026');
	});

	it.each([
		[-30, 'nu'],
		[-60, 'för 1 minut sedan'],
		[-7200, 'för 2 timmar sedan'],
		[-86_400, 'i går'],
		[3 * 604_800, 'om 3 veckor'],
	])('tell %i seconds as %j', (seconds, text) => {
		const now = new Date('2026-11-23T12:00:00Z');
		expect(formats('sv').relative(new Date(now.getTime() + seconds * 1000), now)).toBe(text);
	});

	it('sort å, ä and ö last in Swedish', () =>
		expect(['Öckerö', 'Ale', 'Åmål', 'Älmhult', 'Ystad'].sort((a, b) => formats('sv').compare(a, b))).toEqual(
			['Ale', 'Ystad', 'Åmål', 'Älmhult', 'Öckerö'],
		));
});

describe('the name of a browser', () => {
	it.each([
		['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Windows'],
		[
			'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
			'Edge, Windows',
		],
		[
			'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile/15E148 Safari/604.1',
			'Safari, iPhone',
		],
		['curl/8.0', undefined],
		[null, undefined],
	])('%s', (userAgent, name) => expect(deviceName(userAgent)).toBe(name));
});

import { describe, expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import { municipality } from '#domain/municipalities/municipalities.ts';
import { orderedSections } from '#domain/outline/sections.ts';
import { toHundredths } from '#domain/points/points.ts';
import { figures } from '#domain/points/totals.ts';
import { isBlank, plainText } from '#domain/report/rich-text.ts';
import { readOutline } from '#document/outline.ts';
import { sectionId } from '#document/paths.ts';
import { richTextSchema } from '#document/rich-text-schema.ts';
import { pointsOf } from '#document/scores.ts';
import { isValue, scoreSchema } from '#document/values.ts';
import { AGREED, MOTIVES } from '#server/demo/agreed.ts';
import { DEMO_TEXTS } from '#server/demo/commentary.ts';
import { DEMO_FINDINGS } from '#server/demo/findings.ts';
import { CARL, DEMO_SEATS, EVA, LEAD } from '#server/demo/people.ts';
import {
	DEMO_FACTS,
	DEMO_OUTLINE,
	DEMO_PARTS,
	DEMO_QUESTIONS,
	DEMO_ROLE_MODELS,
} from '#server/demo/report-parts.ts';
import { text } from '#server/demo/rich-text.ts';
import { demoScore } from '#server/demo/scores.ts';
import * as v from 'valibot';

const subquestions = allSubquestions(KOMMUNKOMPASSEN);
const scorers = [LEAD, CARL, EVA];
const sentences = (words: string): number => (words.match(/[.?!](\s|$)/g) ?? []).length;

test('the agreed points print 603 of 800', () => {
	const agreed = new Map(
		Object.entries(AGREED).map(([id, points]) => [
			id,
			{ kind: 'points', points: toHundredths(points)! } as const,
		]),
	);
	expect(figures(KOMMUNKOMPASSEN, agreed).total).toMatchObject({ achieved: 603, max: 800, missing: 0 });
});

describe('the single scores', () => {
	const rows = subquestions.map((subquestion) => ({
		...subquestion,
		scores: scorers.map((seat) => demoScore(subquestion, seat)),
	}));
	/** Percent of max between the highest and the lowest. */
	const spread = (row: (typeof rows)[number]): number => {
		const points = row.scores.flatMap((score) => pointsOf(score) ?? []);
		return (Math.max(...points) - Math.min(...points)) / row.max;
	};

	test('are scores that the document takes, from 0 to max', () => {
		for (const row of rows)
			for (const score of row.scores) {
				expect(v.is(scoreSchema, score)).toBe(true);
				expect(pointsOf(score) ?? 0).toBeLessThanOrEqual(row.max * 100);
			}
	});

	test('lie close together on most subquestions and far apart on some, which the group gave a reason for', () => {
		const disputed = rows.filter((row) => spread(row) >= 20).map((row) => row.id);
		expect(disputed).toEqual(Object.keys(MOTIVES));
	});

	test('hold somebody who could not assess, somebody who abstained, notes and confidence', () => {
		const all = rows.flatMap((row) => row.scores);
		expect(all.filter((score) => 'notAssessable' in score)).toHaveLength(1);
		expect(all.filter((score) => 'abstain' in score)).toHaveLength(1);
		expect(all.filter((score) => 'note' in score).length).toBeGreaterThanOrEqual(5);
		expect(all.filter((score) => 'confidence' in score).length).toBeGreaterThanOrEqual(5);
	});
});

describe('the texts', () => {
	test('comment on at least twelve subquestions with one to five sentences each, and sum up', () => {
		const commented = Object.entries(DEMO_TEXTS).filter(([section]) => section.startsWith('sub:'));
		expect(commented.length).toBeGreaterThanOrEqual(12);
		for (const [section, words] of commented) {
			expect(subquestions.map(({ id }) => `sub:${id}`)).toContain(section);
			expect(sentences(plainText(words))).toBeGreaterThanOrEqual(2);
			expect(sentences(plainText(words))).toBeLessThanOrEqual(5);
		}
		expect(isBlank(DEMO_TEXTS['report:summary']!)).toBe(false);
	});

	test('are what the editor accepts', () => {
		for (const words of Object.values(DEMO_TEXTS)) richTextSchema.nodeFromJSON(words).check();
		expect(text('a *b* c').content[0]?.content).toEqual([
			{ type: 'text', text: 'a ' },
			{ type: 'text', marks: [{ type: 'strong' }], text: 'b' },
			{ type: 'text', text: ' c' },
		]);
	});
});

describe('the findings', () => {
	test('are at least three strengths and two improvements for every area', () => {
		expect(Object.keys(DEMO_FINDINGS)).toEqual(KOMMUNKOMPASSEN.areas.map((area) => area.id));
		for (const { strengths, improvements } of Object.values(DEMO_FINDINGS)) {
			expect(strengths.length).toBeGreaterThanOrEqual(3);
			expect(improvements.length).toBeGreaterThanOrEqual(2);
		}
	});

	test('go on where a strength ends in "…", and nowhere else', () => {
		for (const [area, { strengths, improvements }] of Object.entries(DEMO_FINDINGS)) {
			const continued = strengths.flatMap((strength) => strength.continuedBy ?? []);
			for (const { words, continuedBy } of strengths)
				expect(words.endsWith('…')).toBe(continuedBy !== undefined);
			for (const [i, { words }] of improvements.entries())
				expect(words.startsWith('…')).toBe(continued.includes(i));
			for (const { subquestion } of [...strengths, ...improvements])
				expect(subquestion?.startsWith(`${area}.`)).toBe(true);
		}
	});
});

test('the people are four, with different initials, at addresses that lead nowhere', () => {
	expect(DEMO_SEATS.map(({ role }) => role)).toEqual(['lead', 'evaluator', 'evaluator', 'reviewer']);
	for (const { email } of DEMO_SEATS) expect(email).toMatch(/@demo\.samsyn\.example$/);
});

describe('the parts of the report', () => {
	const { summary, areas } = orderedSections(KOMMUNKOMPASSEN, readOutline(Object.entries(DEMO_OUTLINE)));

	test('stand in the report, and every free one has words', () => {
		const placed = [...summary, ...[...areas.values()].flat()].map(({ section }) => sectionId(section));
		for (const section of Object.keys(DEMO_OUTLINE)) expect(placed).toContain(section);
		const free = Object.keys(DEMO_OUTLINE).filter((section) => section.startsWith('free:'));
		expect(Object.keys(DEMO_PARTS).sort()).toEqual(free.sort());
		for (const words of Object.values(DEMO_PARTS)) richTextSchema.nodeFromJSON(words).check();
	});

	test('hold titled parts, sections about several subquestions, and a summary that stands first in its area', () => {
		expect(summary.length).toBeGreaterThanOrEqual(2);
		const several = [...areas.values()].flat().filter(({ subquestions }) => subquestions.length > 1);
		expect(several.length).toBeGreaterThanOrEqual(3);
		expect(areas.get('5')?.[0]?.section.kind).toBe('area');
	});

	test('are values that the document takes, and every municipality has its own code', () => {
		const order = 'a0';
		for (const fact of DEMO_FACTS) expect(isValue('facts', { ...fact, order })).toBe(true);
		for (const model of DEMO_ROLE_MODELS) {
			expect(isValue('roleModels', { ...model, order })).toBe(true);
			expect(municipality(model.code ?? '')?.name).toBe(model.municipality);
		}
		for (const question of DEMO_QUESTIONS)
			expect(isValue('questions', { ...question, by: 'eva', at: '2019-02-14T09:30:00Z' })).toBe(true);
		expect(new Set(DEMO_QUESTIONS.map(({ state }) => state)).size).toBe(3);
	});
});

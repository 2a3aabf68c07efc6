/** The demonstration's evidence: whole, and with something to find in it. */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { coverage } from '#domain/evidence/coverage.ts';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import { evidenceLinks, sourceRows } from '#document/sources.ts';
import { isValue } from '#document/values.ts';
import { DEMO_SOURCES } from '#server/demo/evidence.ts';
import { writeRegister } from '#server/demo/register.ts';

const ids = allSubquestions(KOMMUNKOMPASSEN).map(({ id }) => id);
const doc = new Y.Doc();
writeRegister(doc, ({ email }) => email.split('@')[0]!);

test('every value is one that the server would take from anybody', () => {
	for (const root of ['sources', 'evidence'] as const)
		for (const [key, value] of doc.getMap(root).entries()) expect(isValue(root, value), key).toBe(true);
	for (const { says } of DEMO_SOURCES) for (const id of Object.keys(says)) expect(ids).toContain(id);
});

test('twenty people were interviewed, in six groups, and nobody is named in the register', () => {
	const interviews = DEMO_SOURCES.filter(({ source }) => source.kind === 'interview');
	expect(interviews.reduce((sum, { source }) => sum + (source.respondents ?? 0), 0)).toBe(20);
	expect(new Set(interviews.map(({ source }) => source.roleGroup)).size).toBe(6);
});

test('the matrix has holes, contradictions, unanswered questions and one voice of all groups', () => {
	const rows = sourceRows(doc.getMap('sources').entries());
	const found = coverage(ids, rows, evidenceLinks(doc.getMap('evidence').entries(), rows));
	expect(found.progress.covered).toBeGreaterThan(100);
	expect(found.progress.asked).toBeGreaterThan(0);
	expect(found.bare.length).toBeGreaterThan(0);
	expect(found.conflicts.length).toBeGreaterThan(0);
	expect(found.rows.some(({ unanimous }) => unanimous === 'supports')).toBe(true);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { canonicalContent } from '#document/content.ts';
import { cite, citedIn, citingSections } from '#document/citations.ts';
import { usesOf, filesShown } from '#document/files.ts';
import { writeRichText } from '#document/rich-text.ts';
import { textRoot } from '#document/roots.ts';
import { bringBack, evidenceLinks, link, putSource, removeSource, sourceRows } from '#document/sources.ts';
import { isValue, type Source } from '#document/values.ts';

const PLAN: Source = { kind: 'document', title: 'Plan', date: '2018' };

function register(): Y.Doc {
	const doc = new Y.Doc();
	putSource(doc, 's1', PLAN);
	putSource(doc, 's2', { kind: 'interview', title: 'Chefer', roleGroup: 'Chefer' });
	link(doc, '1.1', 's1', { stance: 'supports' });
	link(doc, '1.2', 's1', { stance: 'neutral' });
	link(doc, '1.1', 's2', { stance: 'contradicts', answer: 'answered' });
	cite(doc, 'sub:1.1', 's1', { quote: 'Målet är nått.', page: 12 });
	return doc;
}

const mark = (source: string) => ({
	type: 'doc' as const,
	content: [
		{
			type: 'paragraph',
			content: [
				{ type: 'text', text: 'Planen finns' },
				{ type: 'citation', attrs: { source, page: null } },
			],
		},
	],
});

describe('removing a source', () => {
	test('takes its links and citations along, and bringing it back brings them too', () => {
		const doc = register();
		const before = canonicalContent(doc);
		const removed = removeSource(doc, 's1');
		expect([...doc.getMap('sources').keys()]).toEqual(['s2']);
		expect([...doc.getMap('evidence').keys()]).toEqual(['1.1/s2']);
		expect(doc.getMap('citations').size).toBe(0);
		bringBack(doc, removed!);
		expect(canonicalContent(doc)).toEqual(before);
	});

	test('and bringing it back leaves what others wrote meanwhile', () => {
		const doc = register();
		const removed = removeSource(doc, 's1');
		putSource(doc, 's1', { ...PLAN, title: 'Planen, som någon annan skrev in den' });
		bringBack(doc, removed!);
		expect(doc.getMap('sources').get('s1')).toMatchObject({ title: 'Planen, som någon annan skrev in den' });
	});

	test('is one change for everybody', () => {
		const doc = register();
		let changes = 0;
		doc.on('update', () => (changes += 1));
		removeSource(doc, 's1');
		expect(changes).toBe(1);
		expect(removeSource(doc, 'none')).toBeUndefined();
	});
});

describe('links', () => {
	test('are read from both ends, once each', () => {
		const doc = register();
		putSource(doc, 's3', { kind: 'web', title: 'Sidan', subquestions: ['1.1', '1.3'] });
		link(doc, '1.1', 's3', { stance: 'supports' });
		const rows = sourceRows(doc.getMap('sources').entries());
		const links = evidenceLinks(doc.getMap('evidence').entries(), rows);
		expect(links.filter(({ sourceId }) => sourceId === 's3')).toEqual([
			{ subquestionId: '1.1', sourceId: 's3', stance: 'supports' },
			{ subquestionId: '1.3', sourceId: 's3', stance: 'neutral' },
		]);
		link(doc, '1.3', 's3', undefined);
		expect(doc.getMap('sources').get('s3')).toEqual({ kind: 'web', title: 'Sidan' });
	});

	test('two people who link at once are both heard', () => {
		const [a, b] = [register(), new Y.Doc()];
		Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
		link(a, '1.4', 's1', { stance: 'supports' });
		link(b, '1.5', 's1', { stance: 'contradicts' });
		Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
		Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
		expect(a.getMap('evidence').toJSON()).toEqual(b.getMap('evidence').toJSON());
		expect(Object.keys(a.getMap('evidence').toJSON())).toEqual(expect.arrayContaining(['1.4/s1', '1.5/s1']));
	});

	test('whatever is written is a value that the server takes', () =>
		fc.assert(
			fc.property(
				fc.constantFrom('supports' as const, 'contradicts' as const, 'neutral' as const),
				fc.constantFrom('answered' as const, 'evasive' as const, 'none' as const, undefined),
				(stance, answer) => {
					const doc = new Y.Doc();
					link(doc, '1.1', 's1', { stance, ...(answer && { answer }) });
					expect(isValue('evidence', doc.getMap('evidence').get('1.1/s1'))).toBe(true);
				},
			),
		));
});

describe('citations', () => {
	test('are found by their marks and by their entries', () => {
		const doc = register();
		writeRichText(doc.getXmlFragment(textRoot('area:1:summary')), mark('s1'));
		expect(citedIn(mark('s1'))).toEqual(['s1']);
		expect(citingSections(doc, 's1')).toEqual(['area:1:summary', 'sub:1.1']);
		expect(citingSections(doc, 's2')).toEqual([]);
	});

	test('a second mark leaves what was quoted', () => {
		const doc = register();
		cite(doc, 'sub:1.1', 's1');
		expect(doc.getMap('citations').get('sub:1.1/s1')).toEqual({ quote: 'Målet är nått.', page: 12 });
		cite(doc, 'sub:1.2', 's1');
		expect(doc.getMap('citations').get('sub:1.2/s1')).toEqual({});
		cite(doc, 'nothing', 's1');
		expect(doc.getMap('citations').size).toBe(2);
	});

	test('reading makes no root', () => {
		const doc = new Y.Doc();
		expect(citingSections(doc, 's1')).toEqual([]);
		expect([...doc.share.keys()]).toEqual([]);
	});
});

test('files are found where they are used; an interview’s never leaves the group', () => {
	const doc = new Y.Doc();
	const figure = (file: string) => ({
		type: 'doc' as const,
		content: [{ type: 'blockquote', content: [{ type: 'figure', attrs: { file, alt: '', source: '' } }] }],
	});
	writeRichText(doc.getXmlFragment(textRoot('sub:1.1')), figure('f1'));
	writeRichText(doc.getXmlFragment(textRoot('sub:1.2')), figure('f2'));
	putSource(doc, 's1', { kind: 'web', title: 'Sidan', file: 'f1' });
	putSource(doc, 's2', { kind: 'interview', title: 'Chefer', file: 'f2' });
	const content = canonicalContent(doc);
	expect(usesOf(content, 'f1')).toEqual([{ section: 'sub:1.1' }, { source: 's1', title: 'Sidan' }]);
	expect([...filesShown(content)]).toEqual(['f1']);
});

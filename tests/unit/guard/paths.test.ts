import { expect, it } from 'vitest';
import fc from 'fast-check';
import type { Place, Section } from '#domain/permissions/document-rules.ts';
import { keyOf, parseMapPlace, parseSectionId, parseTextPlace, rootOf, sectionId } from '#document/paths.ts';
import { isFrameworkId, isId } from '#document/values.ts';

const id = fc.stringMatching(/^[0-9A-Za-z_-]{1,20}$/).filter(isId);
const frameworkId = fc.stringMatching(/^[0-9A-Za-z]{1,4}(\.[0-9A-Za-z]{1,4}){0,2}$/).filter(isFrameworkId);
const section: fc.Arbitrary<Section> = fc.oneof(
	fc.constant<Section>({ kind: 'report', part: 'summary' }),
	frameworkId.map((subquestionId): Section => ({ kind: 'subquestion', subquestionId })),
	fc
		.tuple(frameworkId, fc.constantFrom('general' as const, 'summary' as const))
		.map(([areaId, part]): Section => ({ kind: 'area', areaId, part })),
	id.map((findingId): Section => ({ kind: 'finding', findingId })),
	id.map((free): Section => ({ kind: 'free', id: free })),
);
const row = fc.record({ subquestionId: frameworkId, userId: id });
const mapPlace: fc.Arbitrary<Exclude<Place, { kind: 'text' }>> = fc.oneof(
	row.map((of) => ({ kind: 'score' as const, ...of })),
	row.map((of) => ({ kind: 'firstScore' as const, ...of })),
	row.map((of) => ({ kind: 'position' as const, ...of })),
	frameworkId.map((subquestionId) => ({ kind: 'consensus' as const, subquestionId })),
	id.map((of) => ({ kind: 'finding' as const, id: of })),
	id.map((of) => ({ kind: 'source' as const, id: of })),
	id.map((of) => ({ kind: 'thread' as const, id: of })),
	id.map((threadId) => ({ kind: 'resolution' as const, threadId })),
	fc.record({ kind: fc.constant('citation' as const), section, sourceId: id }),
	fc.record({ kind: fc.constant('message' as const), threadId: id, userId: id, id }),
	section.map((of) => ({ kind: 'sectionState' as const, section: of })),
	section
		.filter(
			(of) =>
				of.kind === 'free' || of.kind === 'subquestion' || (of.kind === 'area' && of.part === 'summary'),
		)
		.map((of) => ({ kind: 'outline' as const, section: of })),
	id.map((of) => ({ kind: 'fact' as const, id: of })),
	id.map((of) => ({ kind: 'roleModel' as const, id: of })),
	id.map((of) => ({ kind: 'question' as const, id: of })),
	fc.record({ kind: fc.constant('evidence' as const), subquestionId: frameworkId, sourceId: id }),
	fc.record({ kind: fc.constant('dismissal' as const), check: id, fingerprint: id }),
);

it('reads back every place it can write', () => {
	fc.assert(
		fc.property(mapPlace, (place) => {
			expect(parseMapPlace(rootOf(place), keyOf(place))).toEqual(place);
		}),
	);
	fc.assert(
		fc.property(section, (of) => {
			const place: Place = { kind: 'text', section: of };
			expect(parseTextPlace(rootOf(place))).toEqual(place);
			expect(parseSectionId(sectionId(of))).toEqual(of);
		}),
	);
});

it('knows each place by one spelling only', () => {
	const anyText = fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9:./_-]{0,30}$/));
	fc.assert(
		fc.property(
			fc.constantFrom(
				'scores',
				'messages',
				'citations',
				'sections',
				'findings',
				'outline',
				'evidence',
				'dismissals',
			),
			anyText,
			(root, key) => {
				const place = parseMapPlace(root, key);
				if (place && place.kind !== 'text') expect(keyOf(place)).toBe(key);
			},
		),
	);
	fc.assert(
		fc.property(anyText, (text) => {
			const section = parseSectionId(text);
			if (section) expect(sectionId(section)).toBe(text);
		}),
	);
});

it.each([
	['scores', '1.1'],
	['scores', '1.1/'],
	['scores', '/ann'],
	['scores', '1.1/ann/'],
	['scores', '1.1/ann/bob'],
	['scores', '1.1/__proto__'],
	['messages', 't/u'],
	['messages', 't/u/m/x'],
	['citations', 'sub:1.1'],
	['citations', 'nowhere/s1'],
	['sections', 'area:1'],
	['sections', 'area:1:other'],
	['sections', 'sub:1.1:general'],
	['sections', ''],
	['findings', ''],
	['outline', 'report:summary'],
	['outline', 'area:1:general'],
	['evidence', '1.1'],
	['dismissals', 'superlative'],
	['dismissals', 'a/b/c'],
	['__proto__', 'x'],
	['toString', 'x'],
])('%s %j has no meaning', (root, key) => {
	expect(parseMapPlace(root, key)).toBeUndefined();
});

it.each([
	'text:',
	'text:sub:',
	'text:sub:1.1:x',
	'text:area:1',
	'texts:sub:1.1',
	'sub:1.1',
	`text:free:${'x'.repeat(400)}`,
])('%s is no text', (root) => expect(parseTextPlace(root)).toBeUndefined());

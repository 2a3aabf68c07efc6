/** What the text checks look at, from the shared document: live entries and canonical content alike. */
import { areaOf, type Framework } from '#domain/framework/framework.ts';
import { orderedSections, type OutlineItem } from '#domain/outline/sections.ts';
import { figures } from '#domain/points/totals.ts';
import type { RichText } from '#domain/report/rich-text.ts';
import type { CheckedText, CheckSource } from '#domain/text-checks/text-check.ts';
import { wordsOf, type Words } from '#domain/text-checks/words.ts';
import { sectionsOf } from './comparison.ts';
import { agreedFigures, readConsensus } from './consensus.ts';
import { contentEntries, textOf, type CanonicalContent } from './content.ts';
import { readFindings, type FindingRow } from './findings.ts';
import { readOutline } from './outline.ts';
import { parseSectionId, sectionId } from './paths.ts';
import { referentOf } from './referents.ts';
import { areaSection, findingSection, REPORT_SUMMARY } from './roots.ts';
import { parseValue, type OutlineEntry } from './values.ts';

export interface CheckInput {
	framework: Framework;
	year: number;
	consensus: Iterable<[string, unknown]>;
	findings: Iterable<[string, unknown]>;
	outline: Iterable<[string, unknown]>;
	/** Section id → its words, of every text that says something. */
	words: ReadonlyMap<string, Words>;
}

export function checkSource(input: CheckInput): CheckSource {
	const { framework, year, words } = input;
	const entries = [...input.outline];
	const findings = readFindings(input.findings);
	const outline = readOutline(entries);
	const places = { framework, findings, outline: new Map(parsedOutline(entries)) };
	const texts = [...words].flatMap(([section, said]): CheckedText[] => {
		const place = placeOf(framework, section, findings, outline);
		return place ? [{ section, ...place, ...said }] : [];
	});
	const order = orderOf(framework, findings, outline);
	const at = ({ section }: CheckedText) => order.get(section) ?? order.size;
	return {
		framework,
		figures: figures(framework, agreedFigures(readConsensus(input.consensus))),
		year,
		texts: texts.sort((a, b) => at(a) - at(b) || (a.section < b.section ? -1 : 1)),
		findings,
		targets: { has: (to) => referentOf(to, places) !== undefined },
	};
}

export function checkSourceOf(framework: Framework, year: number, content: CanonicalContent): CheckSource {
	const words = new Map(
		sectionsOf(content).flatMap((section): [string, Words][] => {
			const text: RichText | undefined = textOf(content, section);
			return text ? [[section, wordsOf(text)]] : [];
		}),
	);
	return checkSource({
		framework,
		year,
		words,
		consensus: Object.entries(content.consensus),
		findings: Object.entries(content.findings),
		outline: Object.entries(contentEntries(content, 'outline')),
	});
}

function* parsedOutline(entries: Iterable<[string, unknown]>): Generator<[string, OutlineEntry]> {
	for (const [section, raw] of entries) {
		const entry = parseValue('outline', raw);
		if (entry) yield [section, entry];
	}
}

/** Undefined for a session's notes, and for words that nothing in the report shows any more. */
function placeOf(
	framework: Framework,
	id: string,
	findings: readonly FindingRow[],
	outline: readonly OutlineItem[],
): Pick<CheckedText, 'area' | 'subquestions'> | undefined {
	const section = parseSectionId(id);
	switch (section?.kind) {
		case 'report':
			return { subquestions: [] };
		case 'area':
			return { area: section.areaId, subquestions: [] };
		case 'subquestion': {
			const { subquestionId } = section;
			const area = areaOf(framework, subquestionId);
			return area && { area: area.id, subquestions: [subquestionId] };
		}
		case 'finding': {
			const finding = findings.find(({ id }) => id === section.findingId);
			return (
				finding && {
					area: finding.area,
					subquestions: finding.subquestion === undefined ? [] : [finding.subquestion],
				}
			);
		}
		case 'free': {
			const entry = outline.find((item) => item.section.kind === 'free' && item.section.id === section.id);
			return entry && { area: entry.area, subquestions: entry.subquestions ?? [] };
		}
		default:
			return undefined;
	}
}

/** Section id → its place in the report. */
function orderOf(
	framework: Framework,
	findings: readonly FindingRow[],
	outline: readonly OutlineItem[],
): Map<string, number> {
	const { summary, areas } = orderedSections(framework, outline);
	const sections = [
		REPORT_SUMMARY,
		...summary.map(({ section }) => sectionId(section)),
		...framework.areas.flatMap(({ id }) => [
			areaSection(id, 'general'),
			...(areas.get(id) ?? []).map(({ section }) => sectionId(section)),
			...findings.filter(({ area }) => area === id).map((finding) => findingSection(finding.id)),
		]),
	];
	return new Map(sections.map((section, at) => [section, at]));
}

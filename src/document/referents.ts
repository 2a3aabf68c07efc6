/** What a live cross-reference leads to as the report stands now, and everything that one can refer to. */
import type { FindingRow } from './findings.ts';
import { parseSectionId } from './paths.ts';
import { areaSection, findingSection, REPORT_SUMMARY, subquestionSection } from './roots.ts';
import type { Finding, OutlineEntry } from './values.ts';

/** What is asked of a framework here; the printed report's areas say it as well. */
export interface NamedAreas {
	areas: readonly {
		id: string;
		name: string;
		subquestions: readonly { id: string; label: string }[];
	}[];
}

export interface ReportPlaces {
	framework: NamedAreas;
	/** Section id → its entry in the outline. */
	outline: ReadonlyMap<string, OutlineEntry>;
	/** In the order they are shown. */
	findings: readonly FindingRow[];
}

export type Referent =
	| { kind: 'summary' }
	| { kind: 'area'; area: string; name: string }
	| { kind: 'areaSummary'; area: string }
	| { kind: 'subquestion'; subquestion: string; label: string }
	| { kind: 'section'; title: string }
	/** `number` counts an area's strengths first and goes on with its improvements. */
	| { kind: 'finding'; of: Finding['kind']; area: string; number: number };

const AREA = /^area:([^:]+)$/;

/** Undefined where there is no such place any more. */
export function referentOf(to: string, { framework, outline, findings }: ReportPlaces): Referent | undefined {
	const chapter = AREA.exec(to)?.[1];
	if (chapter !== undefined) return areaReferent(framework, chapter);
	const section = parseSectionId(to);
	switch (section?.kind) {
		case 'report':
			return { kind: 'summary' };
		case 'area':
			if (section.part === 'general') return areaReferent(framework, section.areaId);
			return areaReferent(framework, section.areaId) && { kind: 'areaSummary', area: section.areaId };
		case 'subquestion': {
			const { subquestionId: id } = section;
			const found = framework.areas.flatMap((area) => area.subquestions).find((one) => one.id === id);
			return found && { kind: 'subquestion', subquestion: id, label: found.label };
		}
		case 'free': {
			const entry = outline.get(to);
			return entry && { kind: 'section', title: entry.title?.trim() ?? '' };
		}
		case 'finding':
			return findingReferent(findings, section.findingId);
		default:
			return undefined;
	}
}

function areaReferent(framework: NamedAreas, id: string): Referent | undefined {
	const area = framework.areas.find((one) => one.id === id);
	return area && { kind: 'area', area: id, name: area.name };
}

function findingReferent(findings: readonly FindingRow[], id: string): Referent | undefined {
	const finding = findings.find((one) => one.id === id);
	if (!finding) return undefined;
	const { kind, area } = finding;
	const of = (side: Finding['kind']) => findings.filter((one) => one.area === area && one.kind === side);
	const before = kind === 'improvement' ? of('strength').length : 0;
	const number = before + of(kind).findIndex((one) => one.id === id) + 1;
	return { kind: 'finding', of: kind, area, number };
}

/** Everything one can refer to: the summary, each area with its subquestions, sections and findings. */
export function* referenceTargets({ framework, outline, findings }: ReportPlaces): Generator<string> {
	yield REPORT_SUMMARY;
	const sections = [...outline].filter(([id]) => parseSectionId(id)?.kind === 'free');
	for (const [id, { area }] of sections) if (area === undefined) yield id;
	for (const { id: areaId, subquestions } of framework.areas) {
		yield `area:${areaId}`;
		for (const { id } of subquestions) yield subquestionSection(id);
		for (const [id, { area }] of sections) if (area === areaId) yield id;
		yield areaSection(areaId, 'summary');
		for (const { id, area } of findings) if (area === areaId) yield findingSection(id);
	}
}

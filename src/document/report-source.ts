/**
 * What a report takes from canonical content: agreed figures and their reasons, texts and their order, findings, facts,
 * role models and the public part of sources. It reads the content as a reviewer's draft has it, so that the report
 * cannot hold what a draft may not.
 */
import type { Framework } from '#domain/framework/framework.ts';
import type {
	CitationEntry,
	ReportFact,
	ReportFinding,
	ReportSource,
	RoleModelEntry,
	SourceEntry,
} from '#domain/report/source.ts';
import { agreedFigures } from './consensus.ts';
import type { CanonicalContent } from './content.ts';
import { filesShown } from './files.ts';
import { readFindings } from './findings.ts';
import { inOrder } from './order.ts';
import { readOutline } from './outline.ts';
import { parseSectionId } from './paths.ts';
import { reviewDraft, type ReviewDraft } from './review-draft.ts';
import { areaSection, findingSection, REPORT_SUMMARY, subquestionSection } from './roots.ts';
import type { Source } from './values.ts';

/** Findings without a word are left out: somebody has just begun one. */
export function reportSource(framework: Framework, content: CanonicalContent): ReportSource {
	const draft = reviewDraft(content);
	const text = (sectionId: string) => draft.texts.get(sectionId) ?? null;
	const sources = sourceEntries(draft.sources);
	const listed = new Set(sources.map(({ id }) => id));
	const subquestions = framework.areas.flatMap((area) => area.subquestions);
	return {
		agreed: agreedFigures(draft.consensus),
		reasons: new Map(
			[...draft.consensus].flatMap(([id, value]) =>
				'notAssessable' in value ? [[id, value.notAssessable]] : [],
			),
		),
		summary: text(REPORT_SUMMARY),
		areas: new Map(
			framework.areas.map(({ id }) => [
				id,
				{ general: text(areaSection(id, 'general')), summary: text(areaSection(id, 'summary')) },
			]),
		),
		commentary: new Map(
			subquestions.flatMap(({ id }) => {
				const commentary = text(subquestionSection(id));
				return commentary ? [[id, commentary]] : [];
			}),
		),
		outline: readOutline(draft.outline),
		free: new Map(
			[...draft.texts].flatMap(([id, words]) => {
				const section = parseSectionId(id);
				return section?.kind === 'free' ? [[section.id, words]] : [];
			}),
		),
		findings: readFindings(draft.findings).flatMap(
			({ id, kind, area, subquestion, pair, carriedFrom, outcome }): ReportFinding[] => {
				const words = text(findingSection(id));
				if (!words) return [];
				const since = carriedFrom !== undefined && outcome !== undefined && { outcome };
				const place = { ...(subquestion && { subquestion }), ...(pair && { pair }) };
				return [{ id, kind, area, ...place, ...since, text: words }];
			},
		),
		facts: facts(draft.facts, listed),
		roleModels: roleModels(draft.roleModels, listed),
		sources,
		citations: citations(draft.citations, listed),
		pictures: [...filesShown(content)],
	};
}

const placed = <V extends { order: string }>(entries: ReadonlyMap<string, V>) =>
	inOrder([...entries].map(([id, value]) => ({ id, ...value })));
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Only a source that is listed may be pointed at. */
const pointing = (source: string | undefined, listed: ReadonlySet<string>): string | null =>
	source !== undefined && listed.has(source) ? source : null;

const facts = (entries: ReviewDraft['facts'], listed: ReadonlySet<string>): ReportFact[] =>
	placed(entries).map(({ id, label, value, remark, asOf, source }) => ({
		id,
		label,
		value,
		remark: remark ?? null,
		asOf: asOf ?? null,
		source: pointing(source, listed),
	}));

const roleModels = (entries: ReviewDraft['roleModels'], listed: ReadonlySet<string>): RoleModelEntry[] =>
	placed(entries).map(({ id, municipality, area, subquestion, what, source }) => ({
		id,
		municipality,
		area,
		subquestion: subquestion ?? null,
		what,
		source: pointing(source, listed),
	}));

const KINDS: readonly Source['kind'][] = ['interview', 'document', 'web'];

/** Interviews, documents, what was seen on the web; each kind by title. */
const sourceEntries = (sources: ReadonlyMap<string, Source>): SourceEntry[] =>
	[...sources]
		.sort(
			([a, first], [b, second]) =>
				KINDS.indexOf(first.kind) - KINDS.indexOf(second.kind) ||
				compare(first.title, second.title) ||
				compare(first.date ?? '', second.date ?? '') ||
				compare(a, b),
		)
		.map(([id, { kind, social, title, author, date, from, to, url, respondents }]) => ({
			id,
			kind,
			social: social ?? false,
			title,
			author: author ?? null,
			date: date ?? null,
			from: from ?? null,
			to: to ?? null,
			url: url ?? null,
			respondents: respondents ?? null,
		}));

function citations(entries: ReviewDraft['citations'], listed: ReadonlySet<string>): CitationEntry[] {
	return [...entries].flatMap(([key, { page }]): CitationEntry[] => {
		const slash = key.lastIndexOf('/');
		const section = parseSectionId(key.slice(0, slash));
		const source = key.slice(slash + 1);
		return section && listed.has(source)
			? [{ section, source, page: page === undefined ? null : String(page) }]
			: [];
	});
}

/**
 * What reviewers read: the evaluation's content as a draft report, without anything that tells who scored what or
 * what was said in confidence. Fields are named one by one, so that whatever is added to the shared document stays
 * inside until somebody lets it out here.
 */
import type * as Y from 'yjs';
import type { RichText, RichTextNode } from '#domain/report/rich-text.ts';
import { readConsensus } from './consensus.ts';
import type { CanonicalContent } from './content.ts';
import { parseSectionId } from './paths.ts';
import { writeRichText } from './rich-text.ts';
import { sectionOfRoot, textRoot } from './roots.ts';
import {
	parseValue,
	type Citation,
	type Consensus,
	type Fact,
	type Finding,
	type OutlineEntry,
	type RoleModel,
	type SectionState,
	type Source,
} from './values.ts';

export interface ReviewDraft {
	consensus: ReadonlyMap<string, Consensus>;
	findings: ReadonlyMap<string, Finding>;
	sources: ReadonlyMap<string, Source>;
	citations: ReadonlyMap<string, Citation>;
	sections: ReadonlyMap<string, SectionState>;
	outline: ReadonlyMap<string, OutlineEntry>;
	facts: ReadonlyMap<string, Fact>;
	roleModels: ReadonlyMap<string, RoleModel>;
	/** By section id. */
	texts: ReadonlyMap<string, RichText>;
}

export function reviewDraft(content: CanonicalContent): ReviewDraft {
	const sources = new Map(
		[...parsed('sources', content.sources)].flatMap(([id, source]): [string, Source][] => {
			const open = openSource(source);
			return open ? [[id, open]] : [];
		}),
	);
	const findings = new Map(parsed('findings', content.findings));
	const outline = new Map(parsed('outline', content.outline));
	return {
		consensus: new Map(
			[...readConsensus(Object.entries(content.consensus))].map(([id, value]) => [id, result(value)]),
		),
		findings,
		sources,
		citations: new Map(openCitations(content, sources)),
		sections: new Map([...parsed('sections', content.sections)].filter(([section]) => isReported(section))),
		outline,
		facts: new Map(parsed('facts', content.facts)),
		roleModels: new Map(parsed('roleModels', content.roleModels)),
		texts: new Map(
			[...reportedTexts(content)]
				.filter(([section]) => stands({ findings, outline }, section))
				.map(([section, text]) => [section, withoutPlaces(text, sources)]),
		),
	};
}

const PUBLIC_ROOTS = [
	'consensus',
	'findings',
	'sources',
	'citations',
	'sections',
	'outline',
	'facts',
	'roleModels',
] as const;

/** Fills the empty document of a round. */
export function writeDraft(doc: Y.Doc, draft: ReviewDraft): void {
	for (const root of PUBLIC_ROOTS) {
		const map = doc.getMap(root);
		for (const [key, value] of draft[root]) if (belongs(draft, root, key)) map.set(key, value);
	}
	for (const [section, text] of draft.texts) writeRichText(doc.getXmlFragment(textRoot(section)), text);
}

/** What is said of a section that was taken away goes with its words: a citation holds some of them. */
function belongs(draft: ReviewDraft, root: (typeof PUBLIC_ROOTS)[number], key: string): boolean {
	if (root !== 'citations' && root !== 'sections') return true;
	return stands(draft, root === 'sections' ? key : key.slice(0, key.lastIndexOf('/')));
}

/** The result alone: `basis` holds each member's points, and motives and minority notes may quote them. */
function result(value: Consensus): Consensus {
	const { version, by, at } = value;
	return 'points' in value
		? { points: value.points, version, by, at }
		: { notAssessable: value.notAssessable, version, by, at };
}

/** Interviews are named by role group; one without a group has nothing that may be told. */
function openSource({
	kind,
	title,
	date,
	from,
	to,
	url,
	author,
	roleGroup,
	respondents,
	social,
	subquestions,
}: Source): Source | undefined {
	const linked = subquestions && { subquestions };
	if (kind === 'interview') {
		const group = roleGroup?.trim();
		return group
			? {
					kind,
					title: group,
					roleGroup: group,
					...(date !== undefined && { date }),
					...(respondents !== undefined && { respondents }),
					...linked,
				}
			: undefined;
	}
	return {
		kind,
		title,
		...(date !== undefined && { date }),
		...(from !== undefined && { from }),
		...(to !== undefined && { to }),
		...(url !== undefined && { url }),
		...(author !== undefined && { author }),
		...(social && { social }),
		...linked,
	};
}

/** What an interviewee said stays inside: their citations lose the words. */
function* openCitations(
	content: CanonicalContent,
	sources: ReadonlyMap<string, Source>,
): Generator<[string, Citation]> {
	for (const [key, citation] of parsed('citations', content.citations)) {
		const slash = key.lastIndexOf('/');
		const source = sources.get(key.slice(slash + 1));
		if (!source || !isReported(key.slice(0, slash))) continue;
		yield [key, source.kind === 'interview' ? {} : citation];
	}
}

interface Has {
	has(id: string): boolean;
}

/** Words stay in the document when the finding or the section they belong to is taken away; they do not go out. */
export function stands({ findings, outline }: { findings: Has; outline: Has }, sectionId: string): boolean {
	const section = parseSectionId(sectionId);
	if (section?.kind === 'finding') return findings.has(section.findingId);
	return section?.kind !== 'free' || outline.has(sectionId);
}

/** The texts as they were written, by section id. */
export function* reportedTexts(content: CanonicalContent): Generator<[string, RichText]> {
	for (const [root, text] of Object.entries(content)) {
		const section = sectionOfRoot(root);
		if (section !== undefined && isReported(section)) yield [section, text as unknown as RichText];
	}
}

/**
 * A mark in a text says where in its source: of an interview, or of a source that may not be told of, that was said in
 * confidence. The mark itself stays, since comments and suggestions count the text's characters.
 */
function withoutPlaces(text: RichText, sources: ReadonlyMap<string, Source>): RichText {
	const open = (source: unknown): boolean => {
		const listed = typeof source === 'string' ? sources.get(source) : undefined;
		return listed !== undefined && listed.kind !== 'interview';
	};
	const clean = (node: RichTextNode): RichTextNode => ({
		...node,
		...(node.type === 'citation' &&
			!open(node.attrs?.['source']) && { attrs: { ...node.attrs, page: null } }),
		...(node.content && { content: node.content.map(clean) }),
	});
	return { ...text, content: text.content.map(clean) };
}

/** A calibration session's notes are the group's own. */
function isReported(sectionId: string): boolean {
	const section = parseSectionId(sectionId);
	return section !== undefined && section.kind !== 'note';
}

function* parsed<R extends Exclude<(typeof PUBLIC_ROOTS)[number], 'consensus'>>(
	root: R,
	entries: Readonly<Record<string, unknown>> = {},
) {
	for (const [key, raw] of Object.entries(entries)) {
		const value = parseValue(root, raw);
		if (value !== undefined) yield [key, value] as const;
	}
}

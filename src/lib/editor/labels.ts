/** What references and source marks of a text read as now: one rule for the editor and for whoever only reads. */
import {
	referenceTargets,
	referentOf,
	type NamedAreas,
	type Referent,
	type ReportPlaces,
} from '#document/referents.ts';
import { inOrder } from '#document/order.ts';
import { parseSectionId } from '#document/paths.ts';
import { parseValue, type Finding, type OutlineEntry, type Source, type ValueOf } from '#document/values.ts';
import type { Translate } from '#lib/i18n/index.ts';

export interface Label {
	text: string;
	/** Said by a screen reader, and on hovering. */
	title: string;
	/** Where it leads; undefined: nowhere. */
	href?: string | undefined;
	/** What it named is there no more. */
	gone: boolean;
}

export interface Labels {
	reference(to: string): Label;
	citation(source: string, page: string | null): Label;
}

export interface NamedPlaces extends ReportPlaces {
	sources: ReadonlyMap<string, Source>;
}

export const namedPlaces = (
	framework: NamedAreas,
	outline: Iterable<[string, OutlineEntry]>,
	findings: readonly [string, Finding][],
	sources: Iterable<[string, Source]>,
): NamedPlaces => ({
	framework,
	outline: new Map(outline),
	findings: inOrder(findings.map(([id, finding]) => ({ id, ...finding }))),
	sources: new Map(sources),
});

export interface LabelsOf extends NamedPlaces {
	/** False while the document is not here: what is missing may yet come. */
	complete: boolean;
	/** Where a place is shown; undefined where this reader cannot go there. */
	pathOf?(target: string): string | undefined;
}

const LATER: Label = { text: '…', title: '…', gone: false };
const LONGEST_TITLE = 48;

export function labelsOf(places: LabelsOf, t: Translate): Labels {
	return {
		reference(to) {
			const referent = referentOf(to, places);
			if (!referent) {
				const kind = parseSectionId(to)?.kind;
				if (!places.complete && (kind === 'free' || kind === 'finding')) return LATER;
				const text = t('reference.gone');
				return { text, title: text, gone: true };
			}
			const text = referentText(referent, t);
			const full = 'label' in referent ? `${text} ${referent.label}` : text;
			return { text, title: t('reference.goto', { label: full }), href: places.pathOf?.(to), gone: false };
		},
		citation(id, page) {
			const source = places.sources.get(id);
			if (!source) {
				if (!places.complete) return LATER;
				const text = `[${t('citation.gone')}]`;
				return { text, title: text, gone: true };
			}
			const told = page === null || page === '' ? '' : `, ${t('citation.page', { page })}`;
			return {
				text: `[${shortSource(source)}${told}]`,
				title: t('citation.label', { label: `${source.title}${told}` }),
				href: places.pathOf?.(`source:${id}`),
				gone: false,
			};
		},
	};
}

export function referentText(referent: Referent, t: Translate): string {
	switch (referent.kind) {
		case 'summary':
			return t('reference.summary');
		case 'area':
			return t('reference.area', { id: referent.area });
		case 'areaSummary':
			return t('reference.areaSummary', { id: referent.area });
		case 'subquestion':
			return referent.subquestion;
		case 'section':
			return referent.title === '' ? t('reference.untitled') : `”${referent.title}”`;
		case 'finding':
			return t(`reference.${referent.of}`, { number: `${referent.area}-${referent.number}` });
	}
}

/** An interview is named by its group, as everywhere; a year that the title has is not said twice. */
export function shortSource({ kind, title, roleGroup, date }: Source): string {
	const name = (kind === 'interview' && roleGroup?.trim()) || title.trim();
	const short = name.length > LONGEST_TITLE ? `${name.slice(0, LONGEST_TITLE - 1).trimEnd()}…` : name;
	const year = date?.slice(0, 4);
	return year === undefined || short.includes(year) ? short : `${short} ${year}`;
}

export interface Choice {
	id: string;
	/** What stands first, such as a number. */
	mark: string;
	text: string;
	/** What is searched, in small letters. */
	words: string;
}

/** Every place that can be referred to. `wordsOf`: how a finding begins, which has no other name. */
export const referenceChoices = (
	places: ReportPlaces,
	wordsOf: (section: string) => string,
	t: Translate,
): Choice[] =>
	[...referenceTargets(places)].flatMap((id): Choice[] => {
		const referent = referentOf(id, places);
		if (!referent) return [];
		const name = referentText(referent, t);
		const [mark, text] = ((): [string, string] => {
			switch (referent.kind) {
				case 'area':
					return [referent.area, referent.name];
				case 'subquestion':
					return [referent.subquestion, referent.label];
				case 'finding':
					return [`${referent.area}-${referent.number}`, wordsOf(id) || name];
				default:
					return ['', name];
			}
		})();
		return [{ id, mark, text, words: `${mark} ${text} ${name}`.toLowerCase() }];
	});

export const sourceChoices = ({ sources }: NamedPlaces, t: Translate): Choice[] =>
	[...sources].map(([id, source]) => {
		const mark = t(`citation.kind.${source.kind}`);
		const text = shortSource(source);
		return { id, mark, text, words: `${mark} ${text} ${source.title} ${source.author ?? ''}`.toLowerCase() };
	});

/** The names of a state that is over, such as a version: nothing leads anywhere, and nothing more will come. */
export function labelsOfContent(
	framework: NamedAreas,
	content: { outline?: Entries; findings: Entries; sources: Entries },
	t: Translate,
): Labels {
	const parsed = <R extends 'outline' | 'findings' | 'sources'>(root: R, entries: Entries = {}) =>
		Object.entries(entries).flatMap(([id, raw]): [string, ValueOf<R>][] => {
			const value = parseValue(root, raw);
			return value === undefined ? [] : [[id, value]];
		});
	const places = namedPlaces(
		framework,
		parsed('outline', content.outline),
		parsed('findings', content.findings),
		parsed('sources', content.sources),
	);
	return labelsOf({ ...places, complete: true }, t);
}

type Entries = Readonly<Record<string, unknown>>;

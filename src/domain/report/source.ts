/** What a report is made from, beside the framework: everything the shared document contributes, as plain data. */
import type { OutlineItem } from '../outline/sections.ts';
import type { Section } from '../permissions/document-rules.ts';
import type { AgreedFigures } from '../points/totals.ts';
import type { RichText } from './rich-text.ts';

/** Ids that the framework does not have are passed over. */
export interface ReportSource {
	agreed: AgreedFigures;
	/** Subquestion id → why it was not assessable. */
	reasons: ReadonlyMap<string, string>;
	summary: RichText | null;
	/** Area id → what was written about the area as a whole. */
	areas: ReadonlyMap<string, { general: RichText | null; summary: RichText | null }>;
	/** Subquestion id → its commentary. */
	commentary: ReadonlyMap<string, RichText>;
	/** Where sections stand that have been given a place. In no order. */
	outline?: readonly OutlineItem[];
	/** Id of a free section → its words. */
	free?: ReadonlyMap<string, RichText>;
	/** In the order they are shown. */
	findings: readonly ReportFinding[];
	/** In the order they are shown. */
	facts?: readonly ReportFact[];
	/** In the order they are shown. */
	roleModels?: readonly RoleModelEntry[];
	/** What may be told of the sources, in the order they are listed. */
	sources?: readonly SourceEntry[];
	/** Ids of the uploaded pictures that may be shown to whoever reads the report. */
	pictures?: readonly string[];
	/** Which source a section rests on. */
	citations?: readonly CitationEntry[];
}

export interface CitationEntry {
	section: Section;
	/** Id of a listed source. */
	source: string;
	page: string | null;
}

export interface ReportFinding {
	id: string;
	kind: 'strength' | 'improvement';
	area: string;
	subquestion?: string;
	pair?: string;
	/** Of one carried over from the evaluation before: what became of it. */
	outcome?: 'remains' | 'done' | 'unclear';
	text: RichText;
}

export interface ReportFact {
	id: string;
	label: string;
	value: string;
	remark: string | null;
	/** A year, a month or a day. */
	asOf: string | null;
	/** Id of a listed source. */
	source: string | null;
}

export interface RoleModelEntry {
	id: string;
	municipality: string;
	area: string;
	subquestion: string | null;
	what: string;
	source: string | null;
}

/** Interviews are named by role group and by nothing else. */
export interface SourceEntry {
	id: string;
	kind: 'interview' | 'document' | 'web';
	social: boolean;
	title: string;
	author: string | null;
	date: string | null;
	from: string | null;
	to: string | null;
	url: string | null;
	respondents: number | null;
}

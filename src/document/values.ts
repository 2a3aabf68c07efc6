/**
 * The plain JSON values of the shared document's maps: one strict schema per root, and the types inferred from
 * them. What passes here can be stored, printed and trusted; what needs context (whose key, which maximum) is
 * judged by `#domain/permissions/document-rules.ts`.
 */
import * as v from 'valibot';
import { isDate, isDay } from '#domain/days/days.ts';
import { CORRECTION_STATES } from '#domain/evidence/correction.ts';
import type { MapRoot } from './roots.ts';
import { isSafeAddress } from './links.ts';

/** Longest texts, in UTF-16 units. */
export const LENGTH = { id: 64, title: 500, line: 200, quote: 5_000, reason: 4_000, note: 10_000 } as const;

/** PostgreSQL's jsonb takes neither NUL nor half a surrogate pair, so neither may enter a document. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

const isForbiddenName = (text: string): boolean =>
	text === '__proto__' || text === 'constructor' || text === 'prototype';

/** Letters, digits, _ and -; a loop, since every key of every change is asked. */
function isName(text: string, maxLength: number): boolean {
	if (text.length === 0 || text.length > maxLength) return false;
	for (let i = 0; i < text.length; i++) if (!isNameCode(text.charCodeAt(i))) return false;
	return !isForbiddenName(text);
}

const isNameCode = (code: number): boolean =>
	(code >= 0x30 && code <= 0x39) ||
	(code >= 0x61 && code <= 0x7a) ||
	(code >= 0x41 && code <= 0x5a) ||
	code === 0x5f ||
	code === 0x2d;

/** An id inside a key or a value. Names that JavaScript objects treat specially are none. */
export const isId = (text: string): boolean => isName(text, LENGTH.id);

/** Ids of a framework's areas and subquestions: up to four names with dots between them, 1.4. */
export function isFrameworkId(text: string): boolean {
	let start = 0;
	for (let names = 1; names <= 4; names++) {
		const dot = text.indexOf('.', start);
		if (!isName(text.slice(start, dot === -1 ? undefined : dot), 32)) return false;
		if (dot === -1) return true;
		start = dot + 1;
	}
	return false;
}

const text = (max: number) =>
	v.pipe(v.string(), v.maxLength(max), v.check(isStorable, 'Holds characters that cannot be stored.'));
const said = (max: number) =>
	v.pipe(
		text(max),
		v.check((value) => value.trim() !== '', 'Must not be blank.'),
	);
const id = v.pipe(v.string(), v.check(isId, 'Not a well-formed id.'));
const frameworkId = v.pipe(v.string(), v.check(isFrameworkId, 'Not a well-formed id.'));
const version = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const LAST_TIME = 8.64e15;
/** ISO 8601 with its zone, or milliseconds since 1970. */
const isTime = (value: unknown): value is string | number =>
	typeof value === 'number'
		? Number.isSafeInteger(value) && value >= 0 && value <= LAST_TIME
		: typeof value === 'string' &&
			ISO_TIME.test(value) &&
			isDay(value.slice(0, 10)) &&
			!Number.isNaN(Date.parse(value));
const time = v.custom<string | number>(isTime, 'Not a time.');
const address = v.custom<string>(isSafeAddress, 'Only http, https and mailto.');
const date = v.pipe(v.string(), v.check(isDate, 'Not a year, month or day.'));

/** At most two decimals: 12.5 and 0.29 pass, 0.125 does not. Exact: n/100 is the same double however it was written. */
export const hasAtMostTwoDecimals = (points: number): boolean => Math.round(points * 100) / 100 === points;

/** Decimals as people write them, 0–1000 here; the subquestion's own maximum is checked where it is known. */
const points = v.pipe(
	v.number(),
	v.minValue(0),
	v.maxValue(1000),
	v.check(hasAtMostTwoDecimals, 'At most two decimals.'),
);

export const CONFIDENCES = ['low', 'medium', 'high'] as const;
const confidence = v.picklist(CONFIDENCES);

/** Four different things: points (0 as well), not assessable with its reason, abstained, and no value at all. */
export const scoreSchema = v.union([
	v.strictObject({
		points,
		confidence: v.optional(confidence),
		note: v.optional(text(LENGTH.note)),
	}),
	v.strictObject({ notAssessable: said(LENGTH.reason) }),
	v.strictObject({ abstain: v.literal(true) }),
]);

const minority = v.pipe(
	v.record(id, said(LENGTH.note)),
	v.check((notes) => Object.keys(notes).length <= 100, 'Too many notes.'),
);
const agreed = {
	version,
	by: id,
	at: time,
	motive: v.optional(text(LENGTH.note)),
	minority: v.optional(minority),
	/** The scores it rests on, so that a later one shows: user id → points, or which way none was given. */
	basis: v.optional(v.record(id, v.union([points, v.picklist(['not-assessable', 'abstains'])]))),
	/** The last value before this one that everybody had consented to. */
	lastAgreed: v.optional(
		v.union([
			v.strictObject({ points, version }),
			v.strictObject({ notAssessable: said(LENGTH.reason), version }),
		]),
	),
};
export const consensusSchema = v.union([
	// null: withdrawn. The entry stays, so that its version is never used a second time.
	v.strictObject({ points: v.nullable(points), ...agreed }),
	v.strictObject({ notAssessable: said(LENGTH.reason), ...agreed }),
]);

export const STANCES = ['agree', 'accept', 'object', 'abstain'] as const;
/** An objection says what it objects to; every other stance may. */
export const positionSchema = v.union([
	v.strictObject({
		version,
		stance: v.picklist(['agree', 'accept', 'abstain']),
		reason: v.optional(text(LENGTH.reason)),
	}),
	v.strictObject({ version, stance: v.literal('object'), reason: said(LENGTH.reason) }),
]);

/** Fractional index: compared as text. */
const order = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{1,100}$/));

export const FINDING_KINDS = ['strength', 'improvement'] as const;
export const FINDING_SIZES = ['small', 'medium', 'large'] as const;
export const OUTCOMES = ['remains', 'done', 'unclear'] as const;
export const findingSchema = v.strictObject({
	kind: v.picklist(FINDING_KINDS),
	area: frameworkId,
	subquestion: v.optional(frameworkId),
	/** The finding this one continues, shown beside it. */
	pair: v.optional(id),
	size: v.optional(v.picklist(FINDING_SIZES)),
	/** The finding of the previous evaluation that this one carries on. */
	carriedFrom: v.optional(id),
	/** What became of it since then. */
	outcome: v.optional(v.picklist(OUTCOMES)),
	/** It puts a question to the municipality. */
	question: v.optional(v.literal(true)),
	/** The municipality has put it right during the evaluation. */
	corrected: v.optional(v.literal(true)),
	order,
});

/** Whole numbers of rounds, people and seconds; the bounds only keep nonsense out. */
const whole = (least: number, most: number) =>
	v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));

export const SOURCE_KINDS = ['interview', 'document', 'web'] as const;
export const sourceSchema = v.strictObject({
	kind: v.picklist(SOURCE_KINDS),
	title: said(LENGTH.title),
	/** A year, a month or a day. */
	date: v.optional(date),
	/** Observed from and to, for what changes (web pages, social media). */
	from: v.optional(date),
	to: v.optional(date),
	url: v.optional(address),
	author: v.optional(text(LENGTH.line)),
	status: v.optional(text(LENGTH.line)),
	/** Interviews are named by group only; who was there lies in an erasable table. */
	roleGroup: v.optional(text(LENGTH.line)),
	description: v.optional(text(LENGTH.reason)),
	subquestions: v.optional(v.pipe(v.array(frameworkId), v.maxLength(200))),
	/** The words as they stood when they were read. */
	quote: v.optional(text(LENGTH.quote)),
	/** Social media rather than the municipality's own pages. */
	social: v.optional(v.literal(true)),
	/** An uploaded file: a screenshot, a document. */
	file: v.optional(id),
	/** Members who have read it through. */
	readBy: v.optional(v.pipe(v.array(id), v.maxLength(100))),
	/** When an interview begins and where it is held. */
	time: v.optional(v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))),
	place: v.optional(text(LENGTH.line)),
	/** How many were interviewed; never who. */
	respondents: v.optional(whole(1, 1000)),
	/** Pointed out to the municipality → corrected → looked at again. */
	correction: v.optional(
		v.strictObject({
			state: v.picklist(CORRECTION_STATES),
			pointedOut: v.optional(date),
			corrected: v.optional(date),
			rechecked: v.optional(date),
			recheckedBy: v.optional(id),
			/** Whether it counts for the score, or for the text alone. */
			counts: v.optional(v.picklist(['score', 'text'])),
		}),
	),
});

export const STANCES_OF_EVIDENCE = ['supports', 'contradicts', 'neutral'] as const;
const evidenceStance = v.picklist(STANCES_OF_EVIDENCE);
export const ANSWER_STATES = ['answered', 'evasive', 'none'] as const;
/** What a source says on a subquestion, and whether those who were asked answered. */
export const evidenceSchema = v.strictObject({
	stance: evidenceStance,
	answer: v.optional(v.picklist(ANSWER_STATES)),
});

export const citationSchema = v.strictObject({
	quote: v.optional(text(LENGTH.quote)),
	stance: v.optional(evidenceStance),
	page: v.optional(v.union([text(LENGTH.line), v.pipe(v.number(), v.safeInteger(), v.minValue(0))])),
});

export const THREAD_CLASSES = ['fact', 'evidence', 'wording', 'score', 'question'] as const;
export const threadSchema = v.strictObject({
	/** Id of the section, score, finding, fact or diagram it is about. */
	on: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_.:/@-]{1,200}$/)),
	/** Where in a text: Yjs relative positions, as the editor encodes them. */
	anchor: v.optional(text(2_000)),
	/** The words it was about, kept for the day they are gone. */
	quote: v.optional(text(LENGTH.quote)),
	class: v.picklist(THREAD_CLASSES),
	/** The words that should stand in place of the quoted ones; empty to strike them out. */
	suggestion: v.optional(text(LENGTH.note)),
	by: id,
	at: time,
});

export const messageSchema = v.strictObject({
	text: said(LENGTH.note),
	at: time,
	editedAt: v.optional(time),
	/** Who should see it. */
	mentions: v.optional(v.pipe(v.array(id), v.maxLength(50))),
});

export const DISPOSITIONS = ['accepted', 'partly', 'rejected'] as const;
export const resolutionSchema = v.strictObject({
	state: v.picklist(['open', 'resolved']),
	disposition: v.optional(v.picklist(DISPOSITIONS)),
	reason: v.optional(text(LENGTH.reason)),
	by: id,
	at: time,
});

export const SECTION_STATES = ['draft', 'ready', 'approved'] as const;
export const sectionStateSchema = v.strictObject({ state: v.picklist(SECTION_STATES), by: id });

const instant = v.pipe(v.string(), v.regex(ISO_TIME));

export const sessionStateSchema = v.strictObject({
	open: v.boolean(),
	facilitator: v.nullable(id),
	scribe: v.nullable(id),
	agenda: v.pipe(v.array(frameworkId), v.maxLength(1000)),
	current: v.nullable(frameworkId),
	startedAt: v.nullable(instant),
	timer: v.nullable(v.strictObject({ endsAt: instant, seconds: whole(1, 86_400) })),
});
export const discussedSchema = v.strictObject({ by: id, at: instant });
export const spokenSchema = v.strictObject({ at: instant });
export const roundSchema = v.strictObject({ n: whole(2, 1000), by: id, at: instant });

/** Where a section stands: in a chapter or, without an area, in the summary; and its title where it has one. */
export const outlineSchema = v.strictObject({
	area: v.optional(frameworkId),
	title: v.optional(text(LENGTH.line)),
	/** What a free section is about; several may serve one subquestion. */
	subquestions: v.optional(v.pipe(v.array(frameworkId), v.maxLength(100))),
	order,
});

export const factSchema = v.strictObject({
	label: said(LENGTH.line),
	value: text(LENGTH.title),
	remark: v.optional(text(LENGTH.title)),
	asOf: v.optional(date),
	source: v.optional(id),
	order,
});

export const roleModelSchema = v.strictObject({
	/** As it is called; `code` where it is one of the country's. */
	municipality: said(LENGTH.line),
	code: v.optional(v.pipe(v.string(), v.regex(/^\d{4}$/))),
	area: frameworkId,
	subquestion: v.optional(frameworkId),
	/** What there is to learn from it. */
	what: said(LENGTH.reason),
	source: v.optional(id),
	order,
});

export const QUESTION_STATES = ['open', 'answered', 'dropped'] as const;
/** A question put to the municipality. `by`: who asked. */
export const questionSchema = v.strictObject({
	text: said(LENGTH.reason),
	area: v.optional(frameworkId),
	subquestion: v.optional(frameworkId),
	/** Whom it is put to. */
	to: v.optional(text(LENGTH.line)),
	state: v.picklist(QUESTION_STATES),
	answer: v.optional(text(LENGTH.note)),
	answered: v.optional(date),
	by: id,
	at: time,
});

export const dismissalSchema = v.strictObject({ reason: said(LENGTH.reason), by: id, at: time });

export type Confidence = (typeof CONFIDENCES)[number];
export type Score = v.InferOutput<typeof scoreSchema>;
export type Consensus = v.InferOutput<typeof consensusSchema>;
export type Stance = (typeof STANCES)[number];
export type Position = v.InferOutput<typeof positionSchema>;
export type Finding = v.InferOutput<typeof findingSchema>;
export type Source = v.InferOutput<typeof sourceSchema>;
export type Citation = v.InferOutput<typeof citationSchema>;
export type Thread = v.InferOutput<typeof threadSchema>;
export type Message = v.InferOutput<typeof messageSchema>;
export type Resolution = v.InferOutput<typeof resolutionSchema>;
export type OutlineEntry = v.InferOutput<typeof outlineSchema>;
export type Fact = v.InferOutput<typeof factSchema>;
export type RoleModel = v.InferOutput<typeof roleModelSchema>;
export type Question = v.InferOutput<typeof questionSchema>;
export type Evidence = v.InferOutput<typeof evidenceSchema>;
export type Dismissal = v.InferOutput<typeof dismissalSchema>;
export type SectionState = v.InferOutput<typeof sectionStateSchema>;
/** ISO 8601 text or milliseconds since 1970. */
export type Time = v.InferOutput<typeof time>;

/** Milliseconds since 1970 of either form. */
export const millisecondsOf = (at: Time): number => (typeof at === 'number' ? at : Date.parse(at));

export const VALUE_SCHEMAS = {
	scores: scoreSchema,
	firstScores: scoreSchema,
	consensus: consensusSchema,
	positions: positionSchema,
	findings: findingSchema,
	sources: sourceSchema,
	citations: citationSchema,
	threads: threadSchema,
	messages: messageSchema,
	resolutions: resolutionSchema,
	sections: sectionStateSchema,
	session: v.union([sessionStateSchema, roundSchema, discussedSchema, spokenSchema]),
	outline: outlineSchema,
	facts: factSchema,
	roleModels: roleModelSchema,
	questions: questionSchema,
	evidence: evidenceSchema,
	dismissals: dismissalSchema,
} as const satisfies Record<MapRoot, v.GenericSchema>;

export type ValueOf<R extends MapRoot> = v.InferOutput<(typeof VALUE_SCHEMAS)[R]>;

/** Whether a value is one of its root. Stops at the first fault, for those who ask about every change. */
export const isValue = <R extends MapRoot>(root: R, value: unknown): value is ValueOf<R> =>
	v.is(VALUE_SCHEMAS[root], value);

/** The value as its root's type, or undefined where it is not one. */
export function parseValue<R extends MapRoot>(root: R, value: unknown): ValueOf<R> | undefined {
	const parsed = v.safeParse(VALUE_SCHEMAS[root], value);
	return parsed.success ? parsed.output : undefined;
}

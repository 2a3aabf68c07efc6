/**
 * A framework from outside (an uploaded JSON file), parsed once: either a framework whose every promise holds,
 * or the list of what is wrong with it, each error naming its field. Nothing is repaired in silence.
 */
import * as v from 'valibot';
import { COMPARABILITIES, GRAND_TOTAL_RULES, type Framework } from './framework.ts';

/** The texts to these codes are in the message catalogue. */
export type FrameworkErrorCode =
	| 'frameworkFieldMissing'
	| 'frameworkFieldUnknown'
	| 'frameworkFieldType'
	| 'frameworkTextLength'
	| 'frameworkIdForm'
	| 'frameworkWholeNumber'
	| 'frameworkChoice'
	| 'frameworkListLength'
	| 'frameworkIdTwice'
	| 'frameworkAreaSum'
	| 'frameworkSubquestionUnknown'
	| 'frameworkAreaUnknown'
	| 'frameworkAreaMissing'
	| 'frameworkVersionTwice';

export interface FrameworkError {
	/** Dotted, as in the file: `areas.2.subquestions.0.max`; empty for the file as a whole. */
	path: string;
	code: FrameworkErrorCode;
	params: Record<string, string | number>;
}

export type FrameworkResult = { ok: true; framework: Framework } | { ok: false; errors: FrameworkError[] };

/** Parts of keys, paths and addresses: no slash, no colon, no blank, and no name JavaScript treats specially. */
const ID = /^[0-9A-Za-z][0-9A-Za-z_-]{0,31}(\.[0-9A-Za-z_-]{1,32}){0,3}$/;
const WHOLE = { least: 1, most: 10_000 };

type Problem = `${FrameworkErrorCode}|${string}`;
const problem = (code: FrameworkErrorCode, params: FrameworkError['params'] = {}): Problem =>
	`${code}|${JSON.stringify(params)}`;

const text = (most: number) =>
	v.pipe(
		v.string(),
		v.trim(),
		v.minLength(1, problem('frameworkTextLength', { most })),
		v.maxLength(most, problem('frameworkTextLength', { most })),
	);
const id = v.pipe(v.string(), v.regex(ID, problem('frameworkIdForm')));
const whole = (least: number, most: number) => {
	const wrong = problem('frameworkWholeNumber', { least, most });
	return v.pipe(v.number(), v.integer(wrong), v.minValue(least, wrong), v.maxValue(most, wrong));
};
const list = <S extends v.GenericSchema>(item: S, least: number, most: number) => {
	const wrong = problem('frameworkListLength', { least, most });
	return v.pipe(v.array(item), v.minLength(least, wrong), v.maxLength(most, wrong));
};
const choice = <const O extends readonly string[]>(options: O) =>
	v.picklist(options, problem('frameworkChoice', { options: options.join(', ') }));

const schema = v.strictObject({
	id,
	name: text(200),
	version: text(64),
	language: v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[0-9A-Za-z]{2,8})*$/, problem('frameworkIdForm'))),
	validFrom: v.optional(whole(1900, 2200)),
	predecessor: v.optional(text(64)),
	successor: v.optional(text(64)),
	source: v.optional(text(1000)),
	introduction: v.optional(text(10_000)),
	grandTotal: v.optional(choice(GRAND_TOTAL_RULES), 'sum-of-area-totals'),
	areas: list(
		v.strictObject({
			id,
			name: text(200),
			displayTitle: v.optional(text(200)),
			max: whole(WHOLE.least, WHOLE.most),
			general: v.optional(text(10_000)),
			headings: v.optional(
				list(v.strictObject({ label: text(300), subquestions: list(id, 0, 100) }), 0, 100),
				[],
			),
			subquestions: list(
				v.strictObject({ id, label: text(500), max: whole(WHOLE.least, WHOLE.most) }),
				1,
				100,
			),
		}),
		1,
		50,
	),
	comparability: v.optional(
		list(
			v.strictObject({
				version: text(64),
				areas: v.record(v.string(), choice(COMPARABILITIES)),
				note: v.optional(text(2000)),
			}),
			0,
			50,
		),
		[],
	),
});

export function parseFramework(input: unknown): FrameworkResult {
	const parsed = v.safeParse(schema, input);
	if (!parsed.success) return { ok: false, errors: parsed.issues.map(fromIssue) };
	const errors = contradictions(parsed.output);
	return errors.length > 0 ? { ok: false, errors } : { ok: true, framework: parsed.output };
}

function fromIssue(issue: v.BaseIssue<unknown>): FrameworkError {
	const path = v.getDotPath(issue) ?? '';
	if (issue.message.startsWith('framework')) {
		const bar = issue.message.indexOf('|');
		return {
			path,
			code: issue.message.slice(0, bar) as FrameworkErrorCode,
			params: JSON.parse(issue.message.slice(bar + 1)) as FrameworkError['params'],
		};
	}
	const field = path.split('.').at(-1) ?? '';
	if (issue.type === 'strict_object' && issue.expected === 'never')
		return { path, code: 'frameworkFieldUnknown', params: { field } };
	if (issue.received === 'undefined') return { path, code: 'frameworkFieldMissing', params: { field } };
	return { path, code: 'frameworkFieldType', params: { field, expected: issue.expected ?? issue.type } };
}

/** What no single field can show: sums, ids used twice, references that lead nowhere. */
function contradictions(framework: v.InferOutput<typeof schema>): FrameworkError[] {
	const errors: FrameworkError[] = [];
	const areaIds = new Set<string>();
	const subquestionIds = new Set<string>();
	for (const [a, area] of framework.areas.entries()) {
		if (areaIds.has(area.id))
			errors.push({ path: `areas.${a}.id`, code: 'frameworkIdTwice', params: { id: area.id } });
		areaIds.add(area.id);
		for (const [s, subquestion] of area.subquestions.entries()) {
			if (subquestionIds.has(subquestion.id))
				errors.push({
					path: `areas.${a}.subquestions.${s}.id`,
					code: 'frameworkIdTwice',
					params: { id: subquestion.id },
				});
			subquestionIds.add(subquestion.id);
		}
		const sum = area.subquestions.reduce((total, subquestion) => total + subquestion.max, 0);
		if (sum !== area.max)
			errors.push({
				path: `areas.${a}.max`,
				code: 'frameworkAreaSum',
				params: { area: area.id, sum, max: area.max },
			});
		const own = new Set(area.subquestions.map((subquestion) => subquestion.id));
		for (const [h, heading] of area.headings.entries())
			for (const [s, subquestion] of heading.subquestions.entries())
				if (!own.has(subquestion))
					errors.push({
						path: `areas.${a}.headings.${h}.subquestions.${s}`,
						code: 'frameworkSubquestionUnknown',
						params: { id: subquestion, area: area.id },
					});
	}
	const versions = new Set([framework.version]);
	for (const [c, entry] of framework.comparability.entries()) {
		const path = `comparability.${c}`;
		if (versions.has(entry.version))
			errors.push({
				path: `${path}.version`,
				code: 'frameworkVersionTwice',
				params: { version: entry.version },
			});
		versions.add(entry.version);
		for (const area of Object.keys(entry.areas))
			if (!areaIds.has(area))
				errors.push({ path: `${path}.areas.${area}`, code: 'frameworkAreaUnknown', params: { id: area } });
		for (const area of areaIds)
			if (!Object.hasOwn(entry.areas, area))
				errors.push({ path: `${path}.areas`, code: 'frameworkAreaMissing', params: { id: area } });
	}
	return errors;
}

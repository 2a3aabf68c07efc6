/**
 * The form of a new evaluation: from the texts of its fields to what the service takes, with every fault
 * named by its field. The rules about what exists (addresses, frameworks, earlier evaluations) are the service's.
 */
import {
	MUNICIPALITIES,
	searchMunicipalities,
	type Municipality,
} from '#domain/municipalities/municipalities.ts';
import { BLIND_MODES, isRole, type BlindMode, type Role } from '#domain/permissions/roles.ts';
import { formats } from '#lib/i18n/format.ts';
import type { Locale, Translate } from '#lib/i18n/index.ts';

const YEARS = { first: 1990, last: 2100 } as const;
export const DEFAULT_BLIND: BlindMode = 'evaluation';

export interface MemberRow {
	/** Number of the row, as in the names of its fields: `member-3-email`. */
	row: number;
	email: string;
	role: Role;
	scores: boolean;
}

export interface ParsedForm {
	frameworkId: string;
	municipalityCode: string;
	year: number;
	title?: string;
	previousEvaluationId?: string;
	cohortId?: string;
	blind: BlindMode;
	/** Share of the maximum, 0–1. */
	tolerance: number;
	consensusBy: 'lead' | 'evaluators';
	/** Whether the one who makes it scores as well. */
	iScore: boolean;
	members: MemberRow[];
}

/** Name of the field → what is wrong with it. */
export type FieldErrors = Record<string, string>;

export const canScore = (role: Role): boolean => role === 'lead' || role === 'evaluator';

const same = (a: string, b: string) => a.localeCompare(b, 'sv', { sensitivity: 'accent' }) === 0;

/**
 * The one municipality that a text means: its code, its name, "Vallentuna (0115)", or a text that fits only
 * one name. Otherwise all that it could mean.
 */
export function meantMunicipality(text: string): Municipality | Municipality[] {
	const wanted = (/\b\d{4}\b/.exec(text)?.[0] ?? text).trim();
	if (wanted === '') return [];
	const exact = MUNICIPALITIES.find(({ code, name }) => code === wanted || same(name, wanted));
	const found = exact ? [exact] : searchMunicipalities(wanted);
	return found.length === 1 && found[0] ? found[0] : found;
}

function municipalityFault(written: string, meant: Municipality[], t: Translate, locale: Locale): string {
	if (written === '') return t('required');
	if (meant.length < 2 || meant.length > 6) return t('new.municipality.unknown', { text: written });
	return t('new.municipality.several', {
		text: written,
		names: formats(locale).list(meant.map(({ name }) => name)),
	});
}

/** A percentage as people write it: "20", "12,5", "12.5 %". NaN for anything else. */
export function parsePercent(text: string): number {
	const plain = text.replace(/\s*%\s*$/, '').trim();
	const percent = /^\d{1,3}([.,]\d{1,2})?$/.test(plain) ? Number(plain.replace(',', '.')) : NaN;
	return percent <= 100 ? percent : NaN;
}

/** How many rows of members to show for what was typed; four at least. */
export function rowsFor(values: Record<string, string>): number {
	const rows = Object.keys(values).map((name) => Number(/^member-(\d{1,3})-role$/.exec(name)?.[1] ?? -1) + 1);
	return Math.max(4, ...rows);
}

/** The rows of the members table; those without an address are left out. */
function membersIn(form: FormData, text: (name: string) => string): MemberRow[] {
	return form
		.getAll('row')
		.map(Number)
		.filter((row) => Number.isSafeInteger(row) && row >= 0)
		.map((row) => {
			const written = text(`member-${row}-role`);
			const role = isRole(written) ? written : 'evaluator';
			const scores = canScore(role) && form.has(`member-${row}-scores`);
			return { row, email: text(`member-${row}-email`), role, scores };
		})
		.filter(({ email }) => email !== '');
}

/** `own`: the address of whoever makes the evaluation. */
export function parseForm(
	form: FormData,
	{ t, locale }: { t: Translate; locale: Locale },
	own: string,
): { ok: true; value: ParsedForm } | { ok: false; fields: FieldErrors } {
	const fields: FieldErrors = {};
	const text = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value.trim() : '';
	};

	const meant = meantMunicipality(text('municipality'));
	if (Array.isArray(meant)) fields.municipality = municipalityFault(text('municipality'), meant, t, locale);

	const year = Number(text('year'));
	if (!Number.isInteger(year) || year < YEARS.first || year > YEARS.last) fields.year = t('new.year.wrong');

	const percent = parsePercent(text('tolerance'));
	if (Number.isNaN(percent)) fields.tolerance = t('new.tolerance.wrong');

	if (text('frameworkId') === '') fields.frameworkId = t('required');

	const members = membersIn(form, text);
	for (const { row, email } of members)
		if (!/^[^\s@]+@[^\s@]+$/.test(email)) fields[`member-${row}-email`] = t('notEmail');
		else if (same(email, own)) fields[`member-${row}-email`] = t('new.members.mine');

	if (Object.keys(fields).length > 0 || Array.isArray(meant)) return { ok: false, fields };
	const title = text('title');
	const previous = text('previousEvaluationId');
	const cohort = text('cohortId');
	return {
		ok: true,
		value: {
			frameworkId: text('frameworkId'),
			municipalityCode: meant.code,
			year,
			...(title && { title }),
			...(previous && { previousEvaluationId: previous }),
			...(cohort && { cohortId: cohort }),
			blind: BLIND_MODES.find((mode) => mode === text('blind')) ?? DEFAULT_BLIND,
			tolerance: Math.round(percent * 10) / 1000,
			consensusBy: text('consensusBy') === 'evaluators' ? 'evaluators' : 'lead',
			iScore: form.has('iScore'),
			members,
		},
	};
}

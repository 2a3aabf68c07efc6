/** What a new evaluation is made of: the input checked against what exists, every fault named by its field. */
import {
	municipality,
	searchMunicipalities,
	type Municipality,
} from '#domain/municipalities/municipalities.ts';
import { scoresByDefault, type BlindMode, type Role } from '#domain/permissions/roles.ts';
import { emailErrors, tidyEmail } from '../auth/person.ts';
import * as cohorts from '../db/cohorts.ts';
import * as evaluations from '../db/evaluations.ts';
import * as frameworkRows from '../db/frameworks.ts';
import * as members from '../db/members.ts';
import type { Db } from '../db/pool.ts';
import * as users from '../db/users.ts';
import type { Actor } from './actor.ts';
import { invalid, type FieldError } from './errors.ts';

export interface NewMember {
	email: string;
	role: Role;
	/** Default: evaluators yes, everybody else no. */
	scores?: boolean | undefined;
}

export interface NewEvaluation {
	frameworkId: string;
	/** Official code, four digits. One of the two is needed. */
	municipalityCode?: string | undefined;
	/** The name, as in the official list. */
	municipality?: string | undefined;
	year: number;
	/** Default: municipality and year. */
	title?: string | undefined;
	previousEvaluationId?: string | undefined;
	/** What its figures are set beside. */
	cohortId?: string | undefined;
	/** Default: evaluation. */
	blind?: BlindMode | undefined;
	/** Share of max, 0–1. Default: 0.2. */
	tolerance?: number | undefined;
	/** Default: lead. */
	consensusBy?: 'lead' | 'evaluators' | undefined;
	members?: readonly NewMember[] | undefined;
}

export interface Seat {
	role: Role;
	scores: boolean;
}

export interface Plan {
	municipality: Municipality;
	title: string;
	/** In the order they join, the creator first unless the list says otherwise. */
	seats: (Seat & { userId: string })[];
	/** Addresses without an account. */
	invited: (Seat & { email: string })[];
}

/** Throws 422 with everything that is wrong with the input. */
export async function plan(db: Db, actor: Actor, input: NewEvaluation): Promise<Plan> {
	const errors: FieldError[] = [];
	const place = placeFrom(input);
	if (!place)
		errors.push({
			path: input.municipalityCode === undefined ? 'municipality' : 'municipalityCode',
			code:
				input.municipalityCode === undefined && input.municipality === undefined
					? 'required'
					: 'municipalityUnknown',
		});
	if (!(await frameworkRows.find(db, input.frameworkId)))
		errors.push({ path: 'frameworkId', code: 'frameworkUnknown' });
	errors.push(...(await previousErrors(db, actor, input, place)));
	if (input.cohortId !== undefined && !(await cohorts.find(db, input.cohortId)))
		errors.push({ path: 'cohortId', code: 'cohortUnknown' });
	const { seats, invited, errors: memberErrors } = await seatsFor(db, actor, input.members ?? []);
	errors.push(...memberErrors);
	if (!place || errors.length > 0) throw invalid(errors);
	return { municipality: place, title: input.title?.trim() || `${place.name} ${input.year}`, seats, invited };
}

/** By code or by exact name, whichever of the two fields it stands in. */
function placeFrom({ municipalityCode, municipality: name }: NewEvaluation): Municipality | undefined {
	const wanted = (municipalityCode ?? name)?.trim() ?? '';
	const byCode = municipality(wanted);
	if (byCode || wanted === '') return byCode;
	const [best] = searchMunicipalities(wanted, 1);
	return best?.name.toLocaleLowerCase('sv') === wanted.normalize('NFC').toLocaleLowerCase('sv')
		? best
		: undefined;
}

async function previousErrors(
	db: Db,
	actor: Actor,
	{ previousEvaluationId: id, year }: NewEvaluation,
	place: Municipality | undefined,
): Promise<FieldError[]> {
	if (id === undefined) return [];
	const path = 'previousEvaluationId';
	const previous = (await members.find(db, id, actor.id)) && (await evaluations.find(db, id));
	if (!previous) return [{ path, code: 'previousUnknown' }];
	if (place && previous.municipality_code !== place.code)
		return [{ path, code: 'previousOtherMunicipality' }];
	return previous.year > year ? [{ path, code: 'previousLater' }] : [];
}

export function seatFault({
	role,
	scores,
}: {
	role: Role;
	scores?: boolean | undefined;
}): 'roleCannotScore' | undefined {
	return scores && role !== 'lead' && role !== 'evaluator' ? 'roleCannotScore' : undefined;
}

async function seatsFor(db: Db, actor: Actor, list: readonly NewMember[]) {
	const errors: FieldError[] = [];
	const seats: Plan['seats'] = [];
	const invited: Plan['invited'] = [];
	const seen = new Set<string>();
	for (const [at, { email: address, role, scores = scoresByDefault(role) }] of list.entries()) {
		const email = tidyEmail(address);
		const path = `members.${at}.email`;
		const wrong = emailErrors(email, path);
		errors.push(...wrong);
		if (seatFault({ role, scores })) errors.push({ path: `members.${at}.scores`, code: 'roleCannotScore' });
		if (seen.has(email.toLowerCase())) errors.push({ path, code: 'emailTwice' });
		seen.add(email.toLowerCase());
		if (wrong.length > 0) continue;
		const user = await users.findByEmail(db, email);
		if (!user) invited.push({ email, role, scores });
		else if (user.disabled_at) errors.push({ path, code: 'accountDisabled' });
		else seats.push({ userId: user.id, role, scores });
	}
	return { seats: withLead(seats, actor.id), invited, errors };
}

/** The creator belongs to it, and leads unless listed otherwise; without another lead, in any case. */
function withLead(seats: Plan['seats'], creator: string): Plan['seats'] {
	const own = seats.find(({ userId }) => userId === creator);
	if (!own) return [{ userId: creator, role: 'lead', scores: false }, ...seats];
	if (seats.some(({ role }) => role === 'lead')) return seats;
	return seats.map((seat) => (seat === own ? { ...seat, role: 'lead' } : seat));
}

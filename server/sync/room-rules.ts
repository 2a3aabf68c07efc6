/**
 * What the database says about one evaluation, read in one query: everything that decides who may enter its
 * rooms and who may write what there. Never taken from a document.
 */
import { sql } from 'kysely';
import type { Framework } from '#domain/framework/framework.ts';
import type { RoomRules } from '#domain/permissions/document-rules.ts';
import type { BlindMode, Role } from '#domain/permissions/roles.ts';
import type { Phase } from '#domain/phases/phases.ts';
import { toHundredths } from '#domain/points/points.ts';
import type { Room } from '#document/rooms.ts';
import type { Db } from '../db/pool.ts';
import { ROUNDS_OF_E, roundsFrom, type ReviewRound, type RoundRow } from './review-room.ts';

export interface SituationMember {
	userId: string;
	role: Role;
	scores: boolean;
	name: string;
	initials: string;
	/** 0–7, by the order of joining, those who left counted. */
	color: number;
}

/** An evaluation's rooms are judged by this until the next command; it is replaced whole, never changed. */
export interface Situation {
	readonly evaluationId: string;
	readonly phase: Phase;
	readonly blind: BlindMode;
	readonly members: ReadonlyMap<string, SituationMember>;
	readonly revealed: ReadonlySet<string>;
	/** User id → rows of that ballot that are handed in. */
	readonly handedIn: ReadonlyMap<string, ReadonlySet<string>>;
	readonly framework: FrameworkRules;
	/** Review rounds by id. */
	readonly rounds: ReadonlyMap<string, ReviewRound>;
}

/** What the rules need of a framework; `max` in hundredths of a point. */
export interface FrameworkRules {
	readonly subquestions: ReadonlyMap<string, { max: number; areaId: string }>;
	readonly areas: ReadonlySet<string>;
}

interface SituationRow {
	phase: Phase;
	blind: BlindMode;
	framework_id: string;
	members: SituationMember[];
	revealed: string[];
	handed_in: { user: string; row: string }[];
	rounds: RoundRow[];
}

export interface Situations {
	/** Undefined: there is no such evaluation. */
	read(evaluationId: string): Promise<Situation | undefined>;
}

export function createSituations(db: Db): Situations {
	// Frameworks never change once they are stored.
	const frameworks = new Map<string, Promise<FrameworkRules>>();
	const framework = (id: string): Promise<FrameworkRules> => {
		const known = frameworks.get(id);
		if (known) return known;
		const reading = readFramework(db, id);
		frameworks.set(id, reading);
		reading.catch(() => frameworks.delete(id));
		return reading;
	};
	return {
		async read(evaluationId) {
			const row = await readRow(db, evaluationId);
			if (!row) return undefined;
			const handedIn = new Map<string, Set<string>>();
			for (const { user, row: subquestion } of row.handed_in) {
				const rows = handedIn.get(user);
				if (rows) rows.add(subquestion);
				else handedIn.set(user, new Set([subquestion]));
			}
			return {
				evaluationId,
				phase: row.phase,
				blind: row.blind,
				members: new Map(row.members.map((member) => [member.userId, member])),
				revealed: new Set(row.revealed),
				handedIn,
				framework: await framework(row.framework_id),
				rounds: roundsFrom(row.rounds),
			};
		},
	};
}

async function readRow(db: Db, evaluationId: string): Promise<SituationRow | undefined> {
	const { rows } = await sql<SituationRow>`
		select e.phase, e.blind, e.framework_id,
			coalesce((
				select json_agg(json_build_object('userId', m.user_id, 'role', m.role, 'scores', m.scores,
					'name', u.name, 'initials', u.initials, 'color', m.color))
				from (
					select *, (row_number() over (order by added_at, user_id) - 1) % 8 as color
					from member where evaluation_id = e.id
				) m join app_user u on u.id = m.user_id
				where m.removed_at is null
			), '[]') as members,
			coalesce((select json_agg(subquestion_id) from reveal where evaluation_id = e.id), '[]') as revealed,
			coalesce((
				select json_agg(json_build_object('user', user_id, 'row', subquestion_id))
				from ballot_submission where evaluation_id = e.id
			), '[]') as handed_in,
			${ROUNDS_OF_E} as rounds
		from evaluation e where e.id = ${evaluationId}`.execute(db);
	return rows[0];
}

async function readFramework(db: Db, id: string): Promise<FrameworkRules> {
	const row = await db.selectFrom('framework').select('data').where('id', '=', id).executeTakeFirstOrThrow();
	// Parsed when it was imported, immutable since.
	const { areas } = row.data as unknown as Pick<Framework, 'areas'>;
	const subquestions = new Map<string, { max: number; areaId: string }>();
	for (const area of areas)
		for (const subquestion of area.subquestions)
			subquestions.set(subquestion.id, { max: toHundredths(subquestion.max) ?? 0, areaId: area.id });
	return { subquestions, areas: new Set(areas.map((area) => area.id)) };
}

const NOTHING: ReadonlySet<string> = new Set();

/** The rules of one room in this situation. */
export function rulesOf(room: Room, situation: Situation): RoomRules {
	const rules = {
		kind: room.kind,
		phase: situation.phase,
		blind: situation.blind,
		revealed: situation.revealed,
		lockedRows: NOTHING,
		subquestions: situation.framework.subquestions,
		areas: situation.framework.areas,
	};
	if (room.kind === 'review') return { ...rules, frozen: situation.rounds.get(room.roundId)?.closed ?? true };
	if (room.kind !== 'ballot') return rules;
	const lockedRows = situation.handedIn.get(room.userId) ?? NOTHING;
	return { ...rules, ballotOwner: room.userId, lockedRows };
}

/**
 * What an evaluation is made of, table by table, in the order in which it is put together again. Named one by one:
 * what is not here stays where it is. Left out are ballots (everything revealed is in the shared document), interview
 * notes (they are erasable, so they are in no file), invitations, links by which somebody may read, and stored
 * states, which are derived.
 */
import { sql, type RawBuilder } from 'kysely';

export interface BundledTable {
	readonly name: string;
	/** Which rows `t` belong to the evaluation. */
	readonly where: (evaluationId: string) => RawBuilder<boolean>;
	/** Numbers that the database itself gives out: given out anew. */
	readonly without?: readonly string[];
	/** Columns that name the evaluation itself, a room, a round of it, or a person. */
	readonly evaluation?: string;
	readonly room?: string;
	readonly round?: string;
	readonly people?: readonly string[];
}

const own = (evaluationId: string) => sql<boolean>`t.evaluation_id = ${evaluationId}`;
const isBundledRoom = (evaluationId: string) => (name: RawBuilder<unknown>) =>
	sql<boolean>`(${name} = ${`evaluation/${evaluationId}`} or starts_with(${name}, ${`review/${evaluationId}/`}))`;
const inRoom = (evaluationId: string) => isBundledRoom(evaluationId)(sql`t.room`);
const inRound = (evaluationId: string) =>
	sql<boolean>`t.round_id in (select id from review_round where evaluation_id = ${evaluationId})`;

export const TABLES: readonly BundledTable[] = [
	{
		name: 'evaluation',
		where: (id) => sql`t.id = ${id}`,
		without: ['cohort_id'],
		evaluation: 'id',
		people: ['created_by'],
	},
	{ name: 'member', where: own, evaluation: 'evaluation_id', people: ['user_id'] },
	{
		name: 'phase_change',
		where: own,
		without: ['id'],
		evaluation: 'evaluation_id',
		people: ['by_user'],
	},
	{ name: 'ballot_submission', where: own, evaluation: 'evaluation_id', people: ['user_id'] },
	{ name: 'reveal', where: own, evaluation: 'evaluation_id', people: ['by_user'] },
	{
		name: 'room',
		where: (id) => isBundledRoom(id)(sql`t.name`),
		without: ['owner', 'lease_until'],
		evaluation: 'evaluation_id',
		room: 'name',
	},
	{ name: 'update_log', where: inRoom, room: 'room', people: ['user_id'] },
	{ name: 'snapshot', where: own, evaluation: 'evaluation_id', room: 'room', people: ['by_user'] },
	{ name: 'review_round', where: own, evaluation: 'evaluation_id', people: ['opened_by'] },
	{ name: 'room_client', where: inRoom, room: 'room', people: ['user_id'] },
	{ name: 'review_hand_in', where: inRound, round: 'round_id', people: ['user_id'] },
	{ name: 'file', where: own, evaluation: 'evaluation_id', people: ['uploaded_by'] },
	{ name: 'sign_off', where: own, without: ['id'], evaluation: 'evaluation_id', people: ['user_id'] },
	{ name: 'final_version', where: own, evaluation: 'evaluation_id', people: ['by_user'] },
	{ name: 'action', where: own, evaluation: 'evaluation_id', people: ['created_by', 'updated_by'] },
];

/** Frameworks and people are not rows of the evaluation: they may be there already. */
export const FRAMEWORK = 'framework';
export const FRAMEWORK_COLUMNS = ['id', 'data', 'sha256'] as const;
export const PEOPLE = 'app_user';
export const PEOPLE_COLUMNS = ['id', 'email', 'name', 'initials', 'guest_round_id'] as const;

/** Everybody whom one of the bundled rows names. */
export const peopleNamed = (evaluationId: string): RawBuilder<boolean> =>
	sql<boolean>`t.id in (${sql.join(
		TABLES.flatMap(({ name, where, people = [] }) =>
			people.map(
				(column) =>
					sql`select ${sql.ref(`t.${column}`)} from ${sql.table(name)} t where ${where(evaluationId)}`,
			),
		),
		sql` union all `,
	)})`;

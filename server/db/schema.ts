/** The tables as Kysely sees them. The migrations are the truth; a test compares the two. */
import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { ActionStatus } from '#domain/follow-up/actions.ts';
import type { BlindMode, Role } from '#domain/permissions/roles.ts';
import type { Phase } from '#domain/phases/phases.ts';
import type { MediaType } from '../files/kinds.ts';
import type { NamedStrength, ResultLevel } from '#domain/results/result.ts';

type Timestamp = ColumnType<Date, Date | string | undefined, Date | string>;
type OptionalTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
/** int8 arrives as number: pool.ts parses it, every value here stays below 2^53. */
type Bigint = ColumnType<number, number, number>;
type Bytes = ColumnType<Buffer, Uint8Array, Uint8Array>;

export interface Database {
	app_user: {
		id: string;
		email: string;
		name: string;
		initials: string;
		password_hash: string | null;
		admin: Generated<boolean>;
		locale: 'sv' | 'en' | null;
		disabled_at: OptionalTimestamp;
		created_at: Timestamp;
		/** Set for guests, who belong to this round and to nothing else. */
		guest_round_id: ColumnType<string | null, string | null | undefined, never>;
		/** Came with an imported evaluation; whoever it is has not taken it over yet. */
		imported_at: OptionalTimestamp;
		/** Name and address are gone; the id stays in the log. */
		erased_at: OptionalTimestamp;
	};
	session: {
		id: string;
		user_id: string;
		expires_at: Timestamp;
		created_at: Timestamp;
		last_seen_at: Timestamp;
		user_agent: string | null;
	};
	api_token: {
		id: string;
		user_id: string;
		name: string;
		token_hash: string;
		created_at: Timestamp;
		expires_at: OptionalTimestamp;
		last_used_at: OptionalTimestamp;
	};
	sign_in_limit: { key: string; points: number; expire: number | null };
	first_run: {
		singleton: Generated<boolean>;
		token_hash: string;
		created_at: Timestamp;
		/** Node id; null: there is one node alone. */
		issued_by: string | null;
	};
	framework: {
		id: string;
		name: string;
		version: string;
		data: JSONColumnType<object>;
		sha256: string;
		created_by: string | null;
		created_at: Timestamp;
	};
	evaluation: {
		id: string;
		framework_id: string;
		municipality_code: string;
		year: number;
		title: string;
		previous_evaluation_id: string | null;
		/** What its figures are set beside; see `cohort`. */
		cohort_id: ColumnType<string | null, string | null | undefined, string | null>;
		blind: BlindMode;
		/** numeric arrives as number: pool.ts parses it. Share of max, 0–1. */
		tolerance: Bigint;
		consensus_by: 'lead' | 'evaluators';
		phase: ColumnType<Phase, Phase | undefined, Phase>;
		created_by: string;
		created_at: Timestamp;
	};
	member: {
		evaluation_id: string;
		user_id: string;
		role: Role;
		scores: boolean;
		added_at: Timestamp;
		removed_at: OptionalTimestamp;
	};
	invitation: {
		id: string;
		token_hash: string;
		email: string;
		evaluation_id: string | null;
		role: Role | null;
		scores: boolean | null;
		invited_by: string | null;
		created_at: Timestamp;
		expires_at: Timestamp;
		accepted_at: OptionalTimestamp;
		revoked_at: OptionalTimestamp;
	};
	phase_change: {
		id: Generated<number>;
		evaluation_id: string;
		from_phase: Phase;
		to_phase: Phase;
		reason: string | null;
		by_user: string;
		seq: Bigint;
		at: Timestamp;
	};
	ballot_submission: { evaluation_id: string; user_id: string; subquestion_id: string; at: Timestamp };
	reveal: { evaluation_id: string; subquestion_id: string; by_user: string | null; at: Timestamp };
	room: {
		name: string;
		evaluation_id: string;
		generation: Generated<number>;
		epoch: Generated<number>;
		owner: string | null;
		lease_until: OptionalTimestamp;
		head_seq: Generated<number>;
		head_hash: ColumnType<Buffer, Uint8Array | undefined, Uint8Array>;
		created_at: Timestamp;
	};
	node: { id: string; address: string; lease_until: Timestamp };
	evaluation_owner: { evaluation_id: string; node_id: string; lease_until: Timestamp };
	update_log: {
		room: string;
		seq: Bigint;
		generation: number;
		epoch: Bigint;
		kind: 'update' | 'command';
		user_id: string | null;
		session_id: string | null;
		client_id: Bigint;
		from_clock: Bigint;
		to_clock: Bigint;
		bytes: Bytes;
		at: Timestamp;
		prev_hash: Bytes;
		hash: Bytes;
	};
	room_state: {
		room: string;
		seq: Bigint;
		bytes: Bytes;
		/** Of `bytes`, and a checksum over both; none beside states stored by earlier versions. */
		state_vector: Bytes | null;
		checksum: number | null;
		at: Timestamp;
	};
	room_client: {
		room: string;
		client_id: Bigint;
		generation: number;
		user_id: string;
		session_id: string | null;
		issued: Generated<boolean>;
		at: Timestamp;
	};
	snapshot: {
		id: string;
		evaluation_id: string;
		room: string;
		seq: Bigint;
		kind: 'named' | 'phase' | 'hourly' | 'final';
		label: string;
		content: JSONColumnType<object>;
		state: Bytes;
		sha256: string;
		prev_sha256: string | null;
		by_user: string | null;
		at: Timestamp;
	};
	review_round: {
		id: string;
		evaluation_id: string;
		snapshot_id: string;
		label: string;
		/** YYYY-MM-DD */
		deadline: string | null;
		opened_by: string;
		opened_at: Timestamp;
		closed_at: OptionalTimestamp;
	};
	review_hand_in: { round_id: string; user_id: string; at: Timestamp };
	review_guest: {
		id: string;
		round_id: string;
		/** Whom the link is for, and what the guest is called once it is used. */
		name: string;
		token_hash: string;
		invited_by: string;
		invited_at: Timestamp;
		expires_at: Timestamp;
		revoked_at: OptionalTimestamp;
		user_id: ColumnType<string | null, string | null | undefined, string | null>;
		entered_at: OptionalTimestamp;
	};
	round_read: {
		round_id: string;
		user_id: string;
		at: Timestamp;
	};
	mention_seen: {
		user_id: string;
		/** Name of the room, key of the message in it. */
		room: string;
		message: string;
		at: Timestamp;
	};
	digest: {
		user_id: string;
		choice: 'daily' | 'soon';
		/** For the link that ends it. */
		token: string;
		/** Of what was sent last. */
		fingerprint: string | null;
		sent_at: OptionalTimestamp;
		next_at: Timestamp;
		claimed_until: OptionalTimestamp;
		failures: Generated<number>;
		last_error: string | null;
	};
	sign_off: {
		id: Generated<number>;
		evaluation_id: string;
		user_id: string;
		stance: 'confirm' | 'dissent' | 'withdrawn';
		/** Of a dissent: the minority note. */
		note: string | null;
		seq: Bigint;
		content_sha256: string;
		at: Timestamp;
	};
	final_version: {
		evaluation_id: string;
		major: number;
		minor: number;
		snapshot_id: string;
		/** Canonical JSON, the bytes that `sha256` is taken over. */
		package: string;
		sha256: string;
		prev_sha256: string | null;
		reason: string | null;
		by_user: string;
		at: Timestamp;
	};
	file: {
		id: string;
		evaluation_id: string;
		name: string;
		media_type: MediaType;
		/** Bytes. */
		size: number;
		/** Hexadecimal, of the bytes. */
		sha256: string;
		/** In pixels; null for what is no image. */
		width: number | null;
		height: number | null;
		bytes: Bytes;
		uploaded_by: string;
		uploaded_at: Timestamp;
	};
	source_note: {
		evaluation_id: string;
		source_id: string;
		version: number;
		text: string;
		participants: string;
		by_user: string;
		created_at: Timestamp;
		updated_at: Timestamp;
		erased_at: OptionalTimestamp;
		erased_by: ColumnType<string | null, string | null | undefined, string | null>;
	};
	action: {
		id: string;
		evaluation_id: string;
		/** Of the shared document; null: it answers no single improvement. */
		finding_id: string | null;
		title: string;
		owner: ColumnType<string, string | undefined, string>;
		/** YYYY-MM-DD */
		due: string | null;
		status: ActionStatus;
		note: ColumnType<string, string | undefined, string>;
		version: Generated<number>;
		created_by: string;
		created_at: Timestamp;
		updated_by: string;
		updated_at: Timestamp;
		removed_at: OptionalTimestamp;
	};
	report_share: {
		id: string;
		evaluation_id: string;
		snapshot_id: string;
		label: ColumnType<string, string | undefined, string>;
		token_hash: string;
		created_by: string;
		created_at: Timestamp;
		expires_at: OptionalTimestamp;
		revoked_at: OptionalTimestamp;
	};
	result: {
		id: string;
		source: 'evaluation' | 'import';
		framework_id: string;
		municipality_code: string;
		year: number;
		level: ResultLevel;
		/** Made up, for the demonstration. */
		fictitious: Generated<boolean>;
		/** Where an imported result comes from, in somebody's words. */
		note: string | null;
		evaluation_id: string | null;
		/** The final snapshot it was read from. */
		snapshot_id: string | null;
		/** Of an evaluation: what its report names as strengths. */
		strengths: JSONColumnType<NamedStrength[], string | undefined, never>;
		file_name: string | null;
		file_sha256: string | null;
		imported_by: string | null;
		created_at: Timestamp;
		/** Set once the evaluation has a newer final version. */
		replaced_at: OptionalTimestamp;
		removed_at: OptionalTimestamp;
	};
	result_row: {
		result_id: string;
		kind: 'total' | 'area' | 'subquestion';
		/** Of the area or subquestion; `total` for the total. */
		row_id: string;
		achieved: number | null;
		max: number;
		percent: number | null;
		/** Hundredths of a point, where known. */
		exact: number | null;
		derived: boolean;
	};
	cohort: {
		id: string;
		name: string;
		framework_id: string;
		from_year: number;
		to_year: number;
		/** Two digits each; empty: all. */
		counties: string[];
		created_by: string;
		extracted_at: ColumnType<Date, Date | string | undefined, never>;
	};
	cohort_member: { cohort_id: string; result_id: string };
	audit: {
		id: Generated<number>;
		at: Timestamp;
		actor: string | null;
		action: string;
		evaluation_id: string | null;
		subject: string | null;
		detail: ColumnType<Record<string, unknown>, string | undefined, never>;
	};
	erasure: {
		id: string;
		kind: 'notes' | 'person';
		/** Evaluation id or user id. */
		subject: string;
		cause: 'policy' | 'hand';
		by_user: string | null;
		reason: string | null;
		/** Counts, never content. */
		erased: ColumnType<Record<string, number>, string, never>;
		at: Timestamp;
	};
	retention_policy: {
		singleton: Generated<boolean>;
		notes_days: number;
		set_by: string | null;
		set_at: Timestamp;
	};
	storage_probe: { bytes: Bytes };
}

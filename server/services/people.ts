/** Everyone who ever belonged to an evaluation, as its log and its versions name them. */
import { uniqueInitials } from '#domain/evaluation/unique-initials.ts';
import * as members from '../db/members.ts';
import type { Transaction } from 'kysely';
import type { Db } from '../db/pool.ts';
import type { Database } from '../db/schema.ts';

export interface NamedPerson {
	userId: string;
	name: string;
	/** Unique within the evaluation, the same as while they belonged. */
	initials: string;
	/** Whether they have left. */
	former: boolean;
}

/** In the order they joined. Whoever asks has been let in already. */
export async function peopleOf(db: Db | Transaction<Database>, evaluationId: string): Promise<NamedPerson[]> {
	const everyone = await members.everyone(db, evaluationId);
	const initials = uniqueInitials(everyone);
	return everyone.map((member, at) => ({
		userId: member.user_id,
		name: member.name,
		initials: initials[at]!,
		former: member.removed_at !== null,
	}));
}

/**
 * The first administrator. While there is none, every start makes a new one-time token that only who reads
 * the terminal knows; there is no default password anywhere. Of several nodes that start, one prints it.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { record } from '../db/audit.ts';
import type { Connection } from '../db/pool.ts';
import * as users from '../db/users.ts';
import { ServiceError } from '../services/errors.ts';
import { hashPassword } from './passwords.ts';
import { checkPerson } from './person.ts';
import { digest, newSecret } from './secrets.ts';

export interface FirstRun {
	/** Whether there is no administrator yet. */
	needed(): Promise<boolean>;
	/** A new token, which voids an earlier one; null when an administrator exists, or a living node has printed one. */
	issue(): Promise<string | null>;
	/** Whether this token would be taken now. */
	accepts(token: string): Promise<boolean>;
	/** Throws 404 `firstRunGone` or `firstRunDone`, 422, 409 `emailTaken`. */
	createAdministrator(
		token: string,
		person: { email: string; name: string; password: string },
	): Promise<{ userId: string }>;
}

interface FirstRunParts {
	connection: Connection;
	/** Where there are several. */
	nodeId?: string | undefined;
}

export function createFirstRun({ connection: { db }, nodeId }: FirstRunParts): FirstRun {
	const accepts = async (token: string): Promise<boolean> => {
		const row = await db
			.selectFrom('first_run')
			.select('singleton')
			.where('token_hash', '=', digest(token))
			.executeTakeFirst();
		return row !== undefined && !(await users.adminExists(db));
	};

	return {
		accepts,

		needed: async () => !(await users.adminExists(db)),

		async issue() {
			if (await users.adminExists(db)) {
				await db.deleteFrom('first_run').execute();
				return null;
			}
			const token = newSecret();
			const issued = await db
				.insertInto('first_run')
				.values({ token_hash: digest(token), issued_by: nodeId ?? null })
				.onConflict((conflict) =>
					conflict
						.column('singleton')
						.doUpdateSet({ token_hash: digest(token), issued_by: nodeId ?? null, created_at: new Date() })
						.where(
							sql<boolean>`not exists (select from node where node.id = first_run.issued_by and node.lease_until > clock_timestamp())`,
						),
				)
				.returning('singleton')
				.executeTakeFirst();
			return issued ? token : null;
		},

		async createAdministrator(token, input) {
			if (await users.adminExists(db)) throw new ServiceError(404, 'firstRunDone');
			if (!(await accepts(token))) throw new ServiceError(404, 'firstRunGone');
			const person = checkPerson(input);
			const passwordHash = await hashPassword(input.password);
			const userId = randomUUID();
			await db.transaction().execute(async (tx) => {
				// Whoever deletes the row is the one: two who come at once cannot both.
				const taken = await tx
					.deleteFrom('first_run')
					.where('token_hash', '=', digest(token))
					.returning('singleton')
					.executeTakeFirst();
				if (!taken) throw new ServiceError(404, 'firstRunGone');
				if (await users.adminExists(tx)) throw new ServiceError(404, 'firstRunDone');
				if (!(await users.create(tx, { id: userId, ...person, passwordHash, admin: true })))
					throw new ServiceError(409, 'emailTaken', { errors: [{ path: 'email', code: 'emailTaken' }] });
				await record(tx, { actor: userId, action: 'user.first', subject: userId });
			});
			return { userId };
		},
	};
}

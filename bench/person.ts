/** Somebody of whom a bench needs no more than an account. */
import { randomUUID } from 'node:crypto';
import { initialsOf } from '../src/domain/evaluation/initials.ts';
import * as users from '../server/db/users.ts';
import type { Actor } from '../server/services/actor.ts';
import type { Services } from '../server/services/services.ts';

export async function person(services: Services, name: string, admin = false): Promise<Actor> {
	const id = randomUUID();
	const email = `${id}@bench.example`;
	const row = { id, email, name, initials: initialsOf(name), passwordHash: null, admin };
	await users.create(services.connection.db, row);
	return { id, name, email, admin, sessionId: null };
}

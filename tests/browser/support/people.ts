/** Who the journeys are about, and how the tests call the API on their behalf. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const ADMIN = {
	email: 'admin@test.samsyn.example',
	name: 'Ada Admin',
	password: 'granit-och-tall-42',
};
export const TOKEN_FILE = path.resolve('.test-browser/admin-token');
export const BASE = 'http://localhost:4320';

export interface Person {
	id: string;
	email: string;
	name: string;
	password: string;
}

/** One API call; throws with the answer's text where the status is not 2xx. */
export async function api<T>(token: string, method: string, call: string, body?: unknown): Promise<T> {
	const answer = await fetch(`${BASE}/api/v1${call}`, {
		method,
		headers: {
			authorization: `Bearer ${token}`,
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const text = await answer.text();
	if (!answer.ok) throw new Error(`${method} ${call}: ${answer.status} ${text}`);
	return (text ? JSON.parse(text) : undefined) as T;
}

export const adminToken = (): string => readFileSync(TOKEN_FILE, 'utf8').trim();

/** A new person with an account of their own; the e-mail is unique. */
export async function newPerson(name: string): Promise<Person> {
	const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${randomUUID().slice(0, 8)}@test.samsyn.example`;
	const password = `tall-och-granit-${randomUUID()}`;
	const { id } = await api<{ id: string }>(adminToken(), 'POST', '/users', {
		email,
		name,
		password,
		admin: false,
	});
	return { id, email, name, password };
}

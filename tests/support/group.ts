/** A real server without HTTP, and evaluation groups on it: people, roles, scores, all through real services. */
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll } from 'vitest';
import type * as Y from 'yjs';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import { initialsOf } from '#domain/evaluation/initials.ts';
import type { BlindMode, Role } from '#domain/permissions/roles.ts';
import { PHASES, type Phase } from '#domain/phases/phases.ts';
import type { Score } from '#document/values.ts';
import { composeServices } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import * as users from '#server/db/users.ts';
import type { Actor } from '#server/services/actor.ts';
import type { Services } from '#server/services/services.ts';
import { ballotRoom, evaluationRoom } from '#server/services/evaluation-command.ts';
import { freshDatabase } from './database.ts';

export const SUBQUESTIONS = allSubquestions(KOMMUNKOMPASSEN).map(({ id }) => id);

export interface Group {
	id: string;
	lead: Actor;
	evaluators: Actor[];
	observer: Actor;
	reviewer: Actor;
}

export interface Server {
	services: Services;
	/** Somebody with an account who belongs to nothing yet. */
	readonly person: (name?: string, options?: { admin?: boolean }) => Promise<Actor>;
	/** An evaluation in the phase `scoring`, or in the one given, with two evaluators or as many as given. */
	group(options?: {
		blind?: BlindMode;
		evaluators?: number;
		phase?: Phase;
		consensusBy?: 'lead' | 'evaluators';
	}): Promise<Group>;
	/** Scores as this person's own client would: into the ballot, or into the document where nothing is hidden. */
	score(group: Group, who: Actor, subquestion: string, score: Score | undefined): Promise<void>;
	scoreAll(group: Group, who: Actor, points?: number): Promise<void>;
	/** Changes the shared document as a command of the lead's does. */
	write(group: Pick<Group, 'id' | 'lead'>, change: (doc: Y.Doc) => void): Promise<void>;
	/** One map of the shared document. */
	document(group: Group, root: string): Promise<Record<string, unknown>>;
	/** The rows somebody has in their ballot. */
	ballot(group: Group, who: Actor): Promise<Record<string, unknown>>;
}

/** One for a test file; it ends with the file. */
export async function startServer(): Promise<Server> {
	const connection = await freshDatabase();
	const dataDir = path.join(tmpdir(), `samsyn-test-${randomUUID()}`);
	const config = { ...readConfig({}), databaseUrl: connection.url, dataDir };
	const composition = await composeServices(config, pino({ level: 'silent' }));
	const { services } = composition;
	afterAll(async () => {
		await services.sync.stop();
		await composition.close();
	});
	const { sync } = services;

	const person: Server['person'] = async (name = 'Åsa Öberg', { admin = false } = {}) => {
		const id = randomUUID();
		const email = `${id}@example.test`;
		await users.create(services.connection.db, {
			id,
			email,
			name,
			initials: initialsOf(name),
			passwordHash: null,
			admin,
		});
		return { id, name, email, admin, sessionId: null };
	};

	const writeIn = (room: string, who: Actor, change: (doc: Y.Doc) => void) =>
		sync.command([room], { userId: who.id, sessionId: null }, (context) => {
			context.room(room).write(change);
			return Promise.resolve();
		});

	const server: Server = {
		services,
		person,
		async group({
			blind = 'evaluation',
			evaluators: count = 2,
			phase = 'scoring',
			consensusBy = 'lead',
		} = {}) {
			const lead = await person('Lena Lead');
			const evaluators: Actor[] = [];
			for (let at = 0; at < count; at++) evaluators.push(await person(`Eva Evaluator${at}`));
			const observer = await person('Olle Observer');
			const reviewer = await person('Rut Reviewer');
			const members: { email: string; role: Role }[] = [
				...evaluators.map(({ email }) => ({ email, role: 'evaluator' as const })),
				{ email: observer.email, role: 'observer' },
				{ email: reviewer.email, role: 'reviewer' },
			];
			const { id } = await services.evaluations.create(lead, {
				frameworkId: KOMMUNKOMPASSEN.id,
				municipalityCode: '0115',
				year: 2019,
				blind,
				consensusBy,
				members,
			});
			for (const to of PHASES.slice(1, PHASES.indexOf(phase) + 1)) await services.phases.change(lead, id, to);
			return { id, lead, evaluators, observer, reviewer };
		},
		async score(group, who, subquestion, score) {
			const { blind, revealed } = await services.evaluations.get(who, group.id);
			const hidden = blind !== 'off' && !revealed.includes(subquestion);
			const room = hidden ? ballotRoom(group.id, who.id) : evaluationRoom(group.id);
			await writeIn(room, who, (doc) => {
				const scores = doc.getMap('scores');
				if (score) scores.set(`${subquestion}/${who.id}`, score);
				else scores.delete(`${subquestion}/${who.id}`);
			});
		},
		scoreAll: (group, who, points = 5) =>
			writeIn(ballotRoom(group.id, who.id), who, (doc) => {
				for (const id of SUBQUESTIONS) doc.getMap('scores').set(`${id}/${who.id}`, { points });
			}),
		write: ({ id, lead }, change) => writeIn(evaluationRoom(id), lead, change),
		document: (group, root) =>
			sync.read(evaluationRoom(group.id), (doc) => doc.getMap(root).toJSON() as Record<string, unknown>),
		ballot: (group, who) =>
			sync.read(
				ballotRoom(group.id, who.id),
				(doc) => doc.getMap('scores').toJSON() as Record<string, unknown>,
			),
	};
	return server;
}

/** The code a call was refused with, and its status; fails where it was not refused. */
export async function refusal(call: Promise<unknown>): Promise<string> {
	try {
		await call;
	} catch (error) {
		if (error instanceof Error && 'code' in error && 'status' in error)
			return `${String(error.status)} ${String(error.code)}`;
		throw error;
	}
	throw new Error('The call was not refused.');
}

/** The fields a call was refused for. */
export async function fieldErrors(call: Promise<unknown>): Promise<string[]> {
	const error = await call.then(
		() => undefined,
		(reason: unknown) => reason as { errors?: { path: string; code: string }[] },
	);
	return (error?.errors ?? []).map(({ path, code }) => `${path}:${code}`);
}

/**
 * The server's own changes: one command holds the rooms of its evaluations, writes documents and tables in one
 * transaction, and lets the rooms go on under the rules that hold afterwards. Nothing of it leaves the node
 * before the commit; if it fails, the documents are made anew from the log and nobody saw a thing.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { CompiledQuery, sql, type Transaction } from 'kysely';
import { CLOSE } from '#document/close-codes.ts';
import type { Db } from '../db/pool.ts';
import type { Database } from '../db/schema.ts';
import { RoomInCommand } from './command-room.ts';
import type { EvaluationScope } from './evaluation-scope.ts';
import type { CommandActor, CommandContext } from './hub.types.ts';
import { buildAppend, type Head, type LogRow } from './log-statement.ts';
import { RoomGoneError, type LiveRoom, type RoomContext } from './room.ts';

export interface CommandDeps {
	db: Db;
	log: RoomContext['log'];
	/** Loads a room, or answers with the one that is loaded. */
	open(name: string): Promise<LiveRoom>;
	/** What the log holds of a room's document up to a position. */
	readUpdates(name: string, head: number): Promise<Uint8Array[]>;
	/**
	 * Milliseconds for which a command's transaction may stand still; then the database ends it, and others get what it has
	 * locked. Undefined: there is no other node that could wait for it.
	 */
	standsStillMs: number | undefined;
}

/** What the calls made from inside a command hold; over once it is, for what it left behind running. */
interface Held {
	evaluationIds: ReadonlySet<string>;
	over: boolean;
	outer: Held | undefined;
}

const running = new AsyncLocalStorage<Held>();

/** A command waits for the rooms it names; from inside one of them it would wait for itself. */
export function forbidInside(evaluationIds: readonly string[]): void {
	for (let held = running.getStore(); held; held = held.outer) {
		if (held.over) continue;
		const own = evaluationIds.find((id) => held.evaluationIds.has(id));
		if (own !== undefined)
			throw new Error(`evaluation ${own} is held by the running command: use what its context gives`);
	}
}

/** A room that was dropped while the command waited for it is loaded again, so many times. */
export const OPEN_ATTEMPTS = 3;

interface Written {
	room: RoomInCommand;
	row: LogRow;
	head: Head;
}

/** `scopes`: of the named rooms, sorted, each once. `names`: sorted, each once. */
export async function runCommand<T>(
	deps: CommandDeps,
	scopes: readonly EvaluationScope[],
	names: readonly string[],
	actor: CommandActor,
	run: (context: CommandContext) => Promise<T>,
): Promise<T> {
	forbidInside(scopes.map((scope) => scope.evaluationId));
	const [scope, ...rest] = scopes;
	if (scope) return scope.exclusive(() => runCommandIn(rest));
	return runHeld();

	function runCommandIn(others: readonly EvaluationScope[]): Promise<T> {
		const [next, ...more] = others;
		return next ? next.exclusive(() => runCommandIn(more)) : runHeld();
	}

	async function runHeld(): Promise<T> {
		const rooms = (await openDrained(deps, scopes, names)).map((live) => new RoomInCommand(live));
		const evaluationIds = new Set(scopes.map((held) => held.evaluationId));
		const inside: Held = { evaluationIds, over: false, outer: running.getStore() };
		try {
			return await running.run(inside, () => execute(deps, scopes, rooms, actor, run));
		} finally {
			inside.over = true;
		}
	}
}

/** The named rooms with nothing under way, and their siblings too: what was let in under the old rules is before. */
async function openDrained(
	deps: CommandDeps,
	scopes: readonly EvaluationScope[],
	names: readonly string[],
): Promise<LiveRoom[]> {
	for (let attempt = 1; ; attempt++) {
		const lives: LiveRoom[] = [];
		for (const name of names) lives.push(await deps.open(name));
		for (const scope of scopes)
			await Promise.all([...scope.rooms].map((room) => room.drained().catch(() => undefined)));
		const dropped = lives.find((live) => !live.alive);
		if (!dropped) return lives;
		if (attempt === OPEN_ATTEMPTS) throw new RoomGoneError(`${dropped.name} was dropped`);
	}
}

async function execute<T>(
	deps: CommandDeps,
	scopes: readonly EvaluationScope[],
	rooms: readonly RoomInCommand[],
	actor: CommandActor,
	run: (context: CommandContext) => Promise<T>,
): Promise<T> {
	const afterCommit: (() => void)[] = [];
	const byName = new Map(rooms.map((room) => [room.name, room]));
	let ran = false;
	let result: T;
	let written: Written[];
	try {
		({ result, written } = await deps.db.transaction().execute(async (tx) => {
			if (deps.standsStillMs !== undefined)
				await sql`select set_config('idle_in_transaction_session_timeout', ${String(deps.standsStillMs)}, true)`.execute(
					tx,
				);
			const value = await run({
				tx,
				room: (name) => {
					const room = byName.get(name);
					if (!room) throw new Error(`${name} is not among the rooms of this command`);
					return room;
				},
				afterCommit: (after) => void afterCommit.push(after),
			});
			for (const room of rooms) room.open = false;
			const rows = await append(tx, rooms, actor);
			ran = true;
			return { result: value, written: rows };
		}));
	} catch (error) {
		for (const room of rooms) room.open = false;
		await undo(deps, scopes, rooms, ran);
		for (const { live } of rooms) live.commandEnded();
		throw error;
	}
	// One that was dropped meanwhile is made anew from the log by whoever has it now.
	for (const { room, row, head } of written) if (room.live.alive) room.live.commandCommitted(row, head);
	for (const { live } of rooms) live.commandEnded();
	await renew(scopes, deps);
	for (const room of rooms) for (const notice of room.notices) room.live.notify(notice);
	for (const after of afterCommit) {
		try {
			after();
		} catch (error) {
			deps.log.error({ err: error }, 'what was to follow a command failed');
		}
	}
	return result;
}

async function append(
	tx: Transaction<Database>,
	rooms: readonly RoomInCommand[],
	actor: CommandActor,
): Promise<Written[]> {
	const changed = rooms.flatMap((room) => {
		const row = room.row(actor);
		return row ? [{ room, row }] : [];
	});
	const written = new Set(changed.map(({ room }) => room));
	await keep(
		tx,
		rooms.filter((room) => !written.has(room)),
	);
	if (changed.length === 0) return [];
	const { text, values, heads } = buildAppend(
		changed.map(({ room: { live }, row }) => ({
			name: live.name,
			generation: live.generation,
			epoch: live.epoch,
			head: live.head,
			rows: [row],
		})),
	);
	const { rows } = await tx.executeQuery<{ nr: number }>(CompiledQuery.raw(text, values));
	const held = new Set(rows.map((row) => row.nr));
	refuseLost(changed.flatMap(({ room }, i) => (held.has(i + 1) ? [] : [room])));
	return changed.map(({ room, row }, i) => ({ room, row, head: heads[i] ?? room.live.head }));
}

/**
 * Rooms that a command holds and does not write to are this node's as well, until it has committed: its tables say what
 * may be written there, and whoever takes a room now would not know of it.
 */
async function keep(tx: Transaction<Database>, rooms: readonly RoomInCommand[]): Promise<void> {
	if (rooms.length === 0) return;
	const found = await tx
		.selectFrom('room')
		.select(['name', 'epoch'])
		.where(
			'name',
			'in',
			rooms.map(({ name }) => name),
		)
		.orderBy('name')
		.forShare()
		.execute();
	const epochs = new Map(found.map(({ name, epoch }) => [name, epoch]));
	refuseLost(rooms.filter(({ name, live }) => epochs.get(name) !== live.epoch));
}

function refuseLost(rooms: readonly RoomInCommand[]): void {
	if (rooms.length === 0) return;
	for (const { live } of rooms) live.commitFailed('fenced');
	throw new RoomGoneError('another node holds a room of this command');
}

/**
 * Nothing of a failed command may stay. Whether a transaction that failed while it was committing holds or not,
 * only the log knows: those rooms are dropped and loaded again.
 */
async function undo(
	deps: CommandDeps,
	scopes: readonly EvaluationScope[],
	rooms: readonly RoomInCommand[],
	committing: boolean,
): Promise<void> {
	for (const { live, touched } of rooms) {
		if (!touched || !live.alive) continue;
		if (committing) {
			live.fail(CLOSE.tryAgain, 'a command ended uncertainly');
			continue;
		}
		try {
			live.document.replace(await deps.readUpdates(live.name, live.head.seq), live.head.seq);
		} catch (error) {
			deps.log.error({ err: error, room: live.name }, 'the document could not be read again');
			live.fail(CLOSE.tryAgain, 'a command failed');
		}
	}
	if (committing) await renew(scopes, deps);
}

/** New rules before the next frame; a room whose rules nobody knows takes none. */
async function renew(scopes: readonly EvaluationScope[], deps: CommandDeps): Promise<void> {
	for (const scope of scopes)
		try {
			await scope.refresh();
		} catch (error) {
			deps.log.error({ err: error, evaluation: scope.evaluationId }, 'the rules could not be read again');
			for (const room of [...scope.rooms]) room.fail(CLOSE.tryAgain, 'its rules are unknown');
		}
}

/** An evaluation goes to another server whole: every hash holds there, its people find their places, and nothing else comes along. */
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { canonicalJson } from '#document/content.ts';
import { evaluationRoom } from '#server/services/evaluation-command.ts';
import { verifyDatabase } from '#server/services/verify-database.ts';
import type { Actor } from '#server/services/actor.ts';
import { archiveFolder, linesOf, sealed } from '../../support/archives.ts';
import { refusal, startServer, SUBQUESTIONS, type Group, type Server } from '../../support/group.ts';
import { OLDER } from '../../support/older-framework.ts';

const folder = archiveFolder();
const there = await startServer();
const here = await startServer();
/** Where nothing may ever arrive until the end. */
const clean = await startServer();
const cleanAdmin = await clean.person('Ada Admin', { admin: true });
let admin: Actor;
let group: Group;
let bundle: Buffer;

const exported = async (server: Server, actor: Actor, id: string) =>
	buffer((await server.services.bundles.export(actor, id)).body);
const taken = (server: Server, actor: Actor, bytes: Uint8Array) =>
	server.services.bundles.import(actor, inOnePiece(bytes), bytes.length);
async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield await Promise.resolve(bytes);
}
const asActor = async (server: Server, email: string): Promise<Actor> => {
	const user = await server.services.connection.db
		.selectFrom('app_user')
		.selectAll()
		.where('email', '=', email)
		.executeTakeFirstOrThrow();
	return { id: user.id, name: user.name, email, admin: user.admin, sessionId: null };
};

beforeAll(async () => {
	await clean.services.frameworks.importJson(cleanAdmin, OLDER);
	admin = await here.person('Ada Admin', { admin: true });
	group = await there.group();
	const [eva] = group.evaluators;
	for (const who of group.evaluators) await there.scoreAll(group, who, 4);
	await there.services.phases.change(group.lead, group.id, 'calibration');
	for (const id of SUBQUESTIONS)
		await there.services.consensus.set(group.lead, group.id, id, { points: 4, basedOn: null });
	await there.services.rounds.open(group.lead, group.id, { label: 'Utkast' });
	await there.services.phases.change(group.lead, group.id, 'review');
	await there.services.signOffs.sign(eva!, group.id, { stance: 'confirm' });
	await there.services.phases.change(group.lead, group.id, 'final');
	await there.services.phases.change(group.lead, group.id, 'review', 'Ett fel i 1.1');
	await there.services.phases.change(group.lead, group.id, 'final');
	// One of the group has an account on the other server already, under another id.
	const known = await here.person('Eva Evaluator0');
	await here.services.connection.db
		.updateTable('app_user')
		.set({ email: eva!.email.toUpperCase() })
		.where('id', '=', known.id)
		.execute();
	bundle = await exported(there, group.lead, group.id);
	writeFileSync(folder.file('bundle'), bundle);
});

describe('taken in elsewhere', () => {
	let imported: Awaited<ReturnType<typeof taken>>;
	beforeAll(async () => {
		imported = await taken(here, admin, bundle);
	});

	test('content, every hash, every chain and both final versions hold', async () => {
		const { db } = here.services.connection;
		const found = await verifyDatabase(db, { evaluationId: group.id });
		expect(found.faults).toEqual([]);
		expect(found).toMatchObject({ versions: 2, rooms: 2 });
		const hashes = async (server: Server) =>
			(
				await server.services.connection.db
					.selectFrom('snapshot')
					.select(['id', 'sha256', 'seq'])
					.where('evaluation_id', '=', group.id)
					.orderBy('at')
					.execute()
			).map(({ id, sha256, seq }) => `${id} ${seq} ${sha256}`);
		expect(await hashes(here)).toEqual(await hashes(there));
		const room = evaluationRoom(group.id);
		const heads = async (server: Server) =>
			server.services.connection.db
				.selectFrom('room')
				.select(['head_seq', 'head_hash', 'generation'])
				.where('name', '=', room)
				.executeTakeFirstOrThrow();
		const [before, after] = [await heads(there), await heads(here)];
		expect(after).toMatchObject({ head_seq: before.head_seq, head_hash: before.head_hash });
		expect(after.generation).toBe(before.generation + 1);
	});

	test('whoever has an account there is seated with it, and reads the same', async () => {
		const eva = await asActor(here, group.evaluators[0]!.email.toUpperCase());
		expect(eva.id).not.toBe(group.evaluators[0]!.id);
		const detail = await here.services.evaluations.get(eva, group.id);
		expect(detail).toMatchObject({ myRole: 'evaluator', phase: 'final' });
		const content = await here.services.snapshots.content(eva, group.id);
		expect(canonicalJson(content)).toBe(
			canonicalJson(await there.services.snapshots.content(group.lead, group.id)),
		);
		expect(detail.members.map(({ userId }) => userId)).not.toContain(group.evaluators[0]!.id);
		const people = (await here.services.timeline.read(eva, group.id, {})) as unknown as {
			people: { userId: string; name: string }[];
		};
		expect(people.people.find(({ userId }) => userId === group.evaluators[0]!.id)?.name).toBe(
			'Eva Evaluator0',
		);
	});

	test('whoever has none takes over the very id they had, by a link, and is the lead again', async () => {
		const link = imported.invitations.find(({ email }) => email === group.lead.email);
		const secret = link!.url.split('/').at(-1)!;
		expect(await here.services.invitations.open(secret)).toMatchObject({ hasAccount: false, state: 'open' });
		const before = await here.services.connection.db
			.selectFrom('app_user')
			.select(['disabled_at', 'password_hash'])
			.where('id', '=', group.lead.id)
			.executeTakeFirstOrThrow();
		expect(before).toMatchObject({ password_hash: null, disabled_at: expect.any(Date) as Date });
		const accepted = await here.services.invitations.acceptAsNew(secret, {
			name: 'Lena Lead',
			password: 'granit-och-tall-4711',
		});
		expect(accepted.userId).toBe(group.lead.id);
		const lead = await asActor(here, group.lead.email);
		expect((await here.services.evaluations.get(lead, group.id)).myRole).toBe('lead');
		await here.services.phases.change(lead, group.id, 'review', 'Fortsätter här');
		expect((await verifyDatabase(here.services.connection.db)).faults).toEqual([]);
	});

	test('a second time it is there already', async () => {
		expect(await refusal(taken(here, admin, bundle))).toBe('409 bundleThere');
	});
});

test('ballots, interview notes, invitations and secrets are not in it', () => {
	const text = linesOf(folder.file('bundle')).join('\n');
	for (const name of [
		'source_note',
		'invitation',
		'session',
		'api_token',
		'audit',
		'room_state',
		'report_share',
	])
		expect(text).not.toContain(`{"table":"${name}"`);
	expect(text).not.toContain('ballot/');
	expect(text).not.toContain('password');
});

describe('is not given', () => {
	test('to anybody but leads and administrators; outsiders do not learn that it exists', async () => {
		for (const who of [group.evaluators[0]!, group.observer, group.reviewer])
			expect(await refusal(exported(there, who, group.id))).toBe('403 forbidden');
		expect(await refusal(exported(there, await there.person(), group.id))).toBe('404 notFound');
		expect(await refusal(exported(there, group.lead, 'nothing'))).toBe('404 notFound');
		const administrator = await there.person('Ada', { admin: true });
		expect((await exported(there, administrator, group.id)).length).toBeGreaterThan(1000);
	});

	test('while scores are hidden, whoever asks', async () => {
		const blind = await there.group();
		await there.scoreAll(blind, blind.evaluators[0]!);
		expect(await refusal(exported(there, blind.lead, blind.id))).toBe('409 ballotsHidden');
		expect(await refusal(exported(there, await there.person('Ada', { admin: true }), blind.id))).toBe(
			'409 ballotsHidden',
		);
	});
});

describe('is refused with nothing left behind', () => {
	const lines = () => linesOf(folder.file('bundle'));
	const packed = (all: readonly string[]) => gzipSync(`${sealed(all).join('\n')}\n`);
	const elsewhere = 'evaluation/11111111-1111-4111-8111-111111111111';
	/** The first row of a table, changed. */
	const withRow = (table: string, change: (row: string) => string) => {
		const all = lines();
		const at = all.findIndex((line) => line.startsWith(`{"table":"${table}"`)) + 1;
		return packed(all.with(at, change(all[at]!)));
	};

	/** A table with one column more, or the same one again. */
	const withColumn = (table: string, column: string, value: string) => {
		const all = lines();
		const at = all.findIndex((line) => line.startsWith(`{"table":"${table}"`));
		const end = all.indexOf(all.find((line) => line.startsWith(`{"end":"${table}"`))!);
		const head = JSON.parse(all[at]!) as { table: string; columns: string[] };
		const wider = all.slice(at + 1, end).map((row) => JSON.stringify([...(JSON.parse(row) as []), value]));
		const wide = JSON.stringify({ table, columns: [...head.columns, column] });
		return packed([...all.slice(0, at), wide, ...wider, ...all.slice(end)]);
	};

	const turned = (at: number): Uint8Array => Buffer.from(bundle).fill(bundle[at]! ^ 1, at, at + 1);

	test('a file with a bit turned anywhere in what is packed is refused, as changed or as cut short', async () => {
		for (let at = 100; at < bundle.length - 8; at += Math.ceil(bundle.length / 20))
			expect(await refusal(taken(clean, cleanAdmin, turned(at)))).toMatch(
				/^422 bundle(Changed|Cut|Foreign)$/,
			);
	});

	test.each<[string, string, () => Uint8Array]>([
		['that is no archive', '422 bundleForeign', () => Buffer.from('hello')],
		['that is empty', '422 bundleForeign', () => Buffer.alloc(0)],
		[
			'that is a backup',
			'422 bundleForeign',
			() => packed(lines().with(0, lines()[0]!.replace('samsyn-evaluation', 'samsyn-backup'))),
		],
		['that is cut short', '422 bundleCut', () => bundle.subarray(0, bundle.length - 400)],
		['with a bit of its checksum turned', '422 bundleChanged', () => turned(bundle.length - 6)],
		[
			'of a version to come',
			'422 bundleVersion',
			() => packed(lines().with(0, lines()[0]!.replace('0001_initial', '9999_later'))),
		],
		[
			'with a table of its own',
			'422 bundleForeign',
			() =>
				packed([
					...lines().slice(0, -1),
					'{"table":"api_token","columns":["id"]}',
					'["x"]',
					'{"end":"api_token"}',
					'{"end":"archive"}',
				]),
		],
		[
			'with a row of another evaluation',
			'422 bundleChanged',
			() => withRow('member', (row) => row.replaceAll(group.id, 'another')),
		],
		[
			'with rows of another room',
			'422 bundleChanged',
			() => withRow('update_log', (row) => row.replace(evaluationRoom(group.id), elsewhere)),
		],
		[
			'with a ballot in it',
			'422 bundleChanged',
			() => withRow('update_log', (row) => row.replace(evaluationRoom(group.id), `ballot/${group.id}/x`)),
		],
		[
			'naming people who are not in it',
			'422 bundleChanged',
			() =>
				withRow('member', (row) =>
					row.replace(/"[0-9a-f-]{36}",("lead"|"evaluator"|"observer"|"reviewer")/, '"admin",$1'),
				),
		],
		[
			'with a role that there is not',
			'422 bundleChanged',
			() => withRow('member', (row) => row.replace(/"(lead|evaluator|observer|reviewer)"/, '"god"')),
		],
		[
			'with numbers of its own where the database gives them out',
			'422 bundleChanged',
			() => withColumn('sign_off', 'id', '7'),
		],
		['with a cohort of this server', '422 bundleChanged', () => withColumn('evaluation', 'cohort_id', 'any')],
		['with a column that there is not', '422 bundleForeign', () => withColumn('member', 'shoe_size', '43')],
		['with a column twice', '422 bundleChanged', () => withColumn('member', 'role', 'lead')],
		[
			'with a guest of a round that is not in it',
			'422 bundleChanged',
			() =>
				withRow('app_user', (row) =>
					JSON.stringify([...(JSON.parse(row) as string[]).slice(0, -1), 'another-round']),
				),
		],
		[
			'made under another framework than the one it brings',
			'422 bundleChanged',
			() => withRow('evaluation', (row) => row.replace(KOMMUNKOMPASSEN.id, OLDER.id)),
		],
		[
			'whose log was rewritten',
			'409 bundleTampered',
			() =>
				withRow('update_log', (row) =>
					row.replace(/"(command|update)"/, (kind) => (kind === '"command"' ? '"update"' : '"command"')),
				),
		],
		[
			'whose final version was rewritten',
			'409 bundleTampered',
			() => withRow('final_version', (row) => row.replace('Vallentuna', 'Vellentuna')),
		],
		['that unpacks without end', '413 bundleTooLarge', () => gzipSync(Buffer.alloc(101 * 1024 * 1024, 0x61))],
	])('a file %s', async (_, code, make) => {
		expect(await refusal(taken(clean, cleanAdmin, make()))).toBe(code);
		const { rows } = await sql<{ n: number }>`select (select count(*) from evaluation)::int
			+ (select count(*) from update_log)::int + (select count(*) - 1 from app_user)::int as n`.execute(
			clean.services.connection.db,
		);
		expect(rows[0]?.n).toBe(0);
	});

	test('one of more than 50 MiB, by what it says and by what it is', async () => {
		const large = new Uint8Array(51 * 1024 * 1024);
		expect(await refusal(taken(clean, cleanAdmin, large))).toBe('413 bundleTooLarge');
		async function* lying() {
			for (let n = 0; n < 60; n++) yield await Promise.resolve(new Uint8Array(1024 * 1024));
		}
		expect(await refusal(clean.services.bundles.import(cleanAdmin, lying(), 10))).toBe('413 bundleTooLarge');
	});

	test('from anybody who is no administrator', () => {
		expect(() => taken(here, { ...admin, admin: false }, bundle)).toThrow('forbidden');
	});
});

test('an honest file is still taken in after all that', async () => {
	expect((await taken(clean, cleanAdmin, bundle)).verified.versions).toBe(2);
	const { rows } = await sql<{
		n: number;
	}>`select count(*)::int as n from audit where action = 'evaluation.import'`.execute(
		clean.services.connection.db,
	);
	expect(rows[0]?.n).toBe(1);
});

/** Uploaded files: what is taken, what is refused and why, and who sees which of them. */
import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { writeRichText } from '#document/rich-text.ts';
import { textRoot } from '#document/roots.ts';
import { evaluationRoom } from '#server/services/evaluation-command.ts';
import { actorFrom, type Actor } from '#server/services/actor.ts';
import type { Upload } from '#server/files/receive.ts';
import { refusal, startServer, type Group } from '../../support/group.ts';
import { gif, HTML, jpeg, pdf, png, SVG, webp } from '../../support/pictures.ts';

const server = await startServer();
const { services } = server;
const { files } = services;
const MIB = 1024 * 1024;

async function* parts(bytes: Buffer, size = 64 * 1024) {
	for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

const upload = (bytes: Buffer, name = '', rest: Partial<Upload> = {}): Upload => ({
	name,
	declared: bytes.length,
	bytes: parts(bytes),
	...rest,
});

const add = (actor: Actor, group: Group, bytes = png(), name = 'bild.png', rest: Partial<Upload> = {}) =>
	files.add(actor, group.id, upload(bytes, name, rest));

async function contentOf(actor: Actor, id: string): Promise<Buffer> {
	const file = await files.open(actor, id);
	const read: Buffer[] = [];
	for await (const part of file.bytes()) read.push(part);
	return Buffer.concat(read);
}

const figure = (file: string) => ({
	type: 'doc' as const,
	content: [
		{ type: 'paragraph', content: [{ type: 'text', text: 'Så här såg det ut.' }] },
		{ type: 'figure', attrs: { file, alt: 'Skärmbild', source: 'Kommunen' } },
	],
});

async function write(group: Group, run: (doc: Y.Doc) => void) {
	const room = evaluationRoom(group.id);
	await services.sync.command([room], { userId: group.lead.id, sessionId: null }, (context) => {
		context.room(room).write(run);
		return Promise.resolve();
	});
}

describe('what is taken', () => {
	test.each([
		['image/png', png(40, 30), 'bild.png'],
		['image/jpeg', jpeg(40, 30), 'bild.jpg'],
		['image/gif', gif(40, 30), 'bild.gif'],
		['image/webp', webp(40, 30), 'bild.webp'],
	])('%s, with its size in pixels, byte for byte', async (mediaType, bytes, name) => {
		const group = await server.group();
		const [eva] = group.evaluators;
		const file = await add(eva!, group, bytes, name);
		expect(file).toMatchObject({ mediaType, name, width: 40, height: 30, uploadedBy: eva!.id });
		expect(await contentOf(eva!, file.id)).toEqual(bytes);
		expect(await files.list(group.observer, group.id)).toEqual([file]);
	});

	test('a PDF larger than any picture may be, in stretches', async () => {
		const group = await server.group();
		const body = Buffer.alloc(12 * MIB, 0x61);
		const bytes = Buffer.concat([pdf(), body, Buffer.from('\n%%EOF\n')]);
		const file = await add(group.lead, group, bytes, 'Årsredovisning 2018.pdf');
		expect(file).toMatchObject({ name: 'Årsredovisning 2018.pdf', width: null, size: bytes.length });
		expect((await contentOf(group.lead, file.id)).equals(bytes)).toBe(true);
		expect((await files.bytes(group.id, file.id))?.bytes.equals(bytes)).toBe(true);
	});
});

const group = await server.group();
const [eva] = group.evaluators;
describe('what is refused', () => {
	const refused: [string, Buffer, string, Partial<Upload>, string][] = [
		['SVG', SVG, 'bild.svg', {}, '415 fileNotAllowed'],
		['SVG called PNG', SVG, 'bild.png', {}, '415 fileNotAllowed'],
		['HTML called PNG', HTML, 'bild.png', {}, '415 fileNotAllowed'],
		['HTML behind the first bytes of a PNG', Buffer.concat([png().subarray(0, 8), HTML]), 'bild.png', {}, '415 fileNotAllowed'],
		['plain words', Buffer.from('ord'), '', {}, '415 fileNotAllowed'],
		['an archive', Buffer.from('PK\u0003\u0004 och mera'), 'a.zip', {}, '415 fileNotAllowed'],
		['a program', Buffer.from('MZ\u0090\u0000'), 'a.exe', {}, '415 fileNotAllowed'],
		['nothing', Buffer.alloc(0), 'bild.png', {}, '422 fileEmpty'],
		['PNG called JPEG', png(), 'bild.jpg', {}, '422 fileNameMismatch'],
		['PNG called HTML', png(), 'sida.html', {}, '422 fileNameMismatch'],
		['a PDF where a picture is wanted', pdf(), 'a.pdf', { only: 'image' }, '415 fileNotImage'],
		['words where a picture is wanted', HTML, 'image.png', { only: 'image' }, '415 fileNotImage'],
		['a PNG cut off', png(40, 30).subarray(0, 50), 'bild.png', {}, '422 fileBroken'],
		['a PDF cut off', pdf().subarray(0, 20), 'a.pdf', {}, '422 fileBroken'],
		['a picture that would unpack to gigabytes', png(60_000, 60_000, { pixels: false }), 'bomb.png', {}, '422 imageTooLarge'],
		['a picture too long on one side', jpeg(12_001, 2), 'rad.jpg', {}, '422 imageTooLarge'],
		['a picture with too many points', webp(11_000, 11_000), 'a.webp', {}, '422 imageTooLarge'],
	]; // prettier-ignore
	test.each(refused)('%s', async (_, bytes, name, rest, code) => {
		expect(await refusal(add(eva!, group, bytes, name, rest))).toBe(code);
	});

	test('a picture that is too large, said or not, and read no further than it must be', async () => {
		const large = Buffer.concat([png(), Buffer.alloc(11 * MIB)]);
		expect(await refusal(add(eva!, group, large))).toBe('413 fileTooLarge');
		expect(await refusal(add(eva!, group, large, 'bild.png', { declared: null }))).toBe('413 fileTooLarge');
		expect(await refusal(add(eva!, group, png(), 'bild.png', { declared: 26 * MIB }))).toBe(
			'413 fileTooLarge',
		);
		let read = 0;
		async function* endless() {
			yield await Promise.resolve(png());
			for (;;) {
				read += MIB;
				yield Buffer.alloc(MIB);
			}
		}
		const endlessly = { declared: null, bytes: endless() };
		expect(await refusal(add(eva!, group, png(), 'bild.png', endlessly))).toBe('413 fileTooLarge');
		expect(read).toBeLessThanOrEqual(11 * MIB);
	});

	test('nothing of all that was kept', async () => {
		expect(await files.list(eva!, group.id)).toEqual([]);
	});

	test('more than three at a time of one person’s', async () => {
		const waiting = Promise.withResolvers<void>();
		async function* slow() {
			await waiting.promise;
			yield png();
		}
		const first = [1, 2, 3].map(() => add(eva!, group, png(), '', { bytes: slow() }));
		await expect.poll(() => refusal(add(eva!, group)).catch(() => 'taken')).toBe('429 uploadsBusy');
		waiting.resolve();
		await Promise.all(first);
	});
});

describe('who may', () => {
	test('add: leads and evaluators while texts are written, leads before that, nobody at the end', async () => {
		const setup = await server.group({ phase: 'setup' });
		await add(setup.lead, setup);
		expect(await refusal(add(setup.evaluators[0]!, setup))).toBe('409 wrongPhase');
		for (const phase of ['scoring', 'calibration', 'review'] as const) {
			const group = await server.group({ phase });
			await add(group.lead, group);
			await add(group.evaluators[0]!, group);
			expect(await refusal(add(group.observer, group))).toBe('403 forbidden');
			expect(await refusal(add(group.reviewer, group))).toBe('403 forbidden');
			expect(await refusal(add(await server.person(), group))).toBe('404 notFound');
		}
		const done = await server.group({ phase: 'review' });
		const file = await add(done.lead, done);
		await services.connection.db
			.updateTable('evaluation')
			.set({ phase: 'final' })
			.where('id', '=', done.id)
			.execute();
		expect(await refusal(add(done.lead, done))).toBe('409 wrongPhase');
		expect(await refusal(files.remove(done.lead, done.id, file.id))).toBe('409 wrongPhase');
	});

	test('see: the group; nobody of another group, whatever address they use', async () => {
		const [group, other] = [await server.group(), await server.group()];
		const file = await add(group.lead, group);
		for (const actor of [group.lead, group.evaluators[0]!, group.observer]) await contentOf(actor, file.id);
		for (const actor of [
			group.reviewer,
			other.lead,
			other.reviewer,
			await server.person('Ada', { admin: true }),
		])
			expect(await refusal(files.open(actor, file.id))).toBe('404 notFound');
		expect(await refusal(files.list(group.reviewer, group.id))).toBe('403 forbidden');
		expect(await refusal(files.remove(other.lead, other.id, file.id))).toBe('404 notFound');
		expect(await files.bytes(other.id, file.id)).toBeUndefined();
		expect(await refusal(files.open(group.lead, 'none'))).toBe('404 notFound');
		await services.members.remove(group.lead, group.id, group.observer.id);
		expect(await refusal(files.open(group.observer, file.id))).toBe('404 notFound');
	});

	test('see from outside: what a round’s draft shows in its texts, and nothing else', async () => {
		const group = await server.group({ phase: 'calibration' });
		const other = await server.group();
		const shown = await add(group.lead, group);
		const screenshot = await add(group.lead, group);
		const interview = await add(group.lead, group);
		const note = await add(group.lead, group);
		const later = await add(group.lead, group);
		const foreign = await add(other.lead, other);
		await write(group, (doc) => {
			writeRichText(doc.getXmlFragment(textRoot('sub:1.1')), figure(shown.id));
			writeRichText(doc.getXmlFragment(textRoot('sub:1.2')), figure(interview.id));
			writeRichText(doc.getXmlFragment(textRoot('sub:1.3')), figure(foreign.id));
			writeRichText(doc.getXmlFragment(textRoot('note:1.1')), figure(note.id));
			doc.getMap('sources').set('s1', { kind: 'web', title: 'Sidan', file: screenshot.id });
			doc
				.getMap('sources')
				.set('s2', { kind: 'interview', title: 'Chefer', roleGroup: 'Chefer', file: interview.id });
		});
		const { id: round } = await services.rounds.open(group.lead, group.id, { label: 'Utkast' });
		await write(group, (doc) => writeRichText(doc.getXmlFragment(textRoot('sub:1.4')), figure(later.id)));
		const guest = await guestOf(group, round);
		for (const reader of [group.reviewer, guest]) {
			expect(await contentOf(reader, shown.id)).toEqual(png());
			for (const file of [screenshot, interview, note, later, foreign])
				expect(await refusal(files.open(reader, file.id))).toBe('404 notFound');
		}
		const second = await services.rounds.open(group.lead, group.id, { label: 'Utkast 2' });
		await contentOf(group.reviewer, later.id);
		expect(await refusal(files.open(guest, later.id))).toBe('404 notFound');
		const newcomer = await guestOf(group, second.id);
		await contentOf(newcomer, later.id);
	});
});

/** Somebody let into a round by a link. */
async function guestOf(group: Group, roundId: string): Promise<Actor> {
	const { guests, auth } = services;
	const { url } = await guests.invite(group.lead, group.id, roundId, { name: 'Gunnel', days: 2 });
	const { cookie } = await guests.enter(url.split('/').at(-1)!, { name: 'Gunnel', userAgent: null });
	const found = await auth.authenticate({
		cookie: `${cookie.name}=${cookie.value}`,
		authorization: undefined,
	});
	return actorFrom(found!.user, found!.credential);
}

describe('removing', () => {
	test('takes it away for good and says so in the audit log, without its name', async () => {
		const group = await server.group();
		const file = await add(group.evaluators[0]!, group, png(), 'hemligt-namn.png');
		await files.remove(group.evaluators[0]!, group.id, file.id);
		expect(await refusal(files.open(group.lead, file.id))).toBe('404 notFound');
		const entries = await services.connection.db
			.selectFrom('audit')
			.selectAll()
			.where('evaluation_id', '=', group.id)
			.where('subject', '=', file.id)
			.orderBy('id')
			.execute();
		expect(entries.map(({ action }) => action)).toEqual(['file.add', 'file.remove']);
		expect(JSON.stringify(entries)).not.toContain('hemligt-namn');
	});

	test('asks where it is used, and asks the lead where a kept version shows it', async () => {
		const group = await server.group();
		const [eva] = group.evaluators;
		const file = await add(eva!, group);
		await write(group, (doc) => writeRichText(doc.getXmlFragment(textRoot('sub:1.1')), figure(file.id)));
		const asked = await files.remove(eva!, group.id, file.id).catch((error: unknown) => error);
		expect(asked).toMatchObject({
			status: 409,
			code: 'fileInUse',
			extra: { places: [{ section: 'sub:1.1' }], versions: 0 },
		});
		await services.snapshots.take(group.lead, group.id, 'Utkast');
		expect(await refusal(files.remove(eva!, group.id, file.id, { anyway: true }))).toBe('409 fileInUse');
		await files.remove(group.lead, group.id, file.id, { anyway: true });
		expect(await files.list(group.lead, group.id)).toEqual([]);
	});
});

test('an evaluation has room for so many files and no more', async () => {
	const group = await server.group();
	const file = await add(group.lead, group);
	const { db } = services.connection;
	const row = await db.selectFrom('file').selectAll().where('id', '=', file.id).executeTakeFirstOrThrow();
	await db
		.insertInto('file')
		.values(Array.from({ length: 498 }, (_, n) => ({ ...row, id: `copy-${n}` })))
		.execute();
	const [last, over] = await Promise.allSettled([add(group.lead, group), add(group.evaluators[0]!, group)]);
	expect([last.status, over.status].sort()).toEqual(['fulfilled', 'rejected']);
	expect(await refusal(add(group.lead, group))).toBe('409 filesFull');
});

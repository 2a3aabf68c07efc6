/** Evidence over HTTP: files go up as bytes and come back with headers that keep them harmless. */
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addFile, listFiles } from '#server/api/contract/files.ts';
import { routes } from '#server/api/contract/index.ts';
import { getNote, listNotes } from '#server/api/contract/notes.ts';
import { putSource } from '#document/sources.ts';
import { createAccounts, OPERATOR } from '#server/auth/accounts.ts';
import { freshDatabase } from '../../support/database.ts';
import { buildPages, Caller, startServerProcess, type ServerProcess } from '../../support/http-server.ts';
import { HTML, pdf, png } from '../../support/pictures.ts';
import { closeClients, yClientIn } from '../../support/sync-client.ts';

const connection = await freshDatabase();
const accounts = createAccounts({ connection, sync: { closeUser: () => 0 } });
const PASSWORD = 'klargröna björkar';
let server: ServerProcess;
let lead: Caller;
let outsider: Caller;
let id: string;

async function signedIn(email: string): Promise<Caller> {
	await accounts.create(OPERATOR, { email, name: 'Herta Ek', password: PASSWORD, admin: false });
	const caller = new Caller(server.url);
	expect((await caller.signIn(email, PASSWORD)).status).toBe(204);
	return caller;
}

const send = (who: Caller, bytes: Buffer, query = '', headers: Record<string, string> = {}) =>
	fetch(`${server.url}/api/v1/evaluations/${id}/files${query}`, {
		method: 'POST',
		headers: {
			cookie: who.cookie,
			origin: server.url,
			'content-type': 'application/octet-stream',
			...headers,
		},
		body: new Uint8Array(bytes),
	});

async function added(bytes: Buffer, name: string) {
	const response = await send(lead, bytes, `?name=${encodeURIComponent(name)}`);
	expect(response.status).toBe(201);
	return v.parse(addFile.answer.schema, await response.json());
}

beforeAll(async () => {
	buildPages();
	server = await startServerProcess({ DATABASE_URL: connection.url, LOG_LEVEL: 'trace' });
	lead = await signedIn('lead@example.test');
	outsider = await signedIn('outsider@example.test');
	const created = await lead.send('POST', '/api/v1/evaluations', {
		frameworkId: 'kommunkompassen-2.1',
		municipalityCode: '0115',
		year: 2019,
		members: [],
	});
	({ id } = (await created.json()) as { id: string });
}, 300_000);
afterAll(() => server.stop());

describe('a picture', () => {
	test('goes up and comes back byte for byte, shown and never guessed at', async () => {
		const bytes = png(200, 100);
		const file = await added(bytes, 'skärmbild på ”vision”.png');
		const response = await lead.get(`/files/${file.id}`);
		expect(response.status).toBe(200);
		expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
		const headers = Object.fromEntries(response.headers);
		expect(headers).toMatchObject({
			'content-type': 'image/png',
			'content-length': String(bytes.length),
			'x-content-type-options': 'nosniff',
			'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
			'cross-origin-resource-policy': 'same-origin',
			'cache-control': 'private, no-cache',
			etag: `"${file.sha256}"`,
		});
		expect(headers['content-disposition']).toMatch(/^inline; filename=/);
		const again = await lead.get(`/files/${file.id}`, { 'if-none-match': `"${file.sha256}"` });
		expect(again.status).toBe(304);
		expect(await again.text()).toBe('');
		const head = await lead.send('HEAD', `/files/${file.id}`);
		expect(head.status).toBe(200);
	});

	test('with script inside is still nothing but a picture', async () => {
		const file = await added(png(4, 4, { extra: Buffer.concat([Buffer.from('Comment\0'), HTML]) }), 'a.png');
		const response = await lead.get(`/files/${file.id}`);
		expect(response.headers.get('content-type')).toBe('image/png');
		expect(response.headers.get('content-security-policy')).toContain('sandbox');
	});
});

test('a PDF is downloaded, never shown', async () => {
	const file = await added(pdf(), 'Årsredovisning.pdf');
	const response = await lead.get(`/files/${file.id}`);
	expect(response.headers.get('content-type')).toBe('application/pdf');
	expect(response.headers.get('content-disposition')).toBe(
		'attachment; filename="Arsredovisning.pdf"; filename*=UTF-8\'\'%C3%85rsredovisning.pdf',
	);
});

test('the list and the removal are as declared', async () => {
	const file = await added(png(), 'bort.png');
	const listed = await lead.get(`/api/v1/evaluations/${id}/files`);
	const all = v.parse(listFiles.answer.schema, await listed.json());
	expect(all[0]).toEqual(file);
	expect((await lead.send('DELETE', `/api/v1/evaluations/${id}/files/${file.id}`)).status).toBe(204);
	expect((await lead.get(`/files/${file.id}`)).status).toBe(404);
});

describe('refused in words', () => {
	test.each([
		['what is no picture', HTML, '?name=image.png&only=image', 415, /ingen bild/],
		['a wrong ending', png(), '?name=foto.gif', 422, /PNG/],
		['an unknown parameter', png(), '?nam=foto.png', 422, /fel/],
		['nothing at all', Buffer.alloc(0), '', 422, /tom/],
	])('%s', async (_, bytes, query, status, words) => {
		const response = await send(lead, bytes, query, { 'accept-language': 'sv' });
		expect(response.status).toBe(status);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		expect(((await response.json()) as { detail: string }).detail).toMatch(words);
	});

	test('one that is too large, before it has been read; the connection goes on', async () => {
		const response = await send(lead, Buffer.concat([png(), Buffer.alloc(30 * 1024 * 1024)]));
		expect(response.status).toBe(413);
		await response.text();
		expect((await lead.get('/api/v1/me')).status).toBe(200);
	});

	test('another site’s page, a form, a stranger', async () => {
		const foreign = await send(lead, png(), '', { origin: 'https://evil.example' });
		expect(foreign.status).toBe(403);
		const form = await send(lead, png(), '', { 'content-type': 'multipart/form-data; boundary=x' });
		expect(form.status).toBe(415);
		expect((await send(outsider, png())).status).toBe(404);
		const file = await added(png(), 'bild.png');
		expect((await outsider.get(`/files/${file.id}`)).status).toBe(404);
		const nobody = await new Caller(server.url).get(`/files/${file.id}`);
		expect(nobody.status).toBe(303);
	});
});

describe('interview notes', () => {
	const CANARY = 'kanariefågelviskning';
	const path = () => `/api/v1/evaluations/${id}/notes/i1`;

	beforeAll(async () => {
		const url = `${server.url.replace('http', 'ws')}/sync`;
		const client = await yClientIn({ url, origin: server.url }, `evaluation/${id}`, { cookie: lead.cookie });
		await client.write((doc) =>
			putSource(doc, 'i1', { kind: 'interview', title: 'Chefer', roleGroup: 'Chefer' }),
		);
		closeClients();
	});

	test('are as declared: written, read, in conflict, listed, erased', async () => {
		const note = { text: CANARY, participants: CANARY, basedOn: null };
		const written = await lead.send('PUT', path(), note);
		expect(written.status).toBe(200);
		const first = v.parse(getNote.answer.schema, await written.json());
		const conflict = await lead.send('PUT', path(), note);
		expect(conflict.status).toBe(409);
		expect(await conflict.json()).toMatchObject({ code: 'noteChanged', current: first });
		const listed = await lead.get(`/api/v1/evaluations/${id}/notes`);
		const text = await listed.text();
		expect(v.parse(listNotes.answer.schema, JSON.parse(text))[0]).toMatchObject({ hasWords: true });
		expect(text).not.toContain(CANARY);
	});

	test('are in no other answer of the API, no page and no line of the log', async () => {
		const values: Record<string, string> = { id, sourceId: 'i1', subquestionId: '1.1', seq: '1' };
		for (const { method, path: template } of routes) {
			if (method !== 'GET' || template === '/evaluations/{id}/notes/{sourceId}') continue;
			const address = template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'x');
			const response = await lead.get(`/api/v1${address}`);
			expect(Buffer.from(await response.arrayBuffer()).includes(CANARY), template).toBe(false);
		}
		for (const page of ['overview', 'report', 'history', 'evidence', 'q/1.1']) {
			const response = await lead.get(`/evaluations/${id}/${page}`);
			expect(await response.text(), page).not.toContain(CANARY);
		}
		expect(server.log()).not.toContain(CANARY);
	});

	test('are gone when they are erased', async () => {
		expect((await lead.send('DELETE', path())).status).toBe(204);
		const read = await lead.get(path());
		expect(v.parse(getNote.answer.schema, await read.json())).toMatchObject({ text: '', participants: '' });
	});
});

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { writeRichText } from '#document/rich-text.ts';
import { textRoot } from '#document/roots.ts';
import { evaluationRoom } from '#server/services/evaluation-command.ts';
import { verifyFinalVersions } from '#server/services/final-verification.ts';
import { fieldErrors, refusal, startServer, SUBQUESTIONS, type Group } from '../../support/group.ts';
import { fillDraft, SECRET_POINTS, SECRETS } from '../../support/review-group.ts';

const server = await startServer();
const { services } = server;
const { db } = services.connection;
const { phases, finalVersions, finalReadiness, signOffs } = services;

async function write(group: Group, change: (doc: Y.Doc) => void): Promise<void> {
	const room = evaluationRoom(group.id);
	await services.sync.command([room], { userId: group.lead.id, sessionId: null }, (context) => {
		context.room(room).write(change);
		return Promise.resolve();
	});
}

const paragraph = (text: string) => ({
	type: 'doc' as const,
	content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

/** In review, every subquestion settled by the lead, and nothing written. */
async function settled(): Promise<Group> {
	const group = await server.group({ phase: 'review', blind: 'off' });
	for (const id of SUBQUESTIONS)
		await services.consensus.set(group.lead, group.id, id, { points: 1, basedOn: null });
	return group;
}

interface Frozen {
	version: string;
	previousSha256: string | null;
	reason: string | null;
	published: Record<string, unknown>;
	record: { signOffs: { userId: string; stance: string; note: string | null; current: boolean }[] };
	numbers: { total: { achieved: number } };
	framework: { id: string };
}
const frozen = async ({ lead, id }: Group, version: string): Promise<Frozen> =>
	JSON.parse((await finalVersions.package(lead, id, version)).json) as Frozen;

describe('a final version', () => {
	test('is frozen by the step to final alone, without a word, a comment or a signature', async () => {
		const group = await settled();
		const { lead, id } = group;
		expect(await finalVersions.list(lead, id)).toEqual([]);
		expect(await phases.change(lead, id, 'final')).toEqual({ phase: 'final', version: '1.0' });
		const [version] = await finalVersions.list(lead, id);
		expect(version).toMatchObject({ version: '1.0', prevSha256: null, reason: null, by: lead.id });
		const [snapshot] = await services.snapshots.list(lead, id);
		expect(snapshot).toMatchObject({ id: version!.snapshotId, kind: 'final' });
		const { json } = await finalVersions.package(lead, id, '1.0');
		expect(createHash('sha256').update(json).digest('hex')).toBe(version!.sha256);
		expect(await frozen(group, '1.0')).toMatchObject({
			version: '1.0',
			framework: { id: 'kommunkompassen-2.1' },
			numbers: { total: { achieved: 45 } },
			snapshot: { id: snapshot!.id, sha256: snapshot!.sha256 },
		});
	});

	test('holds what is published and who stood where, and nothing that was said in confidence', async () => {
		const group = await server.group({ phase: 'review', blind: 'off' });
		await fillDraft(server, group);
		await write(group, (doc) => {
			doc.getMap('positions').clear();
			doc.getMap('scores').clear();
			doc.getMap('threads').clear();
			for (const id of SUBQUESTIONS.slice(2))
				doc.getMap('consensus').set(id, { points: 1, version: 1, by: group.lead.id, at: 0 });
			const first = doc.getMap('consensus').get('1.1') as Record<string, unknown>;
			doc.getMap('consensus').set('1.1', { ...first, basis: {} });
		});
		await phases.change(group.lead, group.id, 'final');
		const { json } = await finalVersions.package(group.lead, group.id, '1.0');
		for (const secret of [
			SECRETS.note,
			SECRETS.first,
			SECRETS.position,
			SECRETS.thread,
			SECRETS.scribe,
			SECRETS.interview,
			SECRETS.interviewQuote,
			...SECRET_POINTS.map(String),
		])
			expect(json).not.toContain(secret);
		// The group's own record: why a value was set, and what was noted against it.
		expect(json).toContain(SECRETS.motive);
		expect(json).toContain(SECRETS.minority);
		expect(json).toContain('Årsredovisning');
	});

	test('is followed by 1.1 with the reason of the reopening and the hash of 1.0 in it; both stay', async () => {
		const group = await settled();
		const { lead, id } = group;
		await phases.change(lead, id, 'final');
		await phases.change(lead, id, 'review', 'Ett tal var fel');
		expect((await finalReadiness.of(lead, id)).next).toBe('1.1');
		await services.consensus.set(lead, id, '1.1', { points: 2, basedOn: 1 });
		await phases.change(lead, id, 'final');
		const [second, first] = await finalVersions.list(lead, id);
		expect([first!.version, second!.version]).toEqual(['1.0', '1.1']);
		expect(second).toMatchObject({ prevSha256: first!.sha256, reason: 'Ett tal var fel' });
		expect(await frozen(group, '1.1')).toMatchObject({
			previousSha256: first!.sha256,
			reason: 'Ett tal var fel',
			numbers: { total: { achieved: 46 } },
		});
		expect((await frozen(group, '1.0')).numbers.total.achieved).toBe(45);
		const compared = await services.comparisons.between(lead, id, first!.snapshotId, second!.snapshotId);
		expect(compared.entries.map(({ root, key }) => `${root} ${key}`)).toEqual(['consensus 1.1']);
		expect((await verifyFinalVersions(db)).faults).toEqual([]);
	});

	test('is made once when two leads finalise at the same moment', async () => {
		const group = await settled();
		const [eva] = group.evaluators;
		await services.members.change(group.lead, group.id, eva!.id, { role: 'lead' });
		const both = await Promise.allSettled(
			[group.lead, eva!].map((who) => phases.change(who, group.id, 'final')),
		);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await finalVersions.list(group.lead, group.id)).toHaveLength(1);
	});

	test('is read by those inside, not by reviewers and strangers', async () => {
		const group = await settled();
		await phases.change(group.lead, group.id, 'final');
		const stranger = await server.person();
		for (const who of [...group.evaluators, group.observer])
			expect(await finalVersions.list(who, group.id)).toHaveLength(1);
		expect(await refusal(finalVersions.list(group.reviewer, group.id))).toBe('403 forbidden');
		expect(await refusal(finalVersions.package(group.reviewer, group.id, '1.0'))).toBe('403 forbidden');
		expect(await refusal(finalVersions.package(stranger, group.id, '1.0'))).toBe('404 notFound');
		for (const none of ['1.1', '01.0', '1', '1.0.0', '0.1', '-1.0', '1.0 ', '__proto__', '99999999999.0'])
			expect(await refusal(finalVersions.package(group.lead, group.id, none))).toBe('404 notFound');
	});
});

describe('a signature', () => {
	test('holds for what was read, becomes outdated by a change to it, and is current again when it is undone', async () => {
		const group = await settled();
		const { lead, id } = group;
		const [eva] = group.evaluators;
		await write(group, (doc) => writeRichText(doc.getXmlFragment(textRoot('sub:1.1')), paragraph('Före.')));
		await signOffs.sign(eva!, id, { stance: 'confirm' });
		const stateOf = async () =>
			(await finalReadiness.of(lead, id)).signOffs.find(({ userId }) => userId === eva!.id);
		expect(await stateOf()).toMatchObject({ state: 'current', stance: 'confirm' });
		// What is not published leaves it standing.
		await write(group, (doc) => doc.getMap('sections').set('sub:1.1', { state: 'ready', by: eva!.id }));
		expect(await stateOf()).toMatchObject({ state: 'current' });
		await services.consensus.set(lead, id, '1.1', { points: 2, basedOn: 1 });
		expect(await stateOf()).toMatchObject({ state: 'outdated' });
		await services.consensus.set(lead, id, '1.1', { points: 1, basedOn: 2 });
		expect(await stateOf()).toMatchObject({ state: 'current' });
	});

	test('can be a minority note on the whole, which the version keeps with whether it was on these very words', async () => {
		const group = await settled();
		const { lead, id } = group;
		const [eva, bo] = group.evaluators;
		await signOffs.sign(eva!, id, { stance: 'dissent', note: ' Område 6 är för lågt. ' });
		await signOffs.sign(bo!, id, { stance: 'confirm' });
		await services.consensus.set(lead, id, '1.1', { points: 2, basedOn: 1 });
		await signOffs.sign(lead, id, { stance: 'confirm' });
		await phases.change(lead, id, 'final');
		const { record } = await frozen(group, '1.0');
		expect(record.signOffs).toMatchObject([
			{ userId: lead.id, stance: 'confirm', note: null, current: true },
			{ userId: eva!.id, stance: 'dissent', note: 'Område 6 är för lågt.', current: false },
			{ userId: bo!.id, stance: 'confirm', note: null, current: false },
		]);
	});

	test('is refused on what the signer has not seen, without a note where one is due, and outside review', async () => {
		const group = await settled();
		const { lead, id } = group;
		const [eva] = group.evaluators;
		const { sha256 } = await finalReadiness.of(eva!, id);
		await services.consensus.set(lead, id, '1.1', { points: 2, basedOn: 1 });
		expect(await refusal(signOffs.sign(eva!, id, { stance: 'confirm', sha256 }))).toBe('409 contentChanged');
		expect(await fieldErrors(signOffs.sign(eva!, id, { stance: 'dissent', note: ' ' }))).toEqual([
			'note:noteNeeded',
		]);
		expect(await fieldErrors(signOffs.sign(eva!, id, { stance: 'confirm', note: 'men' }))).toEqual([
			'note:noteOnConfirm',
		]);
		expect(await fieldErrors(signOffs.sign(eva!, id, { stance: 'dissent', note: 'x\0' }))).toEqual([
			'note:notStorable',
		]);
		for (const who of [group.observer, group.reviewer])
			expect(await refusal(signOffs.sign(who, id, { stance: 'confirm' }))).toBe('403 forbidden');
		expect(await refusal(signOffs.sign(await server.person(), id, { stance: 'confirm' }))).toBe(
			'404 notFound',
		);
		expect(await refusal(signOffs.withdraw(eva!, id))).toBe('409 notSigned');
		await signOffs.sign(eva!, id, { stance: 'confirm' });
		await signOffs.withdraw(eva!, id);
		expect((await finalReadiness.of(lead, id)).signOffs.map(({ state }) => state)).toEqual(
			Array(3).fill('missing'),
		);
		await phases.change(lead, id, 'final');
		expect(await refusal(signOffs.sign(eva!, id, { stance: 'confirm' }))).toBe('409 wrongPhase');
		expect(await refusal(signOffs.withdraw(eva!, id))).toBe('409 wrongPhase');
	});
});

describe('what is in the way', () => {
	test('blocks with comments nobody has decided on, in the evaluation and in its review rooms, until they are', async () => {
		const group = await settled();
		const { lead, id } = group;
		const [eva] = group.evaluators;
		const at = '2026-03-14T09:00:00Z';
		const { id: round } = await services.rounds.open(lead, id, { label: 'Utkast' });
		const review = `review/${id}/${round}`;
		const say = (name: string, change: (doc: Y.Doc) => void) =>
			services.sync.command([name], { userId: eva!.id, sessionId: null }, (context) => {
				context.room(name).write(change);
				return Promise.resolve();
			});
		const comment = (thread: string, kind: string) => (doc: Y.Doc) => {
			doc.getMap('threads').set(thread, { on: 'sub:1.1', class: kind, by: eva!.id, at });
			doc.getMap('messages').set(`${thread}/${eva!.id}/m`, { text: 'Stämmer det?', at });
		};
		await say(evaluationRoom(id), comment('t1', 'fact'));
		await say(evaluationRoom(id), comment('t2', 'question'));
		await say(evaluationRoom(id), (doc) =>
			// A thread without a word says nothing.
			doc.getMap('threads').set('t3', { on: 'sub:1.1', class: 'fact', by: eva!.id, at }),
		);
		await say(review, comment('r1', 'wording'));
		const blocked = () => fieldErrors(phases.change(lead, id, 'final'));
		expect(await blocked()).toEqual([
			'commentUndecided.t1:commentUndecided',
			'commentUndecided.t2:commentUndecided',
			`commentUndecided.${round}.r1:commentUndecided`,
		]);
		const resolve = (thread: string, disposition?: string, reason?: string) => (doc: Y.Doc) =>
			doc.getMap('resolutions').set(thread, {
				state: 'resolved',
				...(disposition && { disposition }),
				...(reason && { reason }),
				by: lead.id,
				at,
			});
		await say(evaluationRoom(id), resolve('t1'));
		await say(evaluationRoom(id), resolve('t2'));
		await say(review, resolve('r1', 'accepted'));
		expect(await blocked()).toEqual(['commentUndecided.t1:commentUndecided']);
		await say(evaluationRoom(id), resolve('t1', 'rejected'));
		expect(await blocked()).toEqual(['commentUndecided.t1:commentUndecided']);
		await say(evaluationRoom(id), resolve('t1', 'rejected', 'Siffran står i budgeten.'));
		expect(await phases.change(lead, id, 'final')).toMatchObject({ version: '1.0' });
		expect(JSON.parse((await finalVersions.package(lead, id, '1.0')).json)).toMatchObject({
			record: { comments: { all: 3, accepted: 1, rejected: 1, answered: 1 } },
		});
	});

	test('is told all at once, and a warning the lead has not seen stops the step where seeing is asked for', async () => {
		const group = await settled();
		const { lead, id } = group;
		const { items } = await finalReadiness.of(lead, id);
		const codes = new Set(items.map(({ code }) => code));
		expect([...codes]).toEqual(['positionsMissing', 'areaWithoutText', 'signOffMissing']);
		const acknowledged = items.map(({ key }) => key);
		await write(group, (doc) =>
			doc.getMap('questions').set('q1', { text: 'Varför?', state: 'open', by: lead.id, at: 0 }),
		);
		const call = phases.change(lead, id, 'final', undefined, { acknowledged });
		expect(await refusal(call)).toBe('409 warningsChanged');
		expect(await fieldErrors(phases.change(lead, id, 'final', undefined, { acknowledged }))).toEqual([
			'questionUnanswered.q1:questionUnanswered',
		]);
		await phases.change(lead, id, 'final', undefined, {
			acknowledged: [...acknowledged, 'questionUnanswered.q1'],
		});
		expect(JSON.parse((await finalVersions.package(lead, id, '1.0')).json)).toMatchObject({
			record: { acknowledged: true },
		});
	});
});

describe('verification', () => {
	test('names a package, a row and a chain that were changed behind the product’s back', async () => {
		const group = await settled();
		const { lead, id } = group;
		await signOffs.sign(lead, id, { stance: 'confirm' });
		await phases.change(lead, id, 'final');
		await phases.change(lead, id, 'review', 'Igen');
		await phases.change(lead, id, 'final');
		const faults = async () =>
			(await verifyFinalVersions(db)).faults
				.filter(({ evaluationId }) => evaluationId === id)
				.map(({ version, what }) => `${version} ${what}`);
		expect(await faults()).toEqual([]);
		await expect(
			db.updateTable('final_version').set({ reason: 'annat' }).where('evaluation_id', '=', id).execute(),
		).rejects.toThrow(/append-only/);
		await expect(db.deleteFrom('final_version').where('evaluation_id', '=', id).execute()).rejects.toThrow(
			/append-only/,
		);

		await expect(db.deleteFrom('sign_off').where('evaluation_id', '=', id).execute()).rejects.toThrow(
			/append-only/,
		);

		const tamper = async (change: () => Promise<unknown>) => {
			await sql`alter table final_version disable trigger user`.execute(db);
			await change();
			await sql`alter table final_version enable trigger user`.execute(db);
		};
		const first = () =>
			db.updateTable('final_version').where('evaluation_id', '=', id).where('minor', '=', 0);
		const { json } = await finalVersions.package(lead, id, '1.0');
		await tamper(() =>
			first()
				.set({ package: json.replace('"points":1', '"points":9') })
				.execute(),
		);
		expect(await faults()).toEqual(['1.0 package differs from its hash']);
		const forged = json.replace('"points":1', '"points":9');
		const sha256 = createHash('sha256').update(forged).digest('hex');
		await tamper(() => first().set({ package: forged, sha256 }).execute());
		expect(await faults()).toContain('1.1 version chain broken');
		await tamper(() => first().set({ package: json, reason: 'annat' }).execute());
		expect(await faults()).toContain('1.0 package differs from its row');
		await tamper(() =>
			db.deleteFrom('final_version').where('evaluation_id', '=', id).where('minor', '=', 0).execute(),
		);
		const [newest, oldest] = (await services.snapshots.list(lead, id)).filter(({ kind }) => kind === 'final');
		expect(await faults()).toEqual([`${oldest!.id} snapshot without a version`, '1.1 version missing']);
		await tamper(() => db.deleteFrom('final_version').where('evaluation_id', '=', id).execute());
		expect((await faults()).sort()).toEqual(
			[newest!, oldest!].map((snapshot) => `${snapshot.id} snapshot without a version`).sort(),
		);
	});
});

import { describe, expect, test } from 'vitest';
import type { Actor } from '#server/services/actor.ts';
import { fieldErrors, refusal, startServer, type Group } from '../../support/group.ts';

const server = await startServer();
const { services } = server;
type Input = Parameters<typeof services.consensus.set>[3];
const set = (group: Group, input: Input, who: Actor = group.lead, subquestion = '1.1') =>
	services.consensus.set(who, group.id, subquestion, input);
const stored = async (group: Group) => (await server.document(group, 'consensus'))['1.1'];

describe('a consensus', () => {
	test('is written by the server with its version, its author and its time', async () => {
		const group = await server.group({ phase: 'calibration' });
		expect(await set(group, { points: 12.5, motive: ' it says so ', basedOn: null })).toEqual({ version: 1 });
		expect(await stored(group)).toEqual({
			points: 12.5,
			version: 1,
			by: group.lead.id,
			at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
			motive: 'it says so',
			basis: {},
		});
	});

	test('keeps the scores it rests on, and counts on over a withdrawal', async () => {
		const group = await server.group();
		const [eva, bo] = group.evaluators;
		await server.score(group, eva!, '1.1', { points: 10 });
		await server.score(group, bo!, '1.1', { abstain: true });
		await services.phases.change(group.lead, group.id, 'calibration');
		await set(group, { points: 10, basedOn: null });
		expect(await stored(group)).toMatchObject({ basis: { [eva!.id]: 10, [bo!.id]: 'abstains' } });
		expect(await set(group, { points: null, basedOn: 1 })).toEqual({ version: 2 });
		expect(await stored(group)).toMatchObject({ points: null, version: 2 });
		expect(await refusal(set(group, { points: null, basedOn: 2 }))).toBe('409 nothingToWithdraw');
		expect(await set(group, { notAssessable: 'no documents', basedOn: 2 })).toEqual({ version: 3 });
		expect(await stored(group)).not.toHaveProperty('points');
	});

	test('is not set against a version that is gone, and the refusal carries the one that is there', async () => {
		const group = await server.group({ phase: 'calibration' });
		await set(group, { points: 5, basedOn: null });
		for (const basedOn of [null, 2, 7])
			await expect(set(group, { points: 6, basedOn })).rejects.toMatchObject({
				status: 409,
				code: 'consensusChanged',
				extra: { version: 1, current: { points: 5, version: 1, by: group.lead.id } },
			});
		expect(await stored(group)).toMatchObject({ points: 5, version: 1 });
	});

	test('set by several at the same moment is set once', async () => {
		const group = await server.group({ phase: 'calibration', consensusBy: 'evaluators', evaluators: 4 });
		const people = [group.lead, ...group.evaluators];
		const answers = await Promise.allSettled(
			people.map((who, at) => set(group, { points: at, basedOn: null }, who)),
		);
		expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await stored(group)).toMatchObject({ version: 1 });
	});

	test('is set by leads; by evaluators only where the evaluation says so', async () => {
		const strict = await server.group({ phase: 'calibration' });
		const shared = await server.group({ phase: 'calibration', consensusBy: 'evaluators' });
		const told = async (group: Group) => {
			const people = [group.evaluators[0]!, group.observer, group.reviewer];
			return Promise.all(
				people.map((who) =>
					set(group, { points: 1, basedOn: null }, who).then(
						() => 'set',
						() => 'refused',
					),
				),
			);
		};
		expect(await told(strict)).toEqual(['refused', 'refused', 'refused']);
		expect(await told(shared)).toEqual(['set', 'refused', 'refused']);
	});

	test('takes points within 0…max with at most two decimals, or a reason, and nothing else', async () => {
		const group = await server.group({ phase: 'calibration' });
		const wrong = (input: Omit<Input, 'basedOn'>) => fieldErrors(set(group, { ...input, basedOn: null }));
		expect(await wrong({ points: -0.01 })).toEqual(['points:pointsNegative']);
		expect(await wrong({ points: 15.01 })).toEqual(['points:pointsAboveMax']);
		expect(await wrong({ points: 1.005 })).toEqual(['points:pointsDecimals']);
		expect(await wrong({})).toEqual(['points:oneOfPointsAndNotAssessable']);
		expect(await wrong({ points: 1, notAssessable: 'x' })).toEqual(['points:oneOfPointsAndNotAssessable']);
		expect(await wrong({ notAssessable: '  ' })).toEqual(['notAssessable:reasonNeeded']);
		for (const id of ['9.9', '__proto__', '']) {
			const call = services.consensus.set(group.lead, group.id, id, { points: 1, basedOn: null });
			expect(await refusal(call)).toBe('404 notFound');
		}
		expect(await set(group, { points: 0, basedOn: null })).toEqual({ version: 1 });
		expect(await set(group, { points: 15, basedOn: 1 })).toEqual({ version: 2 });
	});

	test('comes after the reveal, also when the phase came back', async () => {
		const group = await server.group({ phase: 'calibration' });
		await services.connection.db.deleteFrom('reveal').where('subquestion_id', '=', '1.1').execute();
		expect(await refusal(set(group, { points: 1, basedOn: null }))).toBe('409 notRevealed');
		expect(await set(group, { points: 1, basedOn: null }, group.lead, '1.2')).toEqual({ version: 1 });
	});

	test('tells administrators that it was set, not what', async () => {
		const group = await server.group({ phase: 'calibration' });
		const admin = await server.person('Ada Admin', { admin: true });
		await set(group, { points: 7.77, motive: 'MOTIVE', basedOn: null });
		const entries = await services.audit.list(admin, {
			evaluationId: group.id,
			action: 'consensus',
			limit: 5,
		});
		expect(entries).toMatchObject([{ action: 'consensus.set', subject: '1.1', detail: { version: 1 } }]);
		expect(JSON.stringify(entries)).not.toMatch(/7\.77|MOTIVE/);
	});
});

describe('a minority note', () => {
	test('stands beside the consensus under its author’s name, until that person removes it', async () => {
		const group = await server.group({ phase: 'calibration' });
		const [eva, bo] = group.evaluators;
		const dissent = (who: Actor, text: string) => services.consensus.dissent(who, group.id, '1.1', text);
		expect(await refusal(dissent(eva!, 'x'))).toBe('409 noConsensus');
		await set(group, { points: 5, basedOn: null });
		await dissent(eva!, ' too high ');
		await dissent(bo!, 'too low');
		expect(await stored(group)).toMatchObject({
			version: 1,
			minority: { [eva!.id]: 'too high', [bo!.id]: 'too low' },
		});
		await set(group, { points: 6, basedOn: 1 });
		await dissent(eva!, '');
		expect(await stored(group)).toMatchObject({ version: 2, minority: { [bo!.id]: 'too low' } });
		for (const who of [group.observer, group.reviewer])
			expect(await refusal(dissent(who, 'x'))).toBe('403 forbidden');
	});

	test('and a new value at the same moment are both kept', async () => {
		const group = await server.group({ phase: 'calibration' });
		await set(group, { points: 5, basedOn: null });
		await Promise.all([
			services.consensus.dissent(group.evaluators[0]!, group.id, '1.1', 'too high'),
			set(group, { points: 6, basedOn: 1 }),
			services.consensus.dissent(group.evaluators[1]!, group.id, '1.1', 'too low'),
		]);
		expect(await stored(group)).toMatchObject({
			points: 6,
			version: 2,
			minority: { [group.evaluators[0]!.id]: 'too high', [group.evaluators[1]!.id]: 'too low' },
		});
	});
});

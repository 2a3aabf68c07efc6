import { beforeAll, describe, expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import type { Actor } from '#server/services/actor.ts';
import { OLDER } from '../../support/older-framework.ts';
import { fieldErrors, refusal, startServer, type Group } from '../../support/group.ts';
import { areasOf, finalise, keep, madeUpResults } from '../../support/library.ts';

const server = await startServer();
const { services } = server;
const { benchmarks, cohorts, evaluationComparisons } = services;
let admin: Actor;
let reader: Actor;
let group: Group;
const ID = KOMMUNKOMPASSEN.id;

beforeAll(async () => {
	admin = await server.person('Ada Admin', { admin: true });
	reader = await server.person('Rolf Reader');
	await services.frameworks.importJson(admin, OLDER);
	group = await server.group({ phase: 'calibration', blind: 'off' });
	await keep(services, admin, areasOf('0115', 2017, KOMMUNKOMPASSEN, [60, 61, 62, 63, 64, 65, 66, 67]));
	await keep(services, admin, areasOf('0115', 2013, OLDER, [50, 51, 52, 53, 54, 55, 56, 57]));
	await keep(services, admin, areasOf('1480', 2018, KOMMUNKOMPASSEN, [80, 70, 70, 70, 70, 70, 70, 70]));
	await keep(services, admin, areasOf('1480', 2016, KOMMUNKOMPASSEN, [99, 99, 99, 99, 99, 99, 99, 99]));
	await keep(services, admin, areasOf('1280', 2018, KOMMUNKOMPASSEN, [80, 60, 60, 60, 60, 60, 60, 60]));
	await keep(services, admin, areasOf('0180', 2017, KOMMUNKOMPASSEN, [40, 50, 50, 50, 50, 50, 50, 50]));
	await keep(services, admin, areasOf('0180', 2012, OLDER, [41, 50, 50, 50, 50, 50, 50, 50]));
});

describe('a cohort', () => {
	const input = { name: 'Kompassen 2016–18', frameworkId: ID, from: 2016, to: 2018 };

	test('takes each municipality once, keeps its day, and stays as it was extracted', async () => {
		const cohort = await cohorts.create(admin, input);
		expect(cohort).toMatchObject({ n: 4, from: 2016, to: 2018, framework: { version: '2.1' } });
		const means = await cohorts.get(reader, cohort.id);
		// Vallentuna 60, Göteborg 80 (2018, not 2016), Malmö 80, Stockholm 40.
		expect(means.areas.get('1')).toEqual({ mean: 65, n: 4 });
		expect(means.total?.n).toBe(4);
		expect(means.subquestions.size).toBe(0);

		const [late] = await keep(services, admin, areasOf('0380', 2018, KOMMUNKOMPASSEN, [100]));
		expect((await cohorts.get(reader, cohort.id)).areas.get('1')).toEqual({ mean: 65, n: 4 });
		expect((await cohorts.create(admin, { ...input, name: 'Med Uppsala' })).n).toBe(5);
		await services.results.remove(admin, late!.id!);
		expect((await cohorts.list(reader)).find(({ name }) => name === 'Med Uppsala')?.n).toBe(5);
	});

	test('can be narrowed to counties, and says where nothing fits', async () => {
		const stockholm = await cohorts.create(admin, { ...input, name: 'Stockholms län', counties: ['01'] });
		expect(stockholm).toMatchObject({ n: 2, counties: ['01'] });
		expect(await fieldErrors(cohorts.create(admin, { ...input, counties: ['25'] }))).toEqual([
			':cohortEmpty',
		]);
		expect(
			await fieldErrors(
				cohorts.create(admin, { name: ' ', frameworkId: 'x', from: 2019, to: 1066, counties: ['99'] }),
			),
		).toEqual([
			'name:required',
			'frameworkId:frameworkUnknown',
			'to:resultYearWrong',
			'to:cohortSpan',
			'counties.0:countyUnknown',
		]);
	});

	test('is made, renamed and removed by administrators and leads, chosen by the lead until final', async () => {
		expect(await refusal(cohorts.create(reader, input))).toBe('403 resultNotManager');
		const { id } = await cohorts.create(group.lead, { ...input, name: 'Vald' });
		expect(await refusal(cohorts.rename(reader, id, 'Min'))).toBe('403 resultNotManager');
		expect((await cohorts.rename(group.lead, id, ' Nytt namn ')).name).toBe('Nytt namn');
		expect(await refusal(cohorts.choose(group.evaluators[0]!, group.id, id))).toBe('403 forbidden');
		expect(await refusal(cohorts.choose(reader, group.id, id))).toBe('404 notFound');
		expect(await fieldErrors(cohorts.choose(group.lead, group.id, 'none'))).toEqual([
			'cohortId:cohortUnknown',
		]);
		await cohorts.choose(group.lead, group.id, id);
		expect(await refusal(cohorts.remove(admin, id))).toBe('409 cohortUsed');
		await cohorts.choose(group.lead, group.id, null);
		await cohorts.remove(admin, id);
		expect(await refusal(cohorts.get(reader, id))).toBe('404 notFound');

		const final = await server.group();
		await finalise(services, final.id, final.lead, () => 1);
		expect(await refusal(cohorts.choose(final.lead, final.id, null))).toBe('409 wrongPhase');
	});
});

describe('a ranking', () => {
	const places = async (query: Partial<Parameters<typeof benchmarks.ranking>[1]>) => {
		const { rows } = await benchmarks.ranking(reader, { frameworkId: ID, ...query });
		return rows.map(
			({ municipality, year, place, tied }) => `${place}${tied ? '=' : ''} ${municipality.name} ${year}`,
		);
	};

	test('gives equals the same place and leaves out the next', async () => {
		expect(await places({ area: '1', to: 2018, from: 2017 })).toEqual([
			'1= Malmö 2018',
			'1= Göteborg 2018',
			'3 Vallentuna 2017',
			'4 Stockholm 2017',
		]);
	});

	test('can be of every result, of counties, and of those who reach a mark', async () => {
		expect(await places({ area: '1', every: true, to: 2018, from: 2016 })).toHaveLength(5);
		expect(await places({ area: '1', counties: ['14'] })).toEqual(['1 Göteborg 2018']);
		expect(await places({ area: '1', to: 2018, from: 2017, minPercent: 60 })).toHaveLength(3);
	});

	test('takes in other versions only where the figure is comparable, and says how far', async () => {
		const query = { frameworkId: ID, area: '1', every: true, otherVersions: true, from: 2012, to: 2013 };
		const { rows } = await benchmarks.ranking(reader, query);
		expect(rows.map(({ municipality, comparability }) => [municipality.name, comparability])).toEqual([
			['Vallentuna', 'tightened'],
			['Stockholm', 'tightened'],
		]);
		expect((await benchmarks.ranking(reader, { ...query, area: '7' })).rows).toEqual([]);
		const { area: _, ...total } = query;
		expect((await benchmarks.ranking(reader, total)).rows).toEqual([]);
	});

	test('of several versions loses nobody whose newest result is of one that does not compare', async () => {
		await keep(services, admin, areasOf('0381', 2016, KOMMUNKOMPASSEN, [50, 50, 50, 50, 50, 50, 57, 50]));
		await keep(services, admin, areasOf('0381', 2017, OLDER, [60, 60, 60, 60, 60, 60, 60, 60]));
		const query = { frameworkId: ID, counties: ['03'], from: 2016, to: 2017, otherVersions: true };
		const ranked = async (area: string) =>
			(await benchmarks.ranking(reader, { ...query, area })).rows.map(({ year, percent }) => [year, percent]);
		expect(await ranked('7')).toEqual([[2016, 57]]);
		expect(await ranked('1')).toEqual([[2017, 60]]);
	});

	test('refuses what the framework does not have', async () => {
		expect(await fieldErrors(benchmarks.ranking(reader, { frameworkId: ID, area: '9' }))).toEqual([
			'area:comparisonSubject',
		]);
		expect(await fieldErrors(benchmarks.ranking(reader, { frameworkId: ID, subquestion: '1' }))).toEqual([
			'subquestion:comparisonSubject',
		]);
		expect(await refusal(benchmarks.ranking(reader, { frameworkId: 'none' }))).toBe('404 notFound');
		expect(await refusal(benchmarks.ranking(reader, { frameworkId: ID, cohortId: 'none' }))).toBe(
			'404 notFound',
		);
		const guest: Actor = { ...reader, guest: { evaluationId: 'e', roundId: 'r' } };
		expect(await refusal(benchmarks.ranking(guest, { frameworkId: ID }))).toBe('403 forbidden');
		expect(await refusal(benchmarks.development(guest, '0115'))).toBe('403 forbidden');
	});
});

test('the development of a municipality breaks where versions do not compare', async () => {
	const { total, areas, framework } = await benchmarks.development(reader, '0115');
	expect(framework?.version).toBe('2.1');
	const early = total.filter(({ year }) => year <= 2017);
	expect(early.map(({ year, comparability, change }) => [year, comparability, change])).toEqual([
		[2013, null, null],
		[2017, 'none', null],
	]);
	const of = (id: string) => areas.find((area) => area.id === id)!.points.find(({ year }) => year === 2017)!;
	expect(of('1')).toMatchObject({ comparability: 'tightened', change: 10 });
	expect(of('7')).toMatchObject({ comparability: 'none', change: null });
	expect(await benchmarks.development(reader, '2584')).toMatchObject({ framework: null, total: [] });
});

describe('an evaluation beside others', () => {
	test('has changes against its newest earlier result, and none where versions do not compare', async () => {
		await server.services.connection.db
			.updateTable('evaluation')
			.set({ year: 2019 })
			.where('id', '=', group.id)
			.execute();
		for (const { id, max } of KOMMUNKOMPASSEN.areas[0]!.subquestions)
			await services.consensus.set(group.lead, group.id, id, {
				points: max,
				motive: undefined,
				basedOn: null,
			});
		const now = await evaluationComparisons.of(group.lead, group.id);
		expect(now.previous).toMatchObject({ year: 2017, comparability: 'full' });
		expect(now.earlier.map(({ year }) => year)).toEqual([2017, 2013]);
		expect(now.areas[0]).toMatchObject({
			achieved: 100,
			previous: { achieved: 60, change: 40, comparability: 'full' },
			place: { place: 1 },
		});
		// Nothing is agreed on area 2, so nothing is compared.
		expect(now.areas[1]).toMatchObject({
			achieved: null,
			previous: { achieved: 61, change: null },
			place: null,
		});
		expect(now.total.previous?.change).toBeNull();

		const older = now.earlier.find(({ year }) => year === 2013)!;
		expect(older.comparability).toBe('none');
		const then = await evaluationComparisons.of(group.lead, group.id, older.resultId!);
		expect(then.areas.map((area) => area.previous?.comparability)).toEqual([
			'tightened', 'tightened', 'tightened', 'tightened', 'tightened', 'tightened', 'none', 'tightened',
		]); // prettier-ignore
		expect(then.areas[6]!.previous).toMatchObject({ achieved: 56, change: null });
		expect(then.comparableAreas).toMatchObject({
			ids: ['1', '2', '3', '4', '5', '6', '8'],
			comparability: 'tightened',
		});
		expect(await refusal(evaluationComparisons.of(group.lead, group.id, 'none'))).toBe('404 notFound');
	});

	test('has its distance from the cohort’s mean with how many it is of', async () => {
		const cohort = await cohorts.create(admin, {
			name: 'Län 14',
			frameworkId: ID,
			from: 2016,
			to: 2018,
			counties: ['14', '12'],
		});
		await cohorts.choose(group.lead, group.id, cohort.id);
		const { areas, cohort: shown, set } = await evaluationComparisons.of(group.evaluators[0]!, group.id);
		expect(shown).toMatchObject({ n: 2, from: 2016, to: 2018 });
		expect(set).toEqual({ kind: 'cohort', n: 2 });
		expect(areas[0]!.cohort).toEqual({ mean: 80, n: 2, comparability: 'full', difference: 20 });
		expect(areas[0]!.subquestions[0]!.cohort).toEqual({
			mean: null,
			n: 0,
			comparability: 'full',
			difference: null,
		});
		const row = await services.connection.db
			.selectFrom('evaluation')
			.selectAll()
			.where('id', '=', group.id)
			.executeTakeFirstOrThrow();
		expect(await cohorts.cohortFor(row)).toMatchObject({ id: cohort.id, n: 2 });
	});

	test('is for its members; reviewers see it once it is final, others never', async () => {
		expect((await evaluationComparisons.of(group.observer, group.id)).evaluation.final).toBe(false);
		expect(await refusal(evaluationComparisons.of(group.reviewer, group.id))).toBe('403 reportNotFinal');
		expect(await refusal(evaluationComparisons.of(reader, group.id))).toBe('404 notFound');
		const other = await server.group();
		expect(await refusal(evaluationComparisons.of(other.lead, group.id))).toBe('404 notFound');
		await finalise(services, other.id, other.lead, (max) => max / 2);
		expect((await evaluationComparisons.of(other.reviewer, other.id)).total.achieved).toBe(400);
	});
});

test('three hundred results are ranked down to the subquestion, and places are those of the printed figures', async () => {
	await keep(services, admin, madeUpResults(280, { year: 2014 }));
	const { n, rows, distribution } = await benchmarks.ranking(reader, {
		frameworkId: ID,
		subquestion: '5.5',
		to: 2014,
	});
	expect(n).toBe(280);
	expect(rows[0]!.percent).toBe(distribution!.highest);
	for (const row of rows)
		expect(row.place).toBe(1 + rows.filter((other) => other.percent > row.percent).length);
});

test('beside the scores stand only figures that may be compared, marked where they were judged less strictly', async () => {
	const rows = ['1.1', '2.3', '7.1'].map((id) => `0115,2018,${OLDER.id},${id},10`);
	await keep(services, admin, ['municipality,year,framework,id,achieved', ...rows].join('\n'));
	const { previous } = await evaluationComparisons.marks(group.lead, group.id);
	expect(previous).toEqual({ '1.1': { points: 1000, year: 2018, tightened: true } });
	const all = await cohorts.create(admin, { name: 'Påhittade', frameworkId: ID, from: 2014, to: 2014 });
	await cohorts.choose(group.lead, group.id, all.id);
	const { cohort } = await evaluationComparisons.marks(group.observer, group.id);
	expect(Object.keys(cohort)).toHaveLength(45);
	expect(cohort['1.1']).toMatchObject({ municipalities: 280, of: { name: 'Påhittade', n: 280 } });
	expect(await refusal(evaluationComparisons.marks(group.reviewer, group.id))).toBe('403 forbidden');
	expect(await refusal(evaluationComparisons.marks(reader, group.id))).toBe('404 notFound');
	const { cohort: printed, previous: earlier } = await services.reports.model(group.lead, group.id);
	expect(printed).toMatchObject({ n: 280, from: 2014, to: 2014 });
	expect(earlier).toMatchObject({ title: 'Vallentuna 2018', framework: { version: '2010' } });
});

test('of a municipality that was scored by two versions in one year, the comparison and the report take the same version', async () => {
	await keep(services, admin, areasOf('0382', 2018, KOMMUNKOMPASSEN, [60, 60, 60, 60, 60, 60, 60, 60]));
	await keep(services, admin, areasOf('0382', 2018, OLDER, [70, 70, 70, 70, 70, 70, 70, 70]));
	const { lead } = group;
	const { id } = await services.evaluations.create(lead, {
		frameworkId: ID,
		municipalityCode: '0382',
		year: 2020,
		blind: 'off',
	});
	const { previous, earlier } = await evaluationComparisons.of(lead, id);
	expect(previous).toMatchObject({ year: 2018, framework: { version: '2.1' }, comparability: 'full' });
	expect(earlier.map(({ framework }) => framework.version)).toEqual(['2.1', '2010']);
	expect((await services.reports.model(lead, id)).previous).toMatchObject({
		total: 480,
		framework: { version: '2.1' },
	});
});

/** One evaluation's log, up to half a million changes: opening, earlier moments, comparison, verification. */
import type { Services } from '../../server/services/services.ts';
import { KOMMUNKOMPASSEN } from '../../src/domain/framework/bundled.ts';
import { evaluationRoom } from '../../server/services/evaluation-command.ts';
import { verifyDatabase } from '../../server/services/verify-database.ts';
import type { Actor } from '../../server/services/actor.ts';
import { composed, withPostgres } from './database.ts';
import { Sheet, sizesUpTo, type Measure } from './growth.ts';
import { LongLog } from './long-log.ts';
import { person } from '../person.ts';

/** A large evaluation of today has some 50,000. */
const NATIONAL = 50_000;
const SIZES = [1_000, 5_000, 20_000, 50_000, 200_000, 500_000];
const PAGE = 100;

export const logLength: Measure = (options) =>
	withPostgres(false, async (databaseUrl, dataDir) => {
		const sheet = new Sheet(options.say);
		const { id, lead } = await composed(databaseUrl, dataDir, evaluation);
		const log = new LongLog(id, lead.id);
		for (const size of sizesUpTo(SIZES, options)) {
			await composed(databaseUrl, dataDir, ({ connection }) => log.growTo(connection, size));
			sheet.add('the document as it is stored', size, log.stateBytes / 1000);
			for (let round = 0; round < options.rounds; round++)
				await composed(databaseUrl, dataDir, (services) => opening(services, id, size, sheet));
			await composed(databaseUrl, dataDir, (services) =>
				reading(services, { lead, id }, size, options.rounds, sheet),
			);
		}
		return {
			grows: "changes in an evaluation's log",
			national: NATIONAL,
			panels: [
				{
					name: 'times',
					title: 'A long log: work and looks at it',
					unit: 'ms',
					series: sheet.series(
						'open it after a restart',
						'write the next change',
						'newest page of the timeline',
						'a moment in the middle',
						'compare the middle with now',
						'history from a date in the middle',
						'who wrote a section',
					),
				},
				{
					name: 'verify',
					title: 'A long log: verify all of it',
					unit: 'ms',
					series: sheet.series('verify'),
				},
				{
					name: 'size',
					title: 'A long log: what it leaves in the document',
					unit: 'kB',
					series: sheet.series('the document as it is stored'),
				},
			],
		};
	});

async function evaluation(services: Services): Promise<{ id: string; lead: Actor }> {
	const lead = await person(services, 'Lena Lind');
	const { id } = await services.evaluations.create(lead, {
		frameworkId: KOMMUNKOMPASSEN.id,
		municipalityCode: '0115',
		year: 2026,
		blind: 'off',
	});
	await services.phases.change(lead, id, 'scoring');
	return { id, lead };
}

/** The first look after the server started, then a change. */
async function opening({ sync }: Services, id: string, size: number, sheet: Sheet): Promise<void> {
	const room = evaluationRoom(id);
	const started = performance.now();
	await sync.read(room, () => undefined);
	const opened = performance.now();
	await sync.command([room], { userId: '', sessionId: null }, (context) => {
		context.room(room).write((doc) => doc.getMap('sections').set('sub:1.1', { state: 'draft', by: id }));
		return Promise.resolve();
	});
	sheet.add('open it after a restart', size, opened - started);
	sheet.add('write the next change', size, performance.now() - opened);
}

async function reading(
	services: Services,
	{ id, lead }: { id: string; lead: Actor },
	size: number,
	rounds: number,
	sheet: Sheet,
): Promise<void> {
	const time = (name: string, run: () => Promise<unknown>) => sheet.time(name, size, rounds, run);
	const { timeline, history, comparisons, authors, connection } = services;
	// Between two hourly versions, as far from both as it gets.
	const middle = Math.floor(size / 2 / 5_000) * 5_000 + Math.min(2_500, size / 4);
	await time('newest page of the timeline', () => timeline.read(lead, id, {}));
	await time('a moment in the middle', () => timeline.moment(lead, id, middle));
	await time('compare the middle with now', () => comparisons.between(lead, id, `at:${middle}`, 'now'));
	const { at } = await timeline.moment(lead, id, middle);
	await time('history from a date in the middle', () =>
		history.read(lead, id, { from: new Date(at), limit: PAGE }),
	);
	await time('who wrote a section', () => authors.read(lead, id, 'sub:1.1'));
	const started = performance.now();
	const { faults } = await verifyDatabase(connection.db, { evaluationId: id });
	if (faults.length > 0) throw new Error(`the log made here does not hold: ${faults[0]}`);
	sheet.add('verify', size, performance.now() - started);
}

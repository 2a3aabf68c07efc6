/** Results for tests: made-up figures of many municipalities, the same at every run, and finalised evaluations. */
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions, type Framework } from '#domain/framework/framework.ts';
import { MUNICIPALITIES } from '#domain/municipalities/municipalities.ts';
import { fromHundredths } from '#domain/points/points.ts';
import { evaluationRoom } from '#server/services/evaluation-command.ts';
import * as evaluations from '#server/db/evaluations.ts';
import type { Actor } from '#server/services/actor.ts';
import type { Services } from '#server/services/services.ts';
import { seededRandom } from './seeded-random.ts';

const COLUMNS = 'kommun;år;ramverk;id;poäng';

/** Unrounded scores of `count` municipalities as CSV, one result each, from the front of the list of municipalities. */
export function madeUpResults(
	count: number,
	{ framework = KOMMUNKOMPASSEN, year = 2018, seed = 7, skip = ['0115'] } = {},
): string {
	const random = seededRandom(seed);
	const places = MUNICIPALITIES.filter(({ code }) => !skip.includes(code));
	const lines = Array.from({ length: count }, (_, at) => {
		const { code } = places[at % places.length]!;
		const its = year - Math.floor(at / places.length);
		return allSubquestions(framework).map(({ id, max }) => {
			const score = fromHundredths(max * (30 + random.below(70)) + random.below(2) * 5);
			return [code, its, framework.id, id, String(Math.min(score, max)).replace('.', ',')].join(';');
		});
	});
	return `${COLUMNS}\n${lines.flat().join('\n')}\n`;
}

/** Printed area totals of one municipality and year, as CSV. */
export const areasOf = (
	code: string,
	year: number,
	framework: Framework,
	totals: readonly number[],
): string =>
	[
		'municipality,year,framework,id,achieved,max,percent',
		...framework.areas.map(({ id, max }, at) =>
			[code, year, framework.id, id, totals[at] ?? 0, max, totals[at] ?? 0].join(','),
		),
	].join('\n');

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export const keep = (services: Services, actor: Actor, csv: string) =>
	services.results.import(actor, { bytes: bytes(csv) }, {});

/**
 * Freezes an evaluation as final with these points throughout, by the very code that takes final snapshots, without
 * what a group has to go through before it may.
 */
export async function finalise(
	{ sync, snapshots }: Services,
	evaluationId: string,
	lead: Actor,
	points: (max: number, id: string) => number,
): Promise<void> {
	const room = evaluationRoom(evaluationId);
	await sync.command([room], { userId: lead.id, sessionId: null }, async (context) => {
		context.room(room).write((doc) => {
			for (const { id, max } of allSubquestions(KOMMUNKOMPASSEN))
				doc
					.getMap('consensus')
					.set(id, { points: points(max, id), version: 1, by: lead.id, at: '2026-01-01T00:00:00.000Z' });
		});
		await evaluations.setPhase(context.tx, evaluationId, 'final');
		await snapshots.inCommand(context, { evaluationId, kind: 'final', label: 'final', by: lead.id });
	});
}

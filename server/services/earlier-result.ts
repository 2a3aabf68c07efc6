/** The result of the library that an evaluation follows, where none was named: its municipality's newest before it. */
import type { PreviousResult } from '#domain/report/model.ts';
import type { ResultFigures } from '#domain/results/result.ts';
import type { Framework } from '#domain/framework/framework.ts';
import type { EvaluationRow } from '../db/evaluations.ts';
import type { Db } from '../db/pool.ts';
import * as rows from '../db/results.ts';
import type { Frameworks } from './frameworks.ts';
import { figuresFrom } from './library.ts';
import { placeOf } from './results.ts';

export interface EarlierFigures {
	row: rows.ResultRow;
	framework: Framework;
	figures: ResultFigures;
}

/** `at`: as the library was then; null: as it is now. */
export async function earlierFigures(
	db: Db,
	frameworks: Pick<Frameworks, 'known'>,
	{
		municipality_code: municipality,
		framework_id: frameworkId,
		year,
	}: Pick<EvaluationRow, 'municipality_code' | 'framework_id' | 'year'>,
	at: Date | null = null,
): Promise<EarlierFigures | undefined> {
	const row = await rows.earlier(db, { municipality, frameworkId, before: year, at });
	if (!row) return undefined;
	const framework = await frameworks.known(row.framework_id);
	return { row, framework, figures: figuresFrom(framework, await rows.figuresOf(db, [row.id])) };
}

/** As a report shows it. */
export const asPrevious = ({ row, framework, figures }: EarlierFigures): PreviousResult => ({
	title: `${placeOf(row.municipality_code).name} ${row.year}`,
	year: row.year,
	framework: { name: framework.name, version: framework.version },
	fictitious: row.fictitious,
	total: figures.total.achieved,
	areas: new Map(figures.areas.map(({ id, achieved }) => [id, achieved])),
});

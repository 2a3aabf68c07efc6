/**
 * The results library: look at it, import into it, take an import out again. What is wrong with a file is said row by
 * row before anything is kept, by the same rules that then keep it.
 */
import { randomUUID } from 'node:crypto';
import { municipality, type Municipality } from '#domain/municipalities/municipalities.ts';
import type { ResultFault, ResultWarning } from '#domain/results/faults.ts';
import type { ImportDefaults, ImportedResult } from '#domain/results/import.ts';
import {
	levelOf,
	type NamedStrength,
	type ResultFigure,
	type ResultFigures,
	type ResultLevel,
} from '#domain/results/result.ts';
import { isStorable } from '#document/values.ts';
import { record } from '../db/audit.ts';
import type { Connection } from '../db/pool.ts';
import * as rows from '../db/results.ts';
import * as users from '../db/users.ts';
import { received } from '../imports/results-file.ts';
import { readInTurn } from '../imports/results-reader.ts';
import type { Actor } from './actor.ts';
import { digest } from './digest.ts';
import { invalid, notFound, ServiceError, type FieldError } from './errors.ts';
import type { Frameworks } from './frameworks.ts';
import { figureRows, figuresFrom, mayManage, permitManaging, type Library } from './library.ts';

export interface FrameworkName {
	id: string;
	name: string;
	version: string;
}

export interface ResultSummary {
	id: string;
	source: 'evaluation' | 'import';
	municipality: Municipality;
	year: number;
	framework: FrameworkName;
	level: ResultLevel;
	/** Made up, for the demonstration. */
	fictitious: boolean;
	note: string | null;
	/** Of a finalised evaluation. */
	evaluationId: string | null;
	total: Omit<ResultFigure, 'id' | 'exact'>;
	/** ISO 8601: imported, or read in after it was finalised. */
	at: string;
}

export interface ResultDetail extends Omit<ResultSummary, 'total'>, ResultFigures {
	strengths: NamedStrength[];
	/** Null for results of evaluations. */
	imported: { by: string; fileName: string | null; sha256: string | null } | null;
	/** Whether the one who asks may take it out. */
	removable: boolean;
}

/** One result of a file, as it would be kept or was. */
export interface ImportedView {
	/** Absent in a preview. */
	id?: string;
	municipality: Municipality;
	year: number;
	framework: FrameworkName;
	level: ResultLevel;
	total: number | null;
	areas: number;
	subquestions: number;
	warnings: ResultWarning[];
}

export interface ImportOutcome {
	results: ImportedView[];
	/** Empty where the file was, or could be, kept. */
	faults: ResultFault[];
}

/** A file, there already or still coming in; it is read once it is known who asks. */
export type ImportInput = {
	fileName?: string | undefined;
} & ({ bytes: Uint8Array } | { upload: Parameters<typeof received>[0] });

export interface ImportOptions extends ImportDefaults {
	/** Where it comes from, in a few words. */
	note?: string | undefined;
	fictitious?: boolean;
}

export interface ResultPage {
	results: ResultSummary[];
	/** Over all pages. */
	total: number;
}

export interface Results {
	list(actor: Actor, filter: rows.ResultFilter, page: { limit: number; offset: number }): Promise<ResultPage>;
	/** Throws 404. */
	get(actor: Actor, id: string): Promise<ResultDetail>;
	/** Whether the actor may import and remove. */
	manages(actor: Actor): Promise<boolean>;
	/** Keeps nothing. Throws 403, 413 and 422 where the file cannot be read at all. */
	preview(actor: Actor, input: ImportInput, options: ImportOptions): Promise<ImportOutcome>;
	/** Keeps all or nothing. Throws as `preview`, 422 with every wrong row, 409 where a result is there already. */
	import(actor: Actor, input: ImportInput, options: ImportOptions): Promise<ImportedView[]>;
	/** Imports only (409). Throws 403, 404. */
	remove(actor: Actor, id: string): Promise<void>;
	/** Takes a removal back. Throws 403, 404, 409 where another took its place. */
	restore(actor: Actor, id: string): Promise<void>;
}

interface ResultParts {
	connection: Connection;
	frameworks: Pick<Frameworks, 'known' | 'list'>;
	library: Library;
}

const NOTE_MAX = 300;
/** Errors of one answer; a file that is wrong throughout is not made better by the next thousand. */
const FAULTS_MAX = 200;

export const placeOf = (code: string): Municipality => municipality(code) ?? { code, name: code };

export function createResults({ connection: { db }, frameworks, library }: ResultParts): Results {
	async function summary(row: Awaited<ReturnType<typeof rows.list>>[number]): Promise<ResultSummary> {
		const { id, source, municipality_code, year, framework_id, level, fictitious, note } = row;
		const { achieved, max, percent, derived } = row;
		return {
			id,
			source,
			municipality: placeOf(municipality_code),
			year,
			framework: nameOf(await frameworks.known(framework_id)),
			level,
			fictitious,
			note,
			evaluationId: row.evaluation_id,
			total: { achieved, max, percent, derived },
			at: row.created_at.toISOString(),
		};
	}

	async function read(actor: Actor, input: ImportInput, options: ImportOptions) {
		await permitManaging(db, actor, 'result.manage');
		await library.refresh();
		const bytes = 'bytes' in input ? input.bytes : await received(input.upload);
		const { municipality, year, framework } = options;
		const { results, faults } = await readInTurn({
			bytes,
			defaults: { municipality, year, framework },
			frameworks: await frameworks.list(actor),
		});
		return { bytes, results, faults: faults.length > 0 ? faults : await doubled(results) };
	}

	/** What the library has already. */
	async function doubled(results: readonly ImportedResult[]): Promise<ResultFault[]> {
		const there = await rows.ofMunicipalities(
			db,
			results.map((result) => result.municipality.code),
		);
		return results.flatMap(({ municipality: place, year, framework, row }): ResultFault[] => {
			const same = there.find(
				(one) =>
					one.municipality_code === place.code && one.year === year && one.framework_id === framework.id,
			);
			if (!same) return [];
			const params = { municipality: place.name, year, framework: `${framework.name} ${framework.version}` };
			const code = same.source === 'import' ? 'resultTaken' : 'resultTakenByEvaluation';
			return [{ row, column: 'municipality', code, params }];
		});
	}

	return {
		async list(actor, filter, page) {
			await library.open(actor);
			const [found, total] = await Promise.all([rows.list(db, filter, page), rows.count(db, filter)]);
			return { results: await Promise.all(found.map(summary)), total };
		},

		async get(actor, id) {
			await library.open(actor);
			const row = await rows.findCurrent(db, id);
			if (!row) throw notFound();
			const framework = await frameworks.known(row.framework_id);
			const figures = figuresFrom(framework, await rows.figuresOf(db, [id]));
			const by = row.imported_by === null ? undefined : await users.find(db, row.imported_by);
			const { total } = figures;
			const { total: _, ...rest } = await summary({ ...row, ...total });
			return {
				...rest,
				...figures,
				strengths: row.strengths,
				imported: by ? { by: by.name, fileName: row.file_name, sha256: row.file_sha256 } : null,
				removable: row.source === 'import' && (await mayManage(db, actor, 'result.manage')),
			};
		},

		manages: (actor) => mayManage(db, actor, 'result.manage'),

		async preview(actor, input, options) {
			const { results, faults } = await read(actor, input, options);
			checkedNote(options.note);
			return { results: results.map((result) => view(result)), faults: faults.slice(0, FAULTS_MAX) };
		},

		async import(actor, input, options) {
			const { bytes, results, faults } = await read(actor, input, options);
			const note = checkedNote(options.note);
			refuse(faults);
			const sha256 = digest(bytes);
			const fileName = keptName(input.fileName);
			return db.transaction().execute(async (tx) => {
				const kept: ImportedView[] = [];
				for (const result of results) {
					const id = randomUUID();
					const { municipality: place, year, framework, figures } = result;
					const inserted = await rows.insert(tx, {
						id,
						source: 'import',
						framework_id: framework.id,
						municipality_code: place.code,
						year,
						level: levelOf(figures),
						fictitious: options.fictitious ?? false,
						note,
						evaluation_id: null,
						snapshot_id: null,
						file_name: fileName,
						file_sha256: sha256,
						imported_by: actor.id,
					});
					// Two at once: the other one was first.
					if (!inserted)
						refuse([
							{
								row: result.row,
								column: 'municipality',
								code: 'resultTaken',
								params: {
									municipality: place.name,
									year,
									framework: `${framework.name} ${framework.version}`,
								},
							},
						]);
					await rows.insertRows(tx, figureRows(id, figures));
					await record(tx, {
						actor: actor.id,
						action: 'result.import',
						subject: id,
						detail: {
							municipality: place.code,
							year,
							framework: framework.id,
							...(fileName !== null && { file: fileName }),
							sha256,
						},
					});
					kept.push(view(result, id));
				}
				return kept;
			});
		},

		async remove(actor, id) {
			await library.open(actor);
			const row = await rows.findCurrent(db, id);
			if (!row) throw notFound();
			await permitManaging(db, actor, 'result.manage');
			if (row.source === 'evaluation') throw new ServiceError(409, 'resultOfEvaluation');
			await db.transaction().execute(async (tx) => {
				if (!(await rows.remove(tx, id))) throw notFound();
				await record(tx, { actor: actor.id, action: 'result.remove', subject: id, detail: placeDetail(row) });
			});
		},

		async restore(actor, id) {
			await library.open(actor);
			await permitManaging(db, actor, 'result.manage');
			const row = await rows.find(db, id);
			if (!row || row.removed_at === null) throw notFound();
			const framework = await frameworks.known(row.framework_id);
			await db.transaction().execute(async (tx) => {
				const taken = await rows.ofMunicipalities(tx, [row.municipality_code]);
				if (taken.some((one) => one.year === row.year && one.framework_id === row.framework_id))
					throw new ServiceError(409, 'resultTaken', {
						params: {
							municipality: placeOf(row.municipality_code).name,
							year: row.year,
							framework: `${framework.name} ${framework.version}`,
						},
					});
				if (!(await rows.restore(tx, id))) throw notFound();
				await record(tx, {
					actor: actor.id,
					action: 'result.restore',
					subject: id,
					detail: placeDetail(row),
				});
			});
		},
	};
}

export const nameOf = ({ id, name, version }: FrameworkName): FrameworkName => ({ id, name, version });

const placeDetail = ({ municipality_code, year, framework_id }: rows.ResultRow) => ({
	municipality: municipality_code,
	year,
	framework: framework_id,
});

function view(
	{ municipality, year, framework, figures, warnings }: ImportedResult,
	id?: string,
): ImportedView {
	return {
		...(id !== undefined && { id }),
		municipality,
		year,
		framework: nameOf(framework),
		level: levelOf(figures),
		total: figures.total.achieved,
		areas: figures.areas.length,
		subquestions: figures.subquestions.length,
		warnings,
	};
}

/** What a person called the file; a name that cannot be stored is not worth refusing the file for. */
const keptName = (name: string | undefined): string | null =>
	name === undefined || name === '' || !isStorable(name) ? null : [...name].slice(0, 200).join('');

function checkedNote(text: string | undefined): string | null {
	const note = text?.trim() ?? '';
	if (note.length > NOTE_MAX) throw invalid([{ path: 'note', code: 'tooLong', params: { limit: NOTE_MAX } }]);
	if (!isStorable(note)) throw invalid([{ path: 'note', code: 'notStorable' }]);
	return note === '' ? null : note;
}

/** `rows.12.achieved`: row 12 of the file, its column `achieved`. */
export const faultPath = ({ row, column }: ResultFault): string =>
	[...(row === null ? [] : ['rows', row]), ...(column === null ? [] : [column])].join('.');

function refuse(faults: readonly ResultFault[]): void {
	const [first] = faults;
	if (!first) return;
	const errors = faults
		.slice(0, FAULTS_MAX)
		.map((fault): FieldError => ({ path: faultPath(fault), code: fault.code, params: fault.params }));
	const taken = faults.every(({ code }) => code === 'resultTaken' || code === 'resultTakenByEvaluation');
	if (taken) throw new ServiceError(409, first.code, { params: first.params, errors });
	throw invalid(errors);
}

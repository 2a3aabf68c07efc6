/**
 * Reports as files. A call may wait for one, or start an export and come back for it: how far it is, its end, the
 * file. Exports under way live in this process's memory for a quarter of an hour; the audit log keeps who took what.
 */
import { randomUUID } from 'node:crypto';
import type { ReportModel } from '#domain/report/model.ts';
import type { Locale } from '#lib/i18n/index.ts';
import { record } from '../db/audit.ts';
import type { Connection } from '../db/pool.ts';
import { fileName } from '../exports/file-name.ts';
import { MEDIA_TYPES, type Format } from '../exports/formats.ts';
import type { PictureFile, Pictures } from '../exports/printed/blocks.ts';
import { reportCsv } from '../exports/report-csv.ts';
import { reportJson } from '../exports/report-json.ts';
import { STAGES, type Stage } from '../exports/stages.ts';
import type { RenderedFormat } from '../exports/render.ts';
import { RenderError, type Renderer } from '../exports/renderer.ts';
import { isPicture } from '../files/kinds.ts';
import { NO_TRACING, type Tracing } from '../observability/tracing.ts';
import type { ExportOutcome, WorkMetrics } from '../observability/work-metrics.ts';
import { access } from './access.ts';
import type { Actor } from './actor.ts';
import { notFound, ServiceError } from './errors.ts';
import type { Files } from './files.ts';
import type { Reports } from './reports.ts';

export interface ExportWish {
	format: Format;
	locale: Locale;
	/** Of this snapshot instead of now. */
	snapshotId?: string | undefined;
}

export interface ExportedFile {
	bytes: Uint8Array;
	mediaType: string;
	/** With its ending. */
	name: string;
}

export interface ExportView {
	id: string;
	format: Format;
	locale: Locale;
	status: 'running' | 'done' | 'failed' | 'cancelled';
	stage: Stage;
	/** 0–1. */
	progress: number;
	/** Bytes; once it is done. */
	size: number | null;
	/** Once it is done. */
	name: string | null;
	/** Why there is no file: a code of the closed set. */
	reason: FailureCode | null;
}

export type FailureCode = 'exportsBusy' | 'exportFailed' | 'exportSlow' | 'exportCancelled';

export interface Exports {
	/** Whoever may read the report, as `Reports.model`. Throws 503 when too many wait. */
	file(actor: Actor, evaluationId: string, wish: ExportWish, signal?: AbortSignal): Promise<ExportedFile>;
	/** As `file`, without waiting. Throws 429 when this person has too many under way. */
	start(actor: Actor, evaluationId: string, wish: ExportWish): Promise<ExportView>;
	/** One's own exports alone; anybody else's are not there (404). */
	status(actor: Actor, evaluationId: string, exportId: string): Promise<ExportView>;
	/** Throws 409 until it is done. */
	result(actor: Actor, evaluationId: string, exportId: string): Promise<ExportedFile>;
	/** Ends it, and forgets its file. */
	cancel(actor: Actor, evaluationId: string, exportId: string): Promise<void>;
	/** The pictures of a report's texts, for whoever has the model already. */
	pictures(model: ReportModel): Promise<Pictures>;
	stop(): Promise<void>;
}

interface ExportParts {
	connection: Connection;
	reports: Pick<Reports, 'model'>;
	files: Pick<Files, 'bytes'>;
	renderer: Renderer;
	metrics: Pick<WorkMetrics, 'exported' | 'watchExports'>;
	tracing?: Tracing;
	now?: () => Date;
	/** This node, where there are several: an export's id says which of them makes it. */
	nodeId?: string | undefined;
}

interface Watching {
	signal?: AbortSignal | undefined;
	onStage?: ((stage: Stage) => void) | undefined;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Made at once: nobody need wait behind somebody's long PDF for these. */
const LIGHT: Record<Exclude<Format, RenderedFormat>, (model: ReportModel) => Uint8Array> = {
	csv: (model) => encode(reportCsv(model)),
	json: (model) => encode(JSON.stringify(reportJson(model))),
};

interface Job {
	view: ExportView;
	userId: string;
	evaluationId: string;
	/** Of what was decided. */
	final: boolean;
	controller: AbortController;
	file: ExportedFile | null;
	forget: NodeJS.Timeout | undefined;
}

const EACH = 4;
const KEPT_MS = 15 * 60_000;
/** Bytes of finished files that wait to be fetched; the oldest make room. */
const KEPT_BYTES = 256 * 1024 * 1024;
/** Bytes of one report's pictures; those behind it leave their words. */
const PICTURE_BYTES = 64 * 1024 * 1024;

const PROGRESS: Record<Stage, number> = {
	waiting: 0,
	gathering: 0.1,
	composing: 0.25,
	writing: 0.5,
	done: 1,
};

const FAILURES: Record<RenderError['code'], [status: number, code: FailureCode]> = {
	busy: [503, 'exportsBusy'],
	slow: [503, 'exportSlow'],
	cancelled: [409, 'exportCancelled'],
	failed: [500, 'exportFailed'],
};

function refusal(error: unknown): unknown {
	if (!(error instanceof RenderError)) return error;
	const [status, code] = FAILURES[error.code];
	return new ServiceError(status, code, status === 503 ? { extra: { retryAfter: 10 } } : {});
}

export function createExports({
	connection: { db },
	reports,
	files,
	renderer,
	metrics,
	tracing = NO_TRACING,
	now = () => new Date(),
	nodeId,
}: ExportParts): Exports {
	const jobs = new Map<string, Job>();
	metrics.watchExports(() => {
		const all = [...jobs.values()];
		return {
			running: all.filter(({ view }) => view.status === 'running').length,
			waiting: renderer.waiting,
			keptBytes: all.reduce((bytes, { file }) => bytes + (file?.bytes.length ?? 0), 0),
		};
	});

	async function pictures({ evaluation, pictures: ids }: ReportModel): Promise<Pictures> {
		const found = new Map<string, PictureFile>();
		let room = PICTURE_BYTES;
		for (const id of ids) {
			const file = await files.bytes(evaluation.id, id);
			if (!file || !isPicture(file.mediaType) || file.size > room) continue;
			const { mediaType: type, bytes, width, height } = file;
			if (width === null || height === null) continue;
			room -= file.size;
			found.set(id, { type, bytes, width, height });
		}
		return found;
	}

	async function heavy(
		model: ReportModel,
		format: RenderedFormat,
		locale: Locale,
		{ signal, onStage }: Watching,
	): Promise<Uint8Array> {
		onStage?.('gathering');
		const task = { format, model, locale, at: now().toISOString(), pictures: await pictures(model) };
		return renderer.render(task, { signal, ...(onStage && { onStage }) });
	}

	/** `model`: what was asked for, by somebody who may read it. */
	const make = (actor: Actor, model: ReportModel, wish: ExportWish, watching: Watching) =>
		tracing.span('export', { 'samsyn.format': wish.format, 'samsyn.evaluation': model.evaluation.id }, () =>
			makeFile(actor, model, wish, watching),
		);

	async function makeFile(
		actor: Actor,
		model: ReportModel,
		{ format, locale, snapshotId }: ExportWish,
		{ signal, onStage }: Watching,
	): Promise<ExportedFile> {
		const started = performance.now();
		let outcome: ExportOutcome = 'failed';
		try {
			const bytes =
				format === 'csv' || format === 'json'
					? LIGHT[format](model)
					: await heavy(model, format, locale, { signal, onStage });
			await record(db, {
				actor: actor.id,
				action: 'report.export',
				evaluationId: model.evaluation.id,
				subject: snapshotId ?? null,
				detail: { format, lang: locale, status: model.status, size: bytes.length },
			});
			outcome = 'done';
			return { bytes, mediaType: MEDIA_TYPES[format], name: `${fileName(model)}.${format}` };
		} catch (error) {
			if (error instanceof RenderError) outcome = error.code;
			throw refusal(error);
		} finally {
			metrics.exported(format, outcome, (performance.now() - started) / 1000);
		}
	}

	/** Whoever has lost the right to read the report has lost its exports as well. */
	async function own(actor: Actor, evaluationId: string, exportId: string): Promise<Job> {
		const { role } = await access(db, actor, evaluationId, 'report.read');
		const job = jobs.get(exportId);
		if (job?.userId !== actor.id || job.evaluationId !== evaluationId) throw notFound();
		if (role === 'reviewer' && !job.final) throw new ServiceError(403, 'reportNotFinal');
		return job;
	}

	function drop(job: Job): void {
		clearTimeout(job.forget);
		jobs.delete(job.view.id);
	}

	function keep(job: Job, file: ExportedFile): void {
		Object.assign(job, { file });
		job.view = {
			...job.view,
			status: 'done',
			stage: 'done',
			progress: 1,
			size: file.bytes.length,
			name: file.name,
		};
		let bytes = 0;
		for (const other of [...jobs.values()].reverse()) {
			bytes += other.file?.bytes.length ?? 0;
			if (bytes > KEPT_BYTES && other !== job) drop(other);
		}
	}

	return {
		pictures,

		async file(actor, evaluationId, wish, signal) {
			const model = await reports.model(actor, evaluationId, { snapshotId: wish.snapshotId });
			return make(actor, model, wish, { signal });
		},

		async start(actor, evaluationId, wish) {
			const model = await reports.model(actor, evaluationId, { snapshotId: wish.snapshotId });
			const underWay = [...jobs.values()].filter(
				({ userId, view }) => userId === actor.id && view.status === 'running',
			);
			if (underWay.length >= EACH) throw new ServiceError(429, 'tooManyExports', { params: { limit: EACH } });
			const { format, locale } = wish;
			const view: ExportView = {
				id: nodeId === undefined ? randomUUID() : `${nodeId}.${randomUUID()}`,
				format,
				locale,
				status: 'running',
				stage: 'waiting',
				progress: 0,
				size: null,
				name: null,
				reason: null,
			};
			const controller = new AbortController();
			const job: Job = {
				view,
				userId: actor.id,
				evaluationId,
				final: model.status === 'final',
				controller,
				file: null,
				forget: undefined,
			};
			jobs.set(view.id, job);
			job.forget = setTimeout(() => {
				controller.abort();
				drop(job);
			}, KEPT_MS).unref();
			const onStage = (stage: Stage) => {
				if (STAGES.indexOf(stage) >= STAGES.indexOf(job.view.stage))
					job.view = { ...job.view, stage, progress: PROGRESS[stage] };
			};
			make(actor, model, wish, { signal: controller.signal, onStage }).then(
				(file) => keep(job, file),
				(error: unknown) => {
					const code = error instanceof ServiceError ? error.code : 'exportFailed';
					const cancelled = code === 'exportCancelled';
					job.view = {
						...job.view,
						status: cancelled ? 'cancelled' : 'failed',
						reason: isFailure(code) ? code : 'exportFailed',
					};
				},
			);
			return job.view;
		},

		status: async (actor, evaluationId, exportId) => (await own(actor, evaluationId, exportId)).view,

		async result(actor, evaluationId, exportId) {
			const { file } = await own(actor, evaluationId, exportId);
			if (!file) throw new ServiceError(409, 'exportNotReady');
			return file;
		},

		async cancel(actor, evaluationId, exportId) {
			const job = await own(actor, evaluationId, exportId);
			job.controller.abort();
			drop(job);
		},

		async stop() {
			for (const job of jobs.values()) {
				job.controller.abort();
				drop(job);
			}
			await renderer.stop();
		},
	};
}

const isFailure = (code: string): code is FailureCode =>
	Object.values(FAILURES).some(([, failure]) => failure === code);

/** Content, snapshots and the report in its forms. */
import * as v from 'valibot';
import { LOCALES } from '#lib/i18n/index.ts';
import { FORMATS, MEDIA_TYPES } from '../../exports/formats.ts';
import { STAGES } from '../../exports/stages.ts';
import { route } from '../route.ts';
import * as shape from './shapes.ts';

const content = v.pipe(
	v.record(v.string(), v.unknown()),
	v.description('Root name → entries, or rich text as ProseMirror JSON; sent in RFC 8785 form.'),
);

const summary = {
	id: shape.id,
	label: shape.text,
	kind: v.picklist(['named', 'phase', 'hourly', 'final']),
	seq: shape.count,
	sha256: shape.text,
	prevSha256: v.nullable(shape.text),
	by: v.nullable(shape.id),
	at: shape.instant,
};

export const getContent = route({
	method: 'GET',
	path: '/evaluations/{id}/content',
	summary: 'The canonical content of the shared document, as of now',
	answer: { status: 200, description: 'Keys sorted, numbers plain.', schema: content },
	refuses: [403, 404],
});

export const createSnapshot = route({
	method: 'POST',
	path: '/evaluations/{id}/snapshots',
	summary: 'Keeps the shared document as it is now, under a name; leads only',
	body: v.strictObject({ label: v.pipe(v.string(), v.maxLength(1000)) }),
	answer: {
		status: 201,
		description: '`sha256` over the canonical content; `seq`: the log position it was taken at.',
		schema: v.object({ id: shape.id, sha256: shape.text, seq: shape.count }),
	},
	refuses: [403, 404],
});

export const listSnapshots = route({
	method: 'GET',
	path: '/evaluations/{id}/snapshots',
	summary: 'All snapshots, newest first',
	answer: { status: 200, description: 'Without their content.', schema: v.array(v.object(summary)) },
	refuses: [403, 404],
});

export const getSnapshot = route({
	method: 'GET',
	path: '/evaluations/{id}/snapshots/{snapshotId}',
	summary: 'One snapshot with its canonical content',
	answer: {
		status: 200,
		description: 'Sent in RFC 8785 form, `content` as it was hashed.',
		schema: v.object({ ...summary, content }),
	},
	refuses: [403, 404],
});

const snapshot = v.optional(v.pipe(shape.id, v.description('of this snapshot instead of now')));
const refuses = [403, 404] as const;

const figures = {
	achieved: v.nullable(v.number()),
	max: v.number(),
	percent: v.nullable(v.number()),
};
const sum = {
	...figures,
	soFar: v.optional(v.pipe(v.number(), v.description('only where figures are null'))),
	missing: v.optional(shape.count),
};

export const getReportJson = route({
	method: 'GET',
	path: '/evaluations/{id}/report.json',
	summary: 'The report as data, figures as printed',
	query: v.strictObject({ snapshot }),
	answer: {
		status: 200,
		description: 'Null where consensus is missing; `points` are unrounded.',
		schema: v.looseObject({
			status: v.picklist(['working', 'final']),
			total: v.object(sum),
			areas: v.array(
				v.looseObject({
					id: shape.id,
					name: shape.text,
					...sum,
					subquestions: v.array(
						v.looseObject({ id: shape.id, label: shape.text, points: v.nullable(v.number()), ...figures }),
					),
				}),
			),
		}),
	},
	refuses,
});

export const getReportCsv = route({
	method: 'GET',
	path: '/evaluations/{id}/report.csv',
	summary: 'The point table: id,achieved,max,percent per subquestion',
	query: v.strictObject({ snapshot }),
	answer: { status: 200, description: 'Empty where there is no figure.', mediaType: 'text/csv' },
	refuses,
});

const lang = v.optional(v.pipe(v.picklist(LOCALES), v.description('default: the language of the request')));
const printed = { query: v.strictObject({ snapshot, lang }), refuses: [403, 404, 503] } as const;

export const getReportHtml = route({
	method: 'GET',
	path: '/evaluations/{id}/report.html',
	summary: 'The printable report, one complete page',
	query: v.strictObject({ snapshot, lang }),
	answer: { status: 200, description: 'Loads and runs nothing.', mediaType: 'text/html' },
	refuses,
});

export const getReportPdf = route({
	method: 'GET',
	path: '/evaluations/{id}/report.pdf',
	summary: 'The report as a tagged PDF',
	...printed,
	answer: {
		status: 200,
		description: 'With headings, table heads, words for every picture, language and outline.',
		mediaType: MEDIA_TYPES.pdf,
	},
});

export const getReportDocx = route({
	method: 'GET',
	path: '/evaluations/{id}/report.docx',
	summary: 'The report as a Word document',
	...printed,
	answer: {
		status: 200,
		description: 'With heading styles, a table of contents, native tables and charts.',
		mediaType: MEDIA_TYPES.docx,
	},
});

export const getReportXlsx = route({
	method: 'GET',
	path: '/evaluations/{id}/report.xlsx',
	summary: 'The report’s tables as a workbook, one sheet a table',
	...printed,
	answer: {
		status: 200,
		description: 'Numbers are numbers; no cell is a formula.',
		mediaType: MEDIA_TYPES.xlsx,
	},
});

const exportView = v.object({
	id: shape.id,
	format: v.picklist(FORMATS),
	locale: v.picklist(LOCALES),
	status: v.picklist(['running', 'done', 'failed', 'cancelled']),
	stage: v.picklist(STAGES),
	progress: v.pipe(v.number(), v.description('0 to 1')),
	size: v.pipe(v.nullable(v.number()), v.description('bytes, once it is done')),
	name: v.nullable(shape.text),
	reason: v.pipe(v.nullable(shape.text), v.description('a code, where there is no file')),
	message: v.pipe(v.nullable(shape.text), v.description('the same in the reader’s language')),
});

export const startExport = route({
	method: 'POST',
	path: '/evaluations/{id}/exports',
	summary: 'Starts an export, to be fetched when it is done',
	body: v.strictObject({ format: v.picklist(FORMATS), lang: v.optional(v.picklist(LOCALES)), snapshot }),
	answer: {
		status: 202,
		description: 'Kept for fifteen minutes, for whoever started it.',
		schema: exportView,
	},
	refuses: [403, 404, 429],
});

export const getExport = route({
	method: 'GET',
	path: '/evaluations/{id}/exports/{exportId}',
	summary: 'How far an export of one’s own is',
	answer: { status: 200, description: 'Status, stage and progress.', schema: exportView },
	refuses: [403, 404],
});

export const cancelExport = route({
	method: 'DELETE',
	path: '/evaluations/{id}/exports/{exportId}',
	summary: 'Ends an export of one’s own, and forgets its file',
	answer: { status: 204, description: 'Ended.' },
	refuses: [403, 404],
});

export const getExportFile = route({
	method: 'GET',
	path: '/evaluations/{id}/exports/{exportId}/file',
	summary: 'The file of an export of one’s own',
	answer: { status: 200, description: 'Of the format’s media type.', mediaType: 'application/octet-stream' },
	refuses: [403, 404, 409],
});

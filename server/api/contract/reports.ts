/** Content, snapshots and the report in its forms. */
import * as v from 'valibot';
import { LOCALES } from '#lib/i18n/index.ts';
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

export const getReportHtml = route({
	method: 'GET',
	path: '/evaluations/{id}/report.html',
	summary: 'The printable report, one complete page',
	query: v.strictObject({
		snapshot,
		lang: v.optional(v.pipe(v.picklist(LOCALES), v.description('default: the language of the request'))),
	}),
	answer: { status: 200, description: 'Loads and runs nothing.', mediaType: 'text/html' },
	refuses,
});

/** Uploaded files. What they are is decided by their bytes; they are served at /files/{id}. */
import * as v from 'valibot';
import { route } from '../route.ts';
import * as shape from './shapes.ts';

const pixels = v.pipe(v.nullable(shape.count), v.description('null for what is no picture'));

const file = v.object({
	id: shape.id,
	name: shape.text,
	mediaType: v.picklist(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'application/pdf']),
	size: v.pipe(shape.count, v.description('bytes')),
	sha256: shape.text,
	width: pixels,
	height: pixels,
	uploadedBy: shape.id,
	uploadedAt: shape.instant,
});

export const addFile = route({
	method: 'POST',
	path: '/evaluations/{id}/files',
	summary:
		'Uploads a picture (PNG, JPEG, WebP, GIF; 10 MiB) or a PDF (25 MiB); leads and evaluators while texts can be written, leads also in setup',
	query: v.strictObject({
		name: v.optional(v.pipe(v.string(), v.maxLength(500), v.description('what the file is called')), ''),
		only: v.optional(v.pipe(v.picklist(['image']), v.description('refuse everything that is no picture'))),
	}),
	upload: {
		mediaTypes: [
			'application/octet-stream',
			'image/png',
			'image/jpeg',
			'image/webp',
			'image/gif',
			'application/pdf',
		],
	},
	answer: { status: 201, description: 'Kept. It is served at /files/{id}.', schema: file },
	refuses: [404, 409, 429],
});

export const listFiles = route({
	method: 'GET',
	path: '/evaluations/{id}/files',
	summary: 'The evaluation’s files, newest first; leads, evaluators, observers',
	answer: { status: 200, description: 'The files.', schema: v.array(file) },
	refuses: [403, 404],
});

export const removeFile = route({
	method: 'DELETE',
	path: '/evaluations/{id}/files/{fileId}',
	summary: 'Removes a file for good; where it is used only with `anyway`',
	query: v.strictObject({
		anyway: v.optional(
			v.pipe(
				v.picklist(['true']),
				v.description('also where it is used; of a version that was kept, leads only'),
			),
		),
	}),
	answer: { status: 204, description: 'Removed.' },
	refuses: [404, 409],
});

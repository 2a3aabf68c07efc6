/** Interview notes: outside the shared document, for leads and evaluators, and erasable for good. */
import * as v from 'valibot';
import { route } from '../route.ts';
import * as shape from './shapes.ts';

const state = {
	sourceId: shape.id,
	version: shape.count,
	by: shape.id,
	updatedAt: shape.instant,
	erasedAt: v.pipe(v.nullable(shape.instant), v.description('when what was here was erased')),
};

const note = v.object({ ...state, text: shape.text, participants: shape.text });

export const listNotes = route({
	method: 'GET',
	path: '/evaluations/{id}/notes',
	summary: 'Which interviews have notes, without their words; leads and evaluators',
	answer: {
		status: 200,
		description: 'One entry per interview that somebody has written on.',
		schema: v.array(v.object({ ...state, hasWords: v.boolean() })),
	},
	refuses: [403, 404],
});

export const getNote = route({
	method: 'GET',
	path: '/evaluations/{id}/notes/{sourceId}',
	summary: 'The note of one interview; leads and evaluators',
	answer: { status: 200, description: 'The note.', schema: note },
	refuses: [403, 404],
});

export const putNote = route({
	method: 'PUT',
	path: '/evaluations/{id}/notes/{sourceId}',
	summary:
		'Writes the note of one interview; leads and evaluators while texts can be written, leads also in setup',
	body: v.strictObject({
		text: shape.text,
		participants: v.pipe(shape.text, v.description('who took part')),
		basedOn: v.pipe(
			v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
			v.description('the version that is replaced; null for the first'),
		),
	}),
	bodyLimit: 1024 * 1024,
	answer: { status: 200, description: 'As it is now.', schema: note },
	refuses: [404, 409],
});

export const eraseNote = route({
	method: 'DELETE',
	path: '/evaluations/{id}/notes/{sourceId}',
	summary: 'Erases a note for good, in any phase; that it was erased stays known',
	answer: { status: 204, description: 'Erased.' },
	refuses: [404],
});

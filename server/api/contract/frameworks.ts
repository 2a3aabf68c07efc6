/** Frameworks: areas, subquestions, points. */
import * as v from 'valibot';
import { COMPARABILITIES, GRAND_TOTAL_RULES } from '#domain/framework/framework.ts';
import { route } from '../route.ts';
import { text } from './shapes.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(1));
const framework = v.object({
	id: text,
	name: text,
	version: text,
	language: text,
	validFrom: v.optional(v.number()),
	predecessor: v.optional(text),
	successor: v.optional(text),
	source: v.optional(text),
	introduction: v.optional(text),
	grandTotal: v.picklist(GRAND_TOTAL_RULES),
	areas: v.array(
		v.object({
			id: text,
			name: text,
			displayTitle: v.optional(text),
			max: whole,
			general: v.optional(text),
			headings: v.array(v.object({ label: text, subquestions: v.array(text) })),
			subquestions: v.array(v.object({ id: text, label: text, max: whole })),
		}),
	),
	comparability: v.array(
		v.object({
			version: text,
			areas: v.record(text, v.picklist(COMPARABILITIES)),
			note: v.optional(text),
		}),
	),
	sha256: v.pipe(text, v.description('over the canonical JSON (RFC 8785)')),
});

export const listFrameworks = route({
	method: 'GET',
	path: '/frameworks',
	summary: 'All frameworks with areas and subquestions',
	answer: { status: 200, description: 'By name and version.', schema: v.array(framework) },
	refuses: [],
});

export const getFramework = route({
	method: 'GET',
	path: '/frameworks/{id}',
	summary: 'One framework',
	answer: { status: 200, description: 'The framework.', schema: framework },
	refuses: [404],
});

export const importFramework = route({
	method: 'POST',
	path: '/frameworks',
	summary: 'Import a framework; administrators only. It can never be changed afterwards',
	// Read by the framework's own parser, which explains every fault in the file.
	body: v.looseObject({}),
	bodyLimit: 2 * 1024 * 1024,
	answer: { status: 201, description: 'The framework as stored.', schema: framework },
	refuses: [403, 409],
});

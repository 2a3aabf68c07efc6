/** Shapes that calls about results share. */
import * as v from 'valibot';
import * as shape from './shapes.ts';

export const framework = v.object({ id: shape.id, name: shape.text, version: shape.text });
/** `?county=01,14` */
export const counties = v.optional(
	v.pipe(
		v.string(),
		v.regex(/^\d\d(,\d\d)*$/, 'countyUnknown'),
		v.transform((text) => text.split(',')),
		v.description('two digits each, separated by commas'),
	),
);

export const cohort = {
	id: shape.id,
	name: shape.text,
	framework,
	from: v.number(),
	to: v.number(),
	counties: v.array(shape.text),
	n: shape.count,
	extracted: shape.instant,
};
export const cohortView = v.object(cohort);

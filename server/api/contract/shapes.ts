/** Shapes that several calls share. */
import * as v from 'valibot';
import { BLIND_MODES, ROLES } from '#domain/permissions/roles.ts';
import { PHASES } from '#domain/phases/phases.ts';

export const text = v.string();
/** Ids come from frameworks and databases; anything longer is none. */
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
export const email = v.pipe(v.string(), v.maxLength(254), v.description('an e-mail address'));
export const instant = v.pipe(v.string(), v.description('ISO 8601'));
export const role = v.picklist(ROLES);
export const phase = v.picklist(PHASES);
export const blind = v.picklist(BLIND_MODES);
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const reason = v.pipe(v.string(), v.maxLength(4000));
export const subquestions = v.pipe(v.array(id), v.minLength(1), v.maxLength(1000));
export const municipality = v.object({ code: text, name: text });

/** How many rows somebody has filled, in all and area by area. */
export const memberProgress = v.object({
	userId: id,
	filled: count,
	areas: v.array(v.object({ areaId: id, filled: count, of: count })),
	handedIn: count,
});

/** A link is shown once; only its digest is kept. */
export const issuedInvitation = v.object({ email: text, url: text });

/** `?limit=`: a whole number in a search parameter. */
export const limit = (least: number, most: number, usual: number) =>
	v.optional(
		v.pipe(
			v.string(),
			v.regex(/^\d{1,9}$/, 'notWhole'),
			v.transform(Number),
			v.integer(),
			v.minValue(least),
			v.maxValue(most),
		),
		String(usual),
	);

/** A point in time in a search parameter. */
export const time = v.pipe(
	v.string(),
	v.isoTimestamp(),
	// ISO 8601 lets an offset be hours alone; JavaScript does not.
	v.transform((value) => new Date(value.replace(/ ?([+-]\d\d)$/, '$1:00'))),
	v.check((value) => !Number.isNaN(value.getTime()), 'notTime'),
);

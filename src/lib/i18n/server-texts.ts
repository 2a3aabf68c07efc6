/** What only the server says: in answers to programs, in refusals, in letters. */
import * as digest from './areas/digest.ts';
import * as errors from './areas/errors.ts';
import * as problems from './areas/problems.ts';
import * as refusals from './areas/refusals.ts';

export const en = {
	...errors.en,
	...problems.en,
	...refusals.en,
	...digest.en,
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	...errors.sv,
	...problems.sv,
	...refusals.sv,
	...digest.sv,
};

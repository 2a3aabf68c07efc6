/** What only the server says: in answers to programs, in refusals, in letters. */
import * as problems from './areas/problems.ts';
import * as refusals from './areas/refusals.ts';

export const en = {
	...problems.en,
	...refusals.en,
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	...problems.sv,
	...refusals.sv,
};

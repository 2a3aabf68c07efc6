/** Every forged update the gate is tried with, each by its own name. */
import { INTERNAL_ATTACKS } from './internals.ts';
import { DELETE_ATTACKS, NAME_ATTACKS, PLACE_ATTACKS } from './places.ts';
import { RICH_TEXT_ATTACKS } from './rich-text.ts';
import type { Attack } from './scene.ts';
import { VALUE_ATTACKS } from './values.ts';

export const ATTACKS: readonly Attack[] = [
	...NAME_ATTACKS,
	...PLACE_ATTACKS,
	...DELETE_ATTACKS,
	...VALUE_ATTACKS,
	...RICH_TEXT_ATTACKS,
	...INTERNAL_ATTACKS,
];

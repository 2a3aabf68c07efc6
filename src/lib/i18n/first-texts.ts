/** What is said from signing in to the first score: it comes to the browser with the page. */
import * as auth from './areas/auth.ts';
import * as common from './areas/common.ts';
import * as components from './areas/components.ts';
import * as grid from './areas/grid.ts';
import * as home from './areas/home.ts';
import * as needs from './areas/needs.ts';
import * as overview from './areas/overview.ts';
import * as ownScore from './areas/own-score.ts';
import * as places from './areas/places.ts';
import * as rowStates from './areas/row-states.ts';
import * as side from './areas/side.ts';
import * as talk from './areas/talk.ts';
import * as workspace from './areas/workspace.ts';

export const en = {
	...common.en,
	...components.en,
	...auth.en,
	...home.en,
	...needs.en,
	...workspace.en,
	...overview.en,
	...side.en,
	...places.en,
	...talk.en,
	...rowStates.en,
	...ownScore.en,
	...grid.en,
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	...common.sv,
	...components.sv,
	...auth.sv,
	...home.sv,
	...needs.sv,
	...workspace.sv,
	...overview.sv,
	...side.sv,
	...places.sv,
	...talk.sv,
	...rowStates.sv,
	...ownScore.sv,
	...grid.sv,
};

/**
 * Every call of the API, noun by noun. What is not listed here is not in the OpenAPI document, and a test
 * compares the list with the route files.
 */
import type { Route } from '../route.ts';
import * as accounts from './accounts.ts';
import * as agreement from './agreement.ts';
import * as calibration from './calibration.ts';
import * as conversations from './conversations.ts';
import * as comparison from './comparison.ts';
import * as evaluations from './evaluations.ts';
import * as final from './final.ts';
import * as files from './files.ts';
import * as followUp from './follow-up.ts';
import * as frameworks from './frameworks.ts';
import * as history from './history.ts';
import * as keeping from './keeping.ts';
import * as meta from './meta.ts';
import * as notes from './notes.ts';
import * as needs from './needs.ts';
import * as records from './records.ts';
import * as reports from './reports.ts';
import * as results from './results.ts';
import * as rounds from './rounds.ts';
import * as scoring from './scoring.ts';
import * as shares from './shares.ts';

export const routes: readonly Route[] = [
	accounts,
	agreement,
	calibration,
	conversations,
	comparison,
	evaluations,
	final,
	files,
	followUp,
	frameworks,
	history,
	keeping,
	meta,
	notes,
	needs,
	records,
	reports,
	results,
	rounds,
	scoring,
	shares,
].flatMap((noun) => Object.values<Route>(noun));

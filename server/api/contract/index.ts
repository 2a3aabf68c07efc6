/**
 * Every call of the API, noun by noun. What is not listed here is not in the OpenAPI document, and a test
 * compares the list with the route files.
 */
import type { Route } from '../route.ts';
import * as accounts from './accounts.ts';
import * as meta from './meta.ts';

export const routes: readonly Route[] = [accounts, meta].flatMap((noun) => Object.values<Route>(noun));

/** Which place of the evaluation an address shows, as it is told to the others. */
import type { Place, View } from '#lib/sync/people.ts';

const ROUTE = /^\/evaluations\/\[id\]\/(overview|report|members|versions)/;

export function placeOfRoute(routeId: string | null, subquestionId: string | undefined): Place {
	if (subquestionId !== undefined) return { view: 'question', subquestionId };
	return { view: (ROUTE.exec(routeId ?? '')?.[1] as View | undefined) ?? 'overview' };
}

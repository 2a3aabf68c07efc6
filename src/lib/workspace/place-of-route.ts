/** Which place of the evaluation an address shows, as it is told to the others. */
import type { Place, View } from '#lib/sync/people.ts';

const SESSION = '/evaluations/[id]/calibrate/session';
const ROUTE =
	/^\/evaluations\/\[id\]\/(overview|score|calibrate|agreement|evidence|write|facts|questions|review|report|compare|present|finalise|members|follow-up|versions|history)/;

/** `looking`: in a session, the subquestion that this reader looks at alone. */
export function placeOfRoute(
	routeId: string | null,
	subquestionId: string | undefined,
	looking?: string | null,
): Place {
	if (routeId === SESSION) return { view: 'session', ...(looking && { subquestionId: looking }) };
	if (subquestionId !== undefined) return { view: 'question', subquestionId };
	return { view: (ROUTE.exec(routeId ?? '')?.[1] as View | undefined) ?? 'overview' };
}

/** Remembers, in this browser and for this evaluation alone, which subquestion was open last. */
export const LAST_PLACE_COOKIE = 'last-place';

const YEAR_S = 31_536_000;

export function rememberPlace(evaluationId: string, subquestionId: string): void {
	const value = encodeURIComponent(subquestionId);
	document.cookie = `${LAST_PLACE_COOKIE}=${value}; path=/evaluations/${evaluationId}; max-age=${YEAR_S}; samesite=lax`;
}

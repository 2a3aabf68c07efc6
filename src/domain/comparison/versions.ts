/**
 * What two framework versions have in common, area by area: no figure is set beside another without this. A version
 * says how it compares with older ones, so the statement of either side counts, the stricter where both speak.
 */
import {
	comparability,
	COMPARABILITIES,
	findArea,
	findSubquestion,
	type Comparability,
	type Framework,
} from '../framework/framework.ts';

const strictness = (one: Comparability): number => COMPARABILITIES.indexOf(one);

/** The one that allows least. Of none: full. */
export const strictest = (all: readonly Comparability[]): Comparability =>
	all.reduce((worst, one) => (strictness(one) > strictness(worst) ? one : worst), 'full');

const states = (framework: Framework, other: Framework): boolean =>
	framework.comparability.some(({ version }) => version === other.version);

export function areaComparability(a: Framework, b: Framework, areaId: string): Comparability {
	if (a.name !== b.name) return 'none';
	if (!findArea(a, areaId) || !findArea(b, areaId)) return 'none';
	if (a.version === b.version) return 'full';
	const said = [
		...(states(a, b) ? [comparability(a, areaId, b.version)] : []),
		...(states(b, a) ? [comparability(b, areaId, a.version)] : []),
	];
	return said.length === 0 ? 'none' : strictest(said);
}

/** A sum is as comparable as its least comparable part, and not at all where the parts are not the same. */
export function totalComparability(a: Framework, b: Framework): Comparability {
	const ids = new Set([...a.areas, ...b.areas].map(({ id }) => id));
	return strictest([...ids].map((id) => areaComparability(a, b, id)));
}

/** As its area, where both versions ask the same for the same points; an id alone does not make it the same question. */
export function subquestionComparability(a: Framework, b: Framework, subquestionId: string): Comparability {
	const [one, other] = [findSubquestion(a, subquestionId), findSubquestion(b, subquestionId)];
	const area = a.areas.find(({ subquestions }) => one && subquestions.includes(one));
	if (!one || !other || !area || one.label !== other.label || one.max !== other.max) return 'none';
	return areaComparability(a, b, area.id);
}

/** What a row of a result is: one of the framework's areas or subquestions, or all of it. */
export type Subject = { kind: 'total' } | { kind: 'area' | 'subquestion'; id: string };

export function comparabilityOf(a: Framework, b: Framework, subject: Subject): Comparability {
	switch (subject.kind) {
		case 'total':
			return totalComparability(a, b);
		case 'area':
			return areaComparability(a, b, subject.id);
		case 'subquestion':
			return subquestionComparability(a, b, subject.id);
	}
}

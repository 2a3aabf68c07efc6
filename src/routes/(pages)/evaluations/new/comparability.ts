/** Which areas of two evaluations may be compared, by what the newer framework says of the older version. */
import type { Area, Framework } from '#domain/framework/framework.ts';

type Comparable = Pick<Framework, 'id' | 'version' | 'comparability'> & {
	areas: Pick<Area, 'id' | 'name'>[];
};

export interface Preview {
	comparable: number;
	of: number;
	/** Names of the areas that must not be compared. */
	not: string[];
}

/** Null where the two frameworks say nothing about each other. */
export function previewComparison(framework: Comparable, earlier: Comparable): Preview | null {
	const of = framework.areas.length;
	if (framework.id === earlier.id) return { comparable: of, of, not: [] };
	const stated =
		framework.comparability.find(({ version }) => version === earlier.version) ??
		earlier.comparability.find(({ version }) => version === framework.version);
	if (!stated) return null;
	const not = framework.areas.filter(({ id }) => (stated.areas[id] ?? 'none') === 'none');
	return { comparable: of - not.length, of, not: not.map(({ name }) => name) };
}

/** The figures of an estimate that must exist. */
import type { Estimate } from '#domain/agreement/estimate.ts';

export function valueOf<Figures>(estimate: Estimate<Figures>): { kind: 'value' } & Figures {
	if (estimate.kind !== 'value') throw new Error(`No value: ${JSON.stringify(estimate)}`);
	return estimate;
}

/** Facts and role models as rows in their order, and what moving one writes. */
import { isDate } from '#domain/days/days.ts';
import { inOrder, placements } from '#document/order.ts';
import type { Fact, RoleModel } from '#document/values.ts';
import type { EntryChange } from '#lib/sync/synced-evaluation.svelte.ts';

export type FactRow = Fact & { id: string };
export type RoleModelRow = RoleModel & { id: string };

export const rowsOf = <V extends { order: string }>(
	entries: readonly (readonly [string, V])[],
): (V & { id: string })[] => inOrder(entries.map(([id, value]) => ({ ...value, id })));

/** A row put at a place of the list; also one that is not there yet. */
export function putFact(rows: readonly FactRow[], row: FactRow, position: number): EntryChange[] {
	const known = new Map([...rows, row].map((one) => [one.id, one]));
	return placements(rows, row.id, position).flatMap(([key, order]): EntryChange[] => {
		const { id: _, ...fact } = known.get(key) ?? row;
		return [{ root: 'facts', key, value: { ...fact, order } }];
	});
}

export function putRoleModel(
	rows: readonly RoleModelRow[],
	row: RoleModelRow,
	position: number,
): EntryChange[] {
	const known = new Map([...rows, row].map((one) => [one.id, one]));
	return placements(rows, row.id, position).flatMap(([key, order]): EntryChange[] => {
		const { id: _, ...model } = known.get(key) ?? row;
		return [{ root: 'roleModels', key, value: { ...model, order } }];
	});
}

/** A year, a month or a day, as the document keeps it; undefined where it is none. */
export function dayOf(text: string): string | undefined {
	const trimmed = text.trim();
	return isDate(trimmed) ? trimmed : undefined;
}

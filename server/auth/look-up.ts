/**
 * Looks up credentials many at a time: when a server comes back, everybody shows theirs at once, and a question to the
 * database costs the same for one as for all who ask within one turn of the event loop.
 */
import DataLoader from 'dataloader';

/** Keeps nothing: what has ended a moment ago is asked for again. `undefined`: there is no such. */
export function createLookUp<Row>(
	find: (keys: readonly string[]) => Promise<readonly Row[]>,
	keyOf: (row: Row) => string,
): (key: string) => Promise<Row | undefined> {
	const loader = new DataLoader<string, Row | undefined>(
		async (keys) => {
			const rows = new Map((await find([...new Set(keys)])).map((row) => [keyOf(row), row]));
			return keys.map((key) => rows.get(key));
		},
		{ cache: false, batchScheduleFn: (run) => void setImmediate(run), maxBatchSize: 500 },
	);
	return (key) => loader.load(key);
}

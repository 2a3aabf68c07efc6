/** What was recorded once, as ratios between ours and each peer, and what has moved since. */
import { spreadOf, type Spread } from './figures.ts';
import { ROWS, type Row } from './rows.ts';
import type { Measured } from './run.ts';
import { kindOf, SERVER_NAMES, type ServerName } from './servers.ts';

/** Ours divided by a peer's, of the same round; by "scenario · figure · peer". */
export type Ratios = Record<string, Spread>;

const PEERS: readonly ServerName[] = SERVER_NAMES.filter(
	(name) => name !== 'ours' && name !== 'broadcaster' && kindOf(name).nodes === 1,
);

const keyOf = (row: Pick<Row, 'scenario' | 'figure'>, peer: ServerName): string =>
	`${row.scenario} · ${row.figure} · ${peer}`;

/** Of every compared figure, round by round: what a slow machine does to both cancels out. */
export function ratiosOf(
	figures: Readonly<Record<string, readonly Measured[]>>,
	rows: readonly Row[] = ROWS,
): Ratios {
	const ratios: Ratios = {};
	for (const row of rows) {
		if (!row.isCompared) continue;
		const measured = figures[row.scenario] ?? [];
		const at = (server: ServerName, round: number): number | undefined => {
			const found = measured.find((each) => each.server === server && each.round === round);
			return found && row.of(found);
		};
		for (const peer of PEERS) {
			const rounds = [...new Set(measured.map(({ round }) => round))];
			const spread = spreadOf(
				rounds.flatMap((round) => {
					const ratio = (at('ours', round) ?? Number.NaN) / (at(peer, round) ?? Number.NaN);
					// Infinite: what never came to us, and did to the peer.
					return Number.isNaN(ratio) ? [] : [ratio];
				}),
			);
			if (spread) ratios[keyOf(row, peer)] = spread;
		}
	}
	return ratios;
}

export interface Move {
	what: string;
	recorded: Spread;
	now: number;
	/** Whether ours has become worse beside that peer. */
	isWorse: boolean;
}

/** Smaller moves are the machine's. */
const TOLERANCE = 0.25;

/** Moved by more than a quarter, and by more than the recorded rounds differed among themselves. */
export function movesBetween(recorded: Ratios, now: Ratios, rows: readonly Row[] = ROWS): Move[] {
	const moves: Move[] = [];
	for (const row of rows)
		for (const peer of PEERS) {
			const key = keyOf(row, peer);
			const [was, is] = [recorded[key], now[key]?.median];
			// What never came when it was recorded tells nothing.
			if (!row.isCompared || !was || !Number.isFinite(was.median) || is === undefined) continue;
			const beyond = Math.max(TOLERANCE * was.median, was.most - was.least);
			if (Math.abs(is - was.median) <= beyond) continue;
			const isMore = is > was.median;
			moves.push({ what: key, recorded: was, now: is, isWorse: row.better === 'less' ? isMore : !isMore });
		}
	return moves;
}

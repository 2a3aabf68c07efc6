/** The figures as tables: medians of the rounds, with the least and the most beside them. */
import { cellOf, ROWS, type Cell, type Row } from './rows.ts';
import { agrees, type Check } from './check.ts';
import { shown } from './figures.ts';
import type { Measured } from './run.ts';
import { kindOf, SERVER_NAMES, type ServerName } from './servers.ts';
import { judge, targetText, type Verdict } from './verdict.ts';

export interface Machine {
	cpu: string;
	cores: number;
	memory: string;
	node: string;
	postgres: string;
	system: string;
	date: string;
}

export interface Results {
	machine: Machine;
	rounds: number;
	/** By the scenario's name. */
	figures: Readonly<Record<string, readonly Measured[]>>;
	checks: Readonly<Partial<Record<ServerName, Check>>>;
	/** Servers that could not be measured here, and why. */
	notRun: Readonly<Partial<Record<ServerName, string>>>;
	/** Measurements that ended in an error and are missing. */
	failed: readonly string[];
}

export function shownCell(cell: Cell | undefined): string {
	if (!cell) return '';
	const value = `${cell.atLeast ? '≥ ' : ''}${shown(cell.median)}`;
	const [least, most] = [shown(cell.least), shown(cell.most)];
	return least === most ? value : `${value} (${least}–${most})`;
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const head = (cells: readonly string[]): string[] => [
	line(cells),
	line(cells.map((_, n) => (n < 2 ? '---' : '---:'))),
];

const cellsOf = (row: Row, { figures }: Results, servers: readonly ServerName[]): Map<ServerName, Cell> =>
	new Map(
		servers.flatMap((server) => {
			const cell = cellOf(row, figures[row.scenario] ?? [], server);
			return cell ? [[server, cell] as const] : [];
		}),
	);

const labelOf = ({ figure, unit }: Row): string => `${figure}${unit && `, ${unit}`}`;

/** One node each: every figure, the target, and what came of it. */
function singles(results: Results): string[] {
	const servers = SERVER_NAMES.filter((name) => kindOf(name).nodes === 1);
	const lines = head(['scenario', 'figure', ...servers, 'target for ours', 'verdict']);
	for (const row of ROWS) {
		const cells = cellsOf(row, results, servers);
		if (cells.size === 0) continue;
		const { target } = row;
		lines.push(
			line([
				row.scenario,
				labelOf(row),
				...servers.map((name) => {
					const why = results.notRun[name];
					return why === undefined ? shownCell(cells.get(name)) : `not run: ${why}`;
				}),
				target ? targetText(row, target, row.unit) : '',
				target ? verdictText(judge(row, target, cells)) : '',
			]),
		);
	}
	return lines;
}

const verdictText = (verdict: Verdict): string => (verdict === 'missed' ? '**missed**' : verdict);

/** Several nodes on one database beside the one. */
function several(results: Results): string[] {
	const servers = SERVER_NAMES.filter((name) => {
		const { program, nodes } = kindOf(name);
		return nodes > 1 || program === 'ours' || name === 'hocuspocus';
	});
	const lines = head(['scenario', 'figure', ...servers, 'target for ours']);
	for (const row of ROWS) {
		if (!row.ofNodes) continue;
		const cells = cellsOf(row, results, servers);
		const target = row.ofNodes === true ? undefined : row.ofNodes;
		const isAnyOfSeveral = [...cells.keys()].some((name) => kindOf(name).nodes > 1);
		if (!isAnyOfSeveral && Object.keys(results.notRun).length === 0) continue;
		lines.push(
			line([
				row.scenario,
				labelOf(row),
				...servers.map((name) => {
					const why = results.notRun[name];
					if (why !== undefined) return `not run: ${why}`;
					const text = shownCell(cells.get(name));
					const isJudged = target && kindOf(name).program === 'ours' && cells.has(name);
					return isJudged ? `${text} ${verdictText(judge(row, target, cells, name))}` : text;
				}),
				target ? targetText(row, target, row.unit) : '',
			]),
		);
	}
	return lines.length > 2 ? lines : [];
}

function checked({ checks }: Results): string[] {
	const entries = Object.entries(checks) as [ServerName, Check][];
	if (entries.length === 0) return [];
	const lines = [
		'The load against a client that is not its own: letters that client read of those sent, and the medians of the time ' +
			'until the load’s own listener, and until that client, had a letter.',
		'',
		...head(['server', 'read by', 'letters', 'the load, ms', 'the client, ms', 'within 0.5 ms or 25 %']),
	];
	for (const [name, check] of entries)
		lines.push(
			line([
				name,
				check.readBy === 'y-websocket' ? 'y-websocket 3.1' : 'a Yjs document',
				`${check.letters} of ${check.expected}`,
				shown(check.load),
				shown(check.reader),
				agrees(check) ? 'yes' : '**no**',
			]),
		);
	return lines;
}

const verdictsIn = (results: Results): { row: Row; verdict: Verdict }[] =>
	ROWS.flatMap((row) => {
		const { target } = row;
		return target ? [{ row, verdict: judge(row, target, cellsOf(row, results, SERVER_NAMES)) }] : [];
	});

/** Targets that were not met, for a reader in a hurry. */
export const missedIn = (results: Results): string[] =>
	verdictsIn(results)
		.filter(({ verdict }) => verdict === 'missed' || verdict === 'load too weak')
		.map(({ row }) => `${row.scenario}: ${row.figure}`);

/** Undefined where nothing was judged. */
function summary(results: Results): string | undefined {
	const missed = missedIn(results);
	if (missed.length > 0) return `Missed: ${missed.join('; ')}.`;
	const met = verdictsIn(results).filter(({ verdict }) => verdict === 'met').length;
	return met === 0 ? undefined : `All ${met} targets that were measured are met.`;
}

/** Without what only a rendered page needs: headings come from the document it stands in. */
export function markdown(results: Results): string {
	const { machine, rounds, figures } = results;
	const loads = Object.values(figures).flatMap((all) => all.map(({ before }) => before));
	const nodes = several(results);
	const parts = [
		`${machine.date}: ${machine.cores} cores (${machine.cpu}), ${machine.memory}, ${machine.system}, Node ${machine.node}, ${machine.postgres}. ` +
			`${rounds} rounds; medians, with the least and the most in brackets. ` +
			`One-minute load of the machine before each measurement: ${shown(Math.min(...loads))}–${shown(Math.max(...loads))}, ` +
			'which is mostly what was measured just before.',
		results.failed.length === 0 ? '' : `Ended in an error and missing here: ${results.failed.join('; ')}.`,
		summary(results) ?? '',
		singles(results).join('\n'),
		...(nodes.length === 0
			? []
			: [
					'### Several nodes',
					`Processor time and memory are those of all nodes together. ${nodesNote(machine.cores)}`,
					nodes.join('\n'),
				]),
		checked(results).join('\n'),
	];
	return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const nodesNote = (cores: number): string =>
	cores < 8
		? `All of them, PostgreSQL, Redis and the load share ${cores} cores here: more nodes cannot be faster than one on this machine, ` +
			'and what the columns show is what several nodes cost, not what they gain.'
		: '';

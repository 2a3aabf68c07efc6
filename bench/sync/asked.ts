/** What a run is asked for: which scenarios at which servers, how often, and what comes of its figures. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ArgumentError, namesOf, numberOf } from '../arguments.ts';
import { SCENARIOS, shortened, type Planned } from './plan.ts';
import { SERVER_NAMES } from './servers.ts';

export interface Asked {
	short: boolean;
	strict: boolean;
	record: boolean;
	/** Files: of all figures, and of an earlier run's to go on with. */
	json: string | undefined;
	from: string | undefined;
	/** 0: nothing is measured, what the earlier run measured is written again. */
	rounds: number;
	scenarios: Planned[];
	/** Not all of it: what is only told and written nowhere. */
	isPart: boolean;
}

/** Throws ArgumentError, or what `parseArgs` throws. */
export function askedOf(args: readonly string[]): Asked {
	const { values } = parseArgs({
		args: [...args],
		options: {
			short: { type: 'boolean', default: false },
			strict: { type: 'boolean', default: false },
			record: { type: 'boolean', default: false },
			json: { type: 'string' },
			from: { type: 'string' },
			only: { type: 'string' },
			servers: { type: 'string' },
			rounds: { type: 'string' },
		},
	});
	const { short, strict, record, json, from, only, servers } = values;
	const isPart = (only !== undefined || servers !== undefined) && from === undefined;
	if (from !== undefined && !existsSync(from))
		throw new ArgumentError(`--from ${from}: there is no such file.`);
	if (record && (short || isPart))
		throw new ArgumentError(
			'--record takes a whole run: without --short, and with --only or --servers where --from has the rest.',
		);
	if (strict && !short) throw new ArgumentError('--strict is for a short run: add --short.');
	const all = short ? shortened(SCENARIOS) : SCENARIOS;
	const scenarioNames = all.map(({ name }) => name);
	const named = only === undefined ? scenarioNames : namesOf('only', only, scenarioNames, ';');
	const at = servers === undefined ? SERVER_NAMES : namesOf('servers', servers, SERVER_NAMES, ';');
	const scenarios = all
		.filter(({ name }) => named.includes(name))
		.map((planned) => ({ ...planned, servers: planned.servers.filter((name) => at.includes(name)) }))
		.filter((planned) => planned.servers.length > 0);
	if (scenarios.length === 0) throw new ArgumentError('No such scenario is measured at such a server.');
	return {
		short,
		strict,
		record,
		json,
		from,
		rounds: numberOf('rounds', values.rounds ?? (short ? '1' : '3'), { least: from === undefined ? 1 : 0 }),
		scenarios,
		isPart,
	};
}

/** What a run was made on, told beside its figures. */
import { cpus, release, totalmem, type } from 'node:os';
import type { Machine } from './report.ts';
import type { Stores } from './stores.ts';

export async function machineOf(stores: Stores): Promise<Machine> {
	const [cpu] = cpus();
	return {
		cpu: cpu?.model.trim() ?? 'unknown',
		cores: cpus().length,
		memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
		node: process.version,
		postgres: await stores.version(),
		system: `${type()} ${release()}`,
		date: new Date().toISOString().slice(0, 10),
	};
}

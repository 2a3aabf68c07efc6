/** The figures of what people ask for beside the live work: signing in, files, mail. */
import { Counter, Histogram, type Registry } from 'prom-client';
import type { Format } from '../exports/formats.ts';
import { SECONDS, watchGauges, type Named } from './figures.ts';

export type SignInOutcome = 'accepted' | 'refused' | 'throttled';
export type ExportOutcome = 'done' | 'busy' | 'slow' | 'cancelled' | 'failed';
export type DigestOutcome = 'sent' | 'silent' | 'failed';

export interface ExportGauges {
	/** Exports that were started and have not ended. */
	running: number;
	/** Reports that wait for the one that is rendered. */
	waiting: number;
	/** Bytes of finished files that wait to be fetched. */
	keptBytes: number;
}

const EXPORTS: Named<ExportGauges> = {
	running: ['samsyn_exports_running', 'Exports under way, those that wait included'],
	waiting: ['samsyn_exports_waiting', 'Reports that wait for the one that is rendered'],
	keptBytes: ['samsyn_exports_kept_bytes', 'Bytes of finished files that wait to be fetched'],
};

export interface WorkMetrics {
	signIn(outcome: SignInOutcome): void;
	exported(format: Format, outcome: ExportOutcome, seconds: number): void;
	digest(outcome: DigestOutcome): void;
	watchExports(read: () => ExportGauges): void;
}

export function createWorkMetrics(registry: Registry): WorkMetrics {
	const registers = [registry];
	const signIns = new Counter({
		name: 'samsyn_sign_ins_total',
		help: 'Attempts to sign in, by outcome',
		labelNames: ['outcome'],
		registers,
	});
	const exports = new Histogram({
		name: 'samsyn_export_seconds',
		help: 'Time to make a report as a file, its wait included, by form and outcome',
		labelNames: ['format', 'outcome'],
		buckets: [...SECONDS, 30, 60],
		registers,
	});
	const digests = new Counter({
		name: 'samsyn_digests_total',
		help: 'Digests that were due, by outcome; silent: nothing new to say',
		labelNames: ['outcome'],
		registers,
	});
	return {
		signIn: (outcome) => signIns.inc({ outcome }),
		exported: (format, outcome, seconds) => exports.observe({ format, outcome }, seconds),
		digest: (outcome) => digests.inc({ outcome }),
		watchExports: (read) => watchGauges(registry, EXPORTS, read),
	};
}

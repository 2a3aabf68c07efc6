/**
 * What an operator can see: Prometheus figures of this process. The sync server counts in plain fields on its
 * hot path; they become metrics when somebody asks.
 */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export type AdmissionOutcome = 'accepted' | 'redundant' | 'unresolved' | 'refused' | 'malformed';

/** What only the hub knows, read when the metrics are. */
export interface SyncGauges {
	sockets: number;
	rooms: number;
	restingRooms: number;
	/** Bytes written and not yet taken by the sockets' readers. */
	bufferedBytes: number;
	/** Rows and bytes that wait for their commit. */
	queuedRows: number;
	backlogBytes: number;
	/** Seconds the running commit has taken so far. */
	commitAge: number;
}

export interface SyncMetrics {
	/** Plain counters for the hot path; read when scraped. */
	readonly counts: {
		admission: Record<AdmissionOutcome, number>;
		framesIn: number;
		bytesIn: number;
		writesOut: number;
		bytesOut: number;
		awarenessDropped: number;
	};
	/** One commit: its duration, its rows, and the age of its oldest row when it was done; seconds. */
	commit(figures: { seconds: number; rows: number; age: number }): void;
	commitFailed(): void;
	/** A socket that was not let in or was closed, or an update that was refused. */
	refused(reason: string): void;
	roomLoaded(seconds: number): void;
	roomFailed(why: string): void;
	/** Seconds of one admission, for a sample of them. */
	admission(seconds: number): void;
	command(seconds: number): void;
	watch(read: () => SyncGauges): void;
}

export interface Metrics {
	readonly registry: Registry;
	readonly sync: SyncMetrics;
}

const SECONDS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const MICROSECONDS = [1e-6, 2e-6, 5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 1e-3, 1e-2];

/** `processMetrics`: memory, CPU, event loop; off in tests that make many. */
export function createMetrics({ processMetrics = true }: { processMetrics?: boolean } = {}): Metrics {
	const registry = new Registry();
	if (processMetrics) collectDefaultMetrics({ register: registry });
	return { registry, sync: syncMetrics(registry) };
}

function syncMetrics(registry: Registry): SyncMetrics {
	const registers = [registry];
	const counts: SyncMetrics['counts'] = {
		admission: { accepted: 0, redundant: 0, unresolved: 0, refused: 0, malformed: 0 },
		framesIn: 0,
		bytesIn: 0,
		writesOut: 0,
		bytesOut: 0,
		awarenessDropped: 0,
	};
	const histogram = (name: string, help: string, buckets: number[]) =>
		new Histogram({ name, help, buckets, registers });
	const counter = (name: string, help: string) => new Counter({ name, help, registers });

	const commitSeconds = histogram('samsyn_commit_seconds', 'Time of one commit of the update log', SECONDS);
	const commitRows = histogram(
		'samsyn_commit_rows',
		'Rows in one commit',
		[1, 2, 5, 10, 20, 50, 100, 200, 500],
	);
	const queueAge = histogram(
		'samsyn_commit_queue_seconds',
		'From arrival of the oldest row to its commit',
		SECONDS,
	);
	const commitFailures = counter('samsyn_commit_failures_total', 'Commits that failed');
	const refusals = new Counter({
		name: 'samsyn_refused_total',
		help: 'Sockets and updates that were not let in, or sockets that were closed, by reason',
		labelNames: ['reason'] as const,
		registers,
	});
	const loads = histogram('samsyn_room_load_seconds', 'Time to load a room', SECONDS);
	const failures = new Counter({
		name: 'samsyn_room_failures_total',
		help: 'Rooms that were dropped and loaded again',
		labelNames: ['why'] as const,
		registers,
	});
	const admissions = histogram('samsyn_admission_seconds', 'Time of one admission (sampled)', MICROSECONDS);
	const commands = histogram('samsyn_command_seconds', 'Time of one command, its wait included', SECONDS);

	new Counter({
		name: 'samsyn_updates_total',
		help: 'Updates received, by outcome',
		labelNames: ['outcome'] as const,
		registers,
		collect() {
			this.reset();
			for (const [outcome, count] of Object.entries(counts.admission)) this.inc({ outcome }, count);
		},
	});
	for (const [field, help] of [
		['framesIn', 'Frames received'],
		['bytesIn', 'Bytes received in frames'],
		['writesOut', 'Writes to sockets'],
		['bytesOut', 'Bytes written to sockets'],
		['awarenessDropped', 'Awareness states or frames that were dropped'],
	] as const)
		new Counter({
			name: `samsyn_${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_total`,
			help,
			registers,
			collect() {
				this.reset();
				this.inc(counts[field]);
			},
		});

	return {
		counts,
		commit({ seconds, rows, age }) {
			commitSeconds.observe(seconds);
			commitRows.observe(rows);
			queueAge.observe(age);
		},
		commitFailed: () => commitFailures.inc(),
		refused: (reason) => refusals.inc({ reason }),
		roomLoaded: (seconds) => loads.observe(seconds),
		roomFailed: (why) => failures.inc({ why }),
		admission: (seconds) => admissions.observe(seconds),
		command: (seconds) => commands.observe(seconds),
		watch: (read) => watchGauges(registry, read),
	};
}

const GAUGES: Record<keyof SyncGauges, [name: string, help: string]> = {
	sockets: ['samsyn_sockets', 'Open sockets'],
	rooms: ['samsyn_rooms', 'Rooms in memory'],
	restingRooms: ['samsyn_rooms_resting', 'Rooms in memory whose document rests encoded'],
	bufferedBytes: ['samsyn_socket_buffered_bytes', 'Bytes written and not yet taken by readers'],
	queuedRows: ['samsyn_commit_queued_rows', 'Rows that wait for their commit'],
	backlogBytes: ['samsyn_commit_backlog_bytes', 'Bytes that wait for their commit'],
	commitAge: ['samsyn_commit_running_seconds', 'Age of the commit that runs now'],
};

function watchGauges(registry: Registry, read: () => SyncGauges): void {
	for (const [field, [name, help]] of Object.entries(GAUGES) as [keyof SyncGauges, [string, string]][])
		new Gauge({
			name,
			help,
			registers: [registry],
			collect() {
				this.set(read()[field]);
			},
		});
}

/**
 * The figures of the sync server. It counts in plain fields on its hot path; they become metrics when somebody asks.
 */
import { Counter, Histogram, type Registry } from 'prom-client';
import { MET_LIMITS, type MetLimit } from '../sync/limits.ts';
import { MICROSECONDS, SECONDS, watchBy, watchCounts, watchGauges, type Named } from './figures.ts';

export type AdmissionOutcome = 'accepted' | 'redundant' | 'unresolved' | 'refused' | 'malformed';

/** What only the hub knows, read when the metrics are. */
export interface SyncGauges {
	sockets: number;
	/** Different people with an open socket. */
	people: number;
	/** Sockets that are not in their room yet. */
	joining: number;
	rooms: number;
	restingRooms: number;
	/** Rooms that wait for their turn to load. */
	waitingLoads: number;
	/** Encoded bytes of the documents in memory, as last known; of all, and of the largest. */
	documentBytes: number;
	documentBytesMost: number;
	roomSocketsHigh: number;
	roomSocketsMost: number;
	/** Bytes written and not yet taken by the sockets' readers; of all, of the 99th percentile, of the slowest. */
	bufferedBytes: number;
	bufferedBytesHigh: number;
	bufferedBytesMost: number;
	/** Rows and bytes that wait for their commit. */
	queuedRows: number;
	backlogBytes: number;
	/** Seconds the running commit has taken so far. */
	commitAge: number;
	/** 1 while edits can be committed, else 0. */
	saving: number;
}

const GAUGES: Named<SyncGauges> = {
	sockets: ['samsyn_sockets', 'Open sockets'],
	people: ['samsyn_people', 'People with an open socket'],
	joining: ['samsyn_joins_waiting', 'Sockets on their way into a room'],
	rooms: ['samsyn_rooms', 'Rooms in memory'],
	restingRooms: ['samsyn_rooms_resting', 'Rooms in memory whose document rests encoded'],
	waitingLoads: ['samsyn_room_loads_waiting', 'Rooms that wait for their turn to load'],
	documentBytes: ['samsyn_room_documents_bytes', 'Encoded bytes of all documents in memory, as last known'],
	documentBytesMost: ['samsyn_room_document_max_bytes', 'Encoded bytes of the largest document in memory'],
	roomSocketsHigh: ['samsyn_room_sockets_p99', 'Sockets of a room, 99th percentile of the rooms'],
	roomSocketsMost: ['samsyn_room_sockets_max', 'Sockets of the fullest room'],
	bufferedBytes: ['samsyn_socket_buffered_bytes', 'Bytes written and not yet taken by readers'],
	bufferedBytesHigh: ['samsyn_socket_buffered_p99_bytes', 'The same of one socket, 99th percentile'],
	bufferedBytesMost: ['samsyn_socket_buffered_max_bytes', 'The same of the slowest reader'],
	queuedRows: ['samsyn_commit_queued_rows', 'Rows that wait for their commit'],
	backlogBytes: ['samsyn_commit_backlog_bytes', 'Bytes that wait for their commit'],
	commitAge: ['samsyn_commit_running_seconds', 'Age of the commit that runs now'],
	saving: ['samsyn_saving', '1 while edits can be committed, else 0'],
};

interface Counts {
	framesIn: number;
	bytesIn: number;
	writesOut: number;
	bytesOut: number;
	awarenessDropped: number;
}

const COUNTS: Named<Counts> = {
	framesIn: ['samsyn_frames_received_total', 'Frames received'],
	bytesIn: ['samsyn_received_bytes_total', 'Bytes received in frames'],
	writesOut: ['samsyn_socket_writes_total', 'Writes to sockets'],
	bytesOut: ['samsyn_sent_bytes_total', 'Bytes written to sockets'],
	awarenessDropped: ['samsyn_awareness_dropped_total', 'Awareness states or frames that were dropped'],
};

export interface SyncMetrics {
	/** Plain counters for the hot path; read when scraped. */
	readonly counts: Counts & {
		admission: Record<AdmissionOutcome, number>;
		limits: Record<MetLimit, number>;
	};
	/** One commit: its duration, its rows, and the age of its oldest row when it was done; seconds. */
	commit(figures: { seconds: number; rows: number; age: number }): void;
	commitFailed(): void;
	/** A socket that was not let in or was closed, by its close code or the reason of the refused upgrade. */
	refused(reason: string): void;
	/** An update that the guard refused. */
	updateRefused(code: string): void;
	/** Somebody met a limit. */
	limited(limit: MetLimit): void;
	/** Seconds from an upgrade until its socket was in its room. */
	joined(seconds: number): void;
	roomLoaded(seconds: number): void;
	roomFailed(why: string): void;
	stateStored(outcome: 'stored' | 'failed', seconds: number): void;
	/** Seconds of one admission, for a sample of them. */
	admission(seconds: number): void;
	command(seconds: number): void;
	watch(read: () => SyncGauges): void;
}

/** Rows of one commit. */
const ROWS = [1, 2, 5, 10, 20, 50, 100, 200, 500];

export function createSyncMetrics(registry: Registry): SyncMetrics {
	const registers = [registry];
	const counts: SyncMetrics['counts'] = {
		admission: { accepted: 0, redundant: 0, unresolved: 0, refused: 0, malformed: 0 },
		limits: Object.fromEntries(MET_LIMITS.map((limit) => [limit, 0])) as Record<MetLimit, number>,
		framesIn: 0,
		bytesIn: 0,
		writesOut: 0,
		bytesOut: 0,
		awarenessDropped: 0,
	};
	const histogram = (name: string, help: string, buckets = SECONDS) =>
		new Histogram({ name, help, buckets, registers });
	const counter = (name: string, help: string) => new Counter({ name, help, registers });
	const counterBy = <const L extends string>(name: string, label: L, help: string) =>
		new Counter({ name, help, labelNames: [label], registers });

	const commits = histogram('samsyn_commit_seconds', 'Time of one commit of the update log');
	const commitRows = histogram('samsyn_commit_rows', 'Rows in one commit', ROWS);
	const queueAge = histogram('samsyn_commit_queue_seconds', 'From arrival of the oldest row to its commit');
	const commitFailures = counter('samsyn_commit_failures_total', 'Commits that failed');
	const refusals = counterBy(
		'samsyn_refused_total',
		'reason',
		'Sockets that were not let in or were closed, by close code or by the reason of the refused upgrade',
	);
	const updateRefusals = counterBy('samsyn_updates_refused_total', 'code', 'Updates refused by the guard');
	const joins = histogram('samsyn_join_seconds', 'From an upgrade until its socket is in its room');
	const loads = histogram('samsyn_room_load_seconds', 'Time to load a room');
	const failures = counterBy('samsyn_room_failures_total', 'why', 'Rooms dropped and loaded again');
	const stores = new Histogram({
		name: 'samsyn_state_store_seconds',
		help: 'Time to store the state of a room, by outcome',
		labelNames: ['outcome'],
		buckets: SECONDS,
		registers,
	});
	const admissions = histogram('samsyn_admission_seconds', 'Time of one admission (sampled)', MICROSECONDS);
	const commands = histogram('samsyn_command_seconds', 'Time of one command, its wait included');

	watchCounts<Counts>(registry, COUNTS, counts);
	watchBy(registry, 'samsyn_updates_total', 'outcome', 'Updates received, by outcome', counts.admission);
	watchBy(registry, 'samsyn_limit_reached_total', 'limit', 'How often a limit was met', counts.limits);

	return {
		counts,
		commit({ seconds, rows, age }) {
			commits.observe(seconds);
			commitRows.observe(rows);
			queueAge.observe(age);
		},
		commitFailed: () => commitFailures.inc(),
		refused: (reason) => refusals.inc({ reason }),
		updateRefused: (code) => updateRefusals.inc({ code }),
		limited: (limit) => void counts.limits[limit]++,
		joined: (seconds) => joins.observe(seconds),
		roomLoaded: (seconds) => loads.observe(seconds),
		roomFailed: (why) => failures.inc({ why }),
		stateStored: (outcome, seconds) => stores.observe({ outcome }, seconds),
		admission: (seconds) => admissions.observe(seconds),
		command: (seconds) => commands.observe(seconds),
		watch: (read) => watchGauges(registry, GAUGES, read),
	};
}

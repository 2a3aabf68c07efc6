/** Everything pages and API may call, composed once by the composition root. */
import type { Logger } from 'pino';
import type { Accounts } from '../auth/accounts.ts';
import type { Auth } from '../auth/auth.ts';
import type { FirstRun } from '../auth/first-run.ts';
import type { Guests } from '../auth/guests.ts';
import type { Invitations } from '../auth/invitations.ts';
import type { Tokens } from '../auth/tokens.ts';
import type { Config } from '../config.ts';
import type { Connection } from '../db/pool.ts';
import type { Demo } from '../demo-entry.ts';
import type { Metrics } from '../metrics.ts';
import type { Readiness } from '../readiness.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import type { Agreement } from './agreement.ts';
import type { Audit } from './audit.ts';
import type { Ballots } from './ballots.ts';
import type { Boards } from './board.ts';
import type { Comparisons } from './compare.ts';
import type { Consensus } from './consensus.ts';
import type { Evaluations } from './evaluations.ts';
import type { Frameworks } from './frameworks.ts';
import type { History } from './history.ts';
import type { Members } from './members.ts';
import type { Phases } from './phases.ts';
import type { Progress } from './progress.ts';
import type { Reports } from './reports.ts';
import type { Restorations } from './restore.ts';
import type { Rounds } from './rounds.ts';
import type { CalibrationSessions } from './session.ts';
import type { Snapshots } from './snapshots.ts';
import type { Timeline } from './timeline.ts';

export interface Services {
	readonly config: Config;
	readonly log: Logger;
	readonly connection: Connection;
	readonly sync: SyncHub;
	readonly auth: Auth;
	readonly tokens: Tokens;
	readonly accounts: Accounts;
	readonly invitations: Invitations;
	readonly agreement: Agreement;
	readonly audit: Audit;
	readonly ballots: Ballots;
	readonly boards: Boards;
	readonly calibration: CalibrationSessions;
	readonly comparisons: Comparisons;
	readonly consensus: Consensus;
	readonly evaluations: Evaluations;
	readonly frameworks: Frameworks;
	readonly guests: Guests;
	readonly history: History;
	readonly members: Members;
	readonly phases: Phases;
	readonly progress: Progress;
	readonly reports: Reports;
	readonly restorations: Restorations;
	readonly rounds: Rounds;
	readonly snapshots: Snapshots;
	readonly timeline: Timeline;
	readonly firstRun: FirstRun;
	readonly metrics: Metrics;
	readonly readiness: Readiness;
	/** Only in the demonstration. */
	readonly demo?: Demo;
	/** The public address, without a trailing slash. */
	origin(): string;
}

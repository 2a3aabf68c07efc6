/** Everything about evaluations, put together; the composition root hands in what they stand on. */
import type { Connection } from '../db/pool.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import { createAgreement } from './agreement.ts';
import { createAudit } from './audit.ts';
import { createAuthors } from './authors.ts';
import { createBallots } from './ballots.ts';
import { createBenchmarks } from './benchmarks.ts';
import { createBoards } from './board.ts';
import { createCarryOvers } from './carry-over.ts';
import { createCohorts } from './cohorts.ts';
import { createComparisons } from './compare.ts';
import { createConsensus } from './consensus.ts';
import { createConversations } from './conversations.ts';
import { createEvaluationComparisons } from './evaluation-comparison.ts';
import { createEvaluations } from './evaluations.ts';
import { createFiles } from './files.ts';
import { createFollowUps } from './follow-up.ts';
import type { Frameworks } from './frameworks.ts';
import { createFinalVersions } from './final-versions.ts';
import { createHistory } from './history.ts';
import { createLibrary } from './library.ts';
import { createMembers } from './members.ts';
import { createNeeds } from './needs.ts';
import { createPhases, type PhaseSnapshots } from './phases.ts';
import { createProgress } from './progress.ts';
import { createReadinessService } from './readiness.ts';
import { createRestorations } from './restore.ts';
import { createResults } from './results.ts';
import { createSessions } from './session.ts';
import { createSignOffs } from './sign-offs.ts';
import type { Services } from './services.ts';
import { createSourceNotes } from './source-notes.ts';
import { createTimeline } from './timeline.ts';

interface Parts {
	connection: Connection;
	sync: Pick<SyncHub, 'command' | 'read'>;
	frameworks: Frameworks;
	snapshots: PhaseSnapshots;
	/** The public address, for links. */
	origin: () => string;
}

type EvaluationServices = Pick<
	Services,
	| 'agreement'
	| 'audit'
	| 'authors'
	| 'ballots'
	| 'benchmarks'
	| 'boards'
	| 'calibration'
	| 'carryOvers'
	| 'cohorts'
	| 'comparisons'
	| 'consensus'
	| 'conversations'
	| 'evaluationComparisons'
	| 'evaluations'
	| 'finalVersions'
	| 'files'
	| 'followUps'
	| 'frameworks'
	| 'history'
	| 'members'
	| 'needs'
	| 'phases'
	| 'progress'
	| 'finalReadiness'
	| 'restorations'
	| 'signOffs'
	| 'sourceNotes'
	| 'results'
	| 'timeline'
>;

export function createEvaluationServices(parts: Parts): EvaluationServices {
	const progress = createProgress(parts);
	const timeline = createTimeline(parts);
	const boards = createBoards({ ...parts, progress });
	const evaluations = createEvaluations({ ...parts, progress });
	const library = createLibrary(parts);
	const cohorts = createCohorts({ ...parts, library });
	return {
		agreement: createAgreement(parts),
		audit: createAudit(parts),
		authors: createAuthors(parts),
		ballots: createBallots(parts),
		benchmarks: createBenchmarks({ ...parts, library, cohorts }),
		boards,
		calibration: createSessions(parts),
		carryOvers: createCarryOvers({ ...parts, evaluations }),
		cohorts,
		comparisons: createComparisons({ ...parts, timeline }),
		consensus: createConsensus(parts),
		conversations: createConversations(parts),
		finalReadiness: createReadinessService(parts),
		finalVersions: createFinalVersions(parts),
		files: createFiles(parts),
		evaluationComparisons: createEvaluationComparisons({ ...parts, library, cohorts }),
		evaluations,
		followUps: createFollowUps(parts),
		frameworks: parts.frameworks,
		history: createHistory(parts),
		members: createMembers(parts),
		needs: createNeeds({ ...parts, boards }),
		phases: createPhases(parts),
		progress,
		restorations: createRestorations({ ...parts, timeline }),
		signOffs: createSignOffs(parts),
		sourceNotes: createSourceNotes(parts),
		results: createResults({ ...parts, library }),
		timeline,
	};
}

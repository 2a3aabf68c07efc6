/** What the other pages say, and what comes to the first pages once they are at work. */
import * as account from './areas/account.ts';
import * as activities from './areas/activities.ts';
import * as admin from './areas/admin.ts';
import * as agreement from './areas/agreement.ts';
import * as audit from './areas/audit.ts';
import * as board from './areas/board.ts';
import * as checks from './areas/checks.ts';
import * as compare from './areas/compare.ts';
import * as consensus from './areas/consensus.ts';
import * as digest from './areas/digest.ts';
import * as editor from './areas/editor.ts';
import * as errors from './areas/errors.ts';
import * as evidence from './areas/evidence.ts';
import * as facts from './areas/facts.ts';
import * as finalise from './areas/finalise.ts';
import * as followUp from './areas/follow-up.ts';
import * as group from './areas/group.ts';
import * as history from './areas/history.ts';
import * as keeping from './areas/keeping.ts';
import * as newEvaluation from './areas/new-evaluation.ts';
import * as question from './areas/question.ts';
import * as report from './areas/report.ts';
import * as results from './areas/results.ts';
import * as review from './areas/review.ts';
import * as session from './areas/session.ts';
import * as write from './areas/write.ts';

export const en = {
	...errors.en,
	...digest.en,
	...question.en,
	...group.en,
	...board.en,
	...report.en,
	...results.en,
	...compare.en,
	...review.en,
	...account.en,
	...admin.en,
	...audit.en,
	...keeping.en,
	...newEvaluation.en,
	...editor.en,
	...consensus.en,
	...session.en,
	...agreement.en,
	...history.en,
	...activities.en,
	...followUp.en,
	...evidence.en,
	...write.en,
	...facts.en,
	...checks.en,
	...finalise.en,
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	...errors.sv,
	...digest.sv,
	...question.sv,
	...group.sv,
	...board.sv,
	...report.sv,
	...results.sv,
	...compare.sv,
	...review.sv,
	...account.sv,
	...admin.sv,
	...audit.sv,
	...keeping.sv,
	...newEvaluation.sv,
	...editor.sv,
	...consensus.sv,
	...session.sv,
	...agreement.sv,
	...history.sv,
	...activities.sv,
	...followUp.sv,
	...evidence.sv,
	...write.sv,
	...facts.sv,
	...checks.sv,
	...finalise.sv,
};

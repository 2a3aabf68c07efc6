/**
 * The message catalogue: Swedish and English, typed, one file per area of the product. A message is a text
 * or a function of its parameters; a key that is missing in one language does not compile.
 */
import * as account from './areas/account.ts';
import * as activities from './areas/activities.ts';
import * as admin from './areas/admin.ts';
import * as agreement from './areas/agreement.ts';
import * as audit from './areas/audit.ts';
import * as auth from './areas/auth.ts';
import * as board from './areas/board.ts';
import * as checks from './areas/checks.ts';
import * as common from './areas/common.ts';
import * as compare from './areas/compare.ts';
import * as components from './areas/components.ts';
import * as consensus from './areas/consensus.ts';
import * as editor from './areas/editor.ts';
import * as digest from './areas/digest.ts';
import * as errors from './areas/errors.ts';
import * as finalise from './areas/finalise.ts';
import * as followUp from './areas/follow-up.ts';
import * as facts from './areas/facts.ts';
import * as evidence from './areas/evidence.ts';
import * as grid from './areas/grid.ts';
import * as group from './areas/group.ts';
import * as history from './areas/history.ts';
import * as home from './areas/home.ts';
import * as keeping from './areas/keeping.ts';
import * as needs from './areas/needs.ts';
import * as newEvaluation from './areas/new-evaluation.ts';
import * as problems from './areas/problems.ts';
import * as question from './areas/question.ts';
import * as refusals from './areas/refusals.ts';
import * as report from './areas/report.ts';
import * as results from './areas/results.ts';
import * as review from './areas/review.ts';
import * as session from './areas/session.ts';
import * as side from './areas/side.ts';
import * as talk from './areas/talk.ts';
import * as workspace from './areas/workspace.ts';
import * as write from './areas/write.ts';

const en = {
	...common.en,
	...components.en,
	...errors.en,
	...problems.en,
	...refusals.en,
	...report.en,
	...results.en,
	...compare.en,
	...review.en,
	...account.en,
	...admin.en,
	...audit.en,
	...auth.en,
	...home.en,
	...digest.en,
	...keeping.en,
	...needs.en,
	...newEvaluation.en,
	...workspace.en,
	...question.en,
	...editor.en,
	...consensus.en,
	...session.en,
	...side.en,
	...talk.en,
	...agreement.en,
	...group.en,
	...history.en,
	...activities.en,
	...followUp.en,
	...evidence.en,
	...grid.en,
	...board.en,
	...write.en,
	...facts.en,
	...checks.en,
	...finalise.en,
};
type Messages = { [K in keyof typeof en]: (typeof en)[K] };
const sv: Messages = {
	...common.sv,
	...components.sv,
	...errors.sv,
	...problems.sv,
	...refusals.sv,
	...report.sv,
	...results.sv,
	...compare.sv,
	...review.sv,
	...account.sv,
	...admin.sv,
	...audit.sv,
	...auth.sv,
	...home.sv,
	...digest.sv,
	...keeping.sv,
	...needs.sv,
	...newEvaluation.sv,
	...workspace.sv,
	...question.sv,
	...editor.sv,
	...consensus.sv,
	...session.sv,
	...side.sv,
	...talk.sv,
	...agreement.sv,
	...group.sv,
	...history.sv,
	...activities.sv,
	...followUp.sv,
	...evidence.sv,
	...grid.sv,
	...board.sv,
	...write.sv,
	...facts.sv,
	...checks.sv,
	...finalise.sv,
};

export const LOCALES = ['sv', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export type MessageKey = keyof Messages;

const catalogues: Record<Locale, Messages> = { sv, en };

type Arguments<M> = M extends (...args: infer A) => string ? A : [];
export type Translate = <K extends MessageKey>(key: K, ...args: Arguments<Messages[K]>) => string;

export const translator =
	(locale: Locale): Translate =>
	(key, ...args) => {
		const message = catalogues[locale][key] as string | ((...a: unknown[]) => string);
		return typeof message === 'string' ? message : message(...(args as unknown[]));
	};

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(en, key);

export const isLocale = (value: unknown): value is Locale => (LOCALES as readonly unknown[]).includes(value);

/** The first language of ours that an Accept-Language header asks for; Swedish where it asks for none. */
export function preferredLocale(header: string | null | undefined): Locale {
	for (const part of (header ?? '').split(',')) {
		const tag = part.split(';')[0]?.trim().slice(0, 2).toLowerCase();
		const found = LOCALES.find((locale) => locale === tag);
		if (found) return found;
	}
	return 'sv';
}

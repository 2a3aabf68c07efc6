/** The agreement of a group over everything and per area, all from percent of max, with what went in. */
import type { Framework } from '../framework/framework.ts';
import { concordance, type Concordance } from './concordance.ts';
import type { Estimate } from './estimate.ts';
import { intraclass, type Intraclass } from './intraclass.ts';
import { alphaInterval, krippendorffAlpha, type Alpha, type AlphaInterval } from './krippendorff.ts';
import { leniency, type Leniency } from './leniency.ts';
import { completeRows, present, scoreMatrix, type ScoreMatrix, type Scores } from './score-matrix.ts';

export interface WhatWentIn {
	/** Rows of the scope. */
	rows: number;
	/** Rows with at least two numbers: what α and leniency read. */
	comparableRows: number;
	/** Rows that everybody who scored anything has a number in: what the intraclass correlations read. */
	completeRows: number;
	/** Raters with at least one number. */
	raters: number;
	/** Numbers in all. */
	values: number;
}

export interface Agreement {
	matrix: ScoreMatrix;
	wentIn: WhatWentIn;
	alpha: Estimate<Alpha>;
	/** Approximate, by resampling rows. */
	alphaInterval: Estimate<AlphaInterval>;
	intraclass: Estimate<Intraclass>;
	concordance: Estimate<Concordance>;
	leniency: Leniency;
}

export function agreementOf(matrix: ScoreMatrix): Agreement {
	const { percent } = matrix;
	const complete = completeRows(percent);
	return {
		matrix,
		wentIn: {
			rows: percent.length,
			comparableRows: percent.filter((row) => present(row).length >= 2).length,
			completeRows: complete.rows.length,
			raters: complete.columns.length,
			values: present(percent.flat()).length,
		},
		alpha: krippendorffAlpha(percent),
		alphaInterval: alphaInterval(percent),
		intraclass: intraclass(percent),
		concordance: concordance(percent),
		leniency: leniency(matrix),
	};
}

export interface AgreementReport {
	overall: Agreement;
	areas: { areaId: string; agreement: Agreement }[];
}

/** `raters`: the members whose scores count, in the order their columns shall have. */
export const agreementReport = (
	framework: Framework,
	scores: Scores,
	raters: readonly string[],
): AgreementReport => ({
	overall: agreementOf(scoreMatrix(framework, scores, raters)),
	areas: framework.areas.map(({ id }) => ({
		areaId: id,
		agreement: agreementOf(scoreMatrix(framework, scores, raters, id)),
	})),
});

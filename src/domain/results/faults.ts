/** What can be wrong with a table of results, and what is merely worth knowing. The texts are in the message catalogue. */
import type { ResultColumn } from './table.ts';

export type ResultFaultCode =
	| 'resultFileEmpty'
	| 'resultColumnMissing'
	| 'resultRowTooWide'
	| 'resultTooManyRows'
	| 'resultIdMissing'
	| 'resultIdUnknown'
	| 'resultIdTwice'
	| 'resultNotNumber'
	| 'resultNegative'
	| 'resultTooManyDecimals'
	| 'resultAboveMax'
	| 'resultMaxDiffers'
	| 'resultPercentWrong'
	| 'resultPercentAlone'
	| 'resultPairImpossible'
	| 'resultPointsDiffer'
	| 'resultAreaImpossible'
	| 'resultNothing'
	| 'resultMunicipalityMissing'
	| 'resultMunicipalityUnknown'
	| 'resultYearWrong'
	| 'resultFrameworkMissing'
	| 'resultFrameworkUnknown'
	| 'resultTaken'
	| 'resultTakenByEvaluation';

export interface ResultFault {
	/** As a spreadsheet counts; null for the file as a whole. */
	row: number | null;
	/** Null where the row as a whole is meant. */
	column: ResultColumn | null;
	code: ResultFaultCode;
	params: Record<string, string | number>;
}

export type ResultWarningCode =
	'resultAreaIncomplete' | 'resultAreasMissing' | 'resultAreaDerived' | 'resultRowsBlank';

export interface ResultWarning {
	code: ResultWarningCode;
	params: Record<string, string | number>;
}

export const fault = (
	row: number | null,
	column: ResultColumn | null,
	code: ResultFaultCode,
	params: ResultFault['params'] = {},
): ResultFault => ({ row, column, code, params });

/** What somebody wrote, short enough to be said back in a sentence. */
export const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

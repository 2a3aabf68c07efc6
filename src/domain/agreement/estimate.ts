/** A statistic that may honestly not exist: a value, or the reason why there is none. Never NaN, never infinite. */

/** `have` and `need` count what `of` names. */
export interface TooLittleData {
	kind: 'too-little-data';
	of: 'values' | 'rows' | 'raters';
	have: number;
	need: number;
}

/** The values that went in do not differ in the way the statistic measures. */
export interface NoVariation {
	kind: 'no-variation';
}

export type NoEstimate = TooLittleData | NoVariation;
export type Estimate<Figures> = ({ kind: 'value' } & Figures) | NoEstimate;

export const NO_VARIATION: NoVariation = { kind: 'no-variation' };

export const tooLittle = (of: TooLittleData['of'], have: number, need: number): TooLittleData => ({
	kind: 'too-little-data',
	of,
	have,
	need,
});

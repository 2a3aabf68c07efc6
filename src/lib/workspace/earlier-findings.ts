/** Strengths and improvements of the evaluation before this one, as far as the reader may know them. */
export interface EarlierFindings {
	year: number;
	findings: readonly {
		id: string;
		kind: 'strength' | 'improvement';
		area: string;
		words: string;
	}[];
}

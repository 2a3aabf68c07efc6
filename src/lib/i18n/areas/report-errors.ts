/** What reports and snapshots refuse, in words. Part of the closed set in `errors.ts`. */
export const en = {
	reportNotFinal: 'Reviewers see the report once the evaluation is final.',
	nothingToRestore: 'What can be brought back already says what it said then.',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	reportNotFinal: 'Granskare ser rapporten när utvärderingen är slutgiltig.',
	nothingToRestore: 'Det som går att återställa säger redan vad det sade då.',
};

/** What reports and snapshots refuse, in words. Part of the closed set in `errors.ts`. */
export const en = {
	reportNotFinal: 'Reviewers see the report once the evaluation is final.',
	exportsBusy: 'Many reports are being made at this moment. Try again in a little while.',
	exportFailed: 'The report could not be made. The fault has been noted; the other formats may work.',
	exportSlow: 'The report took too long to make and was given up. Try again when fewer are working.',
	exportCancelled: 'The export was cancelled.',
	exportNotReady: 'The file is not ready yet.',
	tooManyExports: ({ limit }: { limit: number }) =>
		`At most ${limit} exports can be under way for one person. Wait for one of them, or cancel it.`,
	nothingToRestore: 'What can be brought back already says what it said then.',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	reportNotFinal: 'Granskare ser rapporten när utvärderingen är slutgiltig.',
	exportsBusy: 'Många rapporter tas fram just nu. Försök igen om en liten stund.',
	exportFailed: 'Rapporten kunde inte tas fram. Felet är noterat; de andra formaten kan fungera.',
	exportSlow: 'Rapporten tog för lång tid att ta fram och avbröts. Försök igen när färre arbetar.',
	exportCancelled: 'Exporten avbröts.',
	exportNotReady: 'Filen är inte klar än.',
	tooManyExports: ({ limit }) =>
		`Högst ${limit} exporter kan pågå för en person. Vänta på någon av dem, eller avbryt den.`,
	nothingToRestore: 'Det som går att återställa säger redan vad det sade då.',
};

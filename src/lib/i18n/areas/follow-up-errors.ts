/** What following up and sharing refuse, in words. Part of the closed set in `errors.ts`. */
type Limit = { limit: number };

export const en = {
	actionChanged:
		'Somebody else has changed this action meanwhile. See what it says now, and change it again.',
	actionRemoved: 'Somebody else has removed this action meanwhile. Bring it back, or add a new one.',
	improvementUnknown: 'There is no such improvement in this evaluation. Choose another.',
	noPrevious:
		'There is no earlier evaluation that you can take over from. Name one that you belong to when you make the evaluation.',
	tooManyActions: ({ limit }: Limit) =>
		`There can be at most ${limit} actions in an evaluation. Use those that are there.`,
	tooManyShares: ({ limit }: Limit) => `There can be at most ${limit} links to a report.`,
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	actionChanged: 'Någon annan har ändrat åtgärden under tiden. Se vad den säger nu och ändra igen.',
	actionRemoved: 'Någon annan har tagit bort åtgärden under tiden. Ta tillbaka den eller lägg till en ny.',
	improvementUnknown: 'Förbättringsmöjligheten finns inte i utvärderingen. Välj en annan.',
	noPrevious:
		'Det finns ingen tidigare utvärdering som du kan ta över från. Ange en som du hör till när du skapar utvärderingen.',
	tooManyActions: ({ limit }) => `En utvärdering kan ha högst ${limit} åtgärder. Använd dem som finns.`,
	tooManyShares: ({ limit }) => `En rapport kan ha högst ${limit} länkar.`,
};

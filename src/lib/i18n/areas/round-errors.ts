/** What review rounds and their guests refuse, in words. Part of the closed set in `errors.ts`. */
type Days = { least: number; most: number };

export const en = {
	roundClosed: 'This review round is closed. Ask whoever leads the evaluation to open it again.',
	roundOpen: 'This review round is open already.',
	notHandedInRound: 'You have not handed in your review, so there is nothing to take back.',
	notDay: 'This is not a day, such as 2026-03-14.',
	deadlinePast: 'The last day has already passed. Choose a later one.',
	guestDays: ({ least, most }: Days) => `A link can hold between ${least} and ${most} days.`,
	guestLinkGone: 'This link does not hold any more. Ask whoever sent it for a new one.',
	guestOnly: 'You are here as a guest: your link opens one review round and nothing else.',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	roundClosed: 'Granskningsomgången är stängd. Be den som leder utvärderingen att öppna den igen.',
	roundOpen: 'Granskningsomgången är redan öppen.',
	notHandedInRound: 'Du har inte lämnat in din granskning, så det finns inget att ta tillbaka.',
	notDay: 'Det här är inte en dag, som 2026-03-14.',
	deadlinePast: 'Sista dagen har redan varit. Välj en senare.',
	guestDays: ({ least, most }) => `En länk kan gälla mellan ${least} och ${most} dagar.`,
	guestLinkGone: 'Länken gäller inte längre. Be den som skickade den om en ny.',
	guestOnly: 'Du är här som gäst: din länk öppnar en granskningsomgång och inget annat.',
};

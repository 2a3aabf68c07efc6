/** What finalising and signing off refuse, in words. Part of the closed set in `errors.ts`. */

export const en = {
	commentUndecided: ({ place }: { place: string }) =>
		`A comment on ${place} has no disposition. Accept it, accept it in part or reject it with a reason.`,
	checkOpen: ({ place }: { place: string }) =>
		`The text ${place} says something that the figures or the report do not. Change it, or dismiss the remark with a reason.`,
	positionsMissing: ({ subquestion }: { subquestion: string }) =>
		`Not everyone has taken a position on ${subquestion}.`,
	areaWithoutText: ({ area }: { area: string }) => `Nothing is written about area ${area}.`,
	findingsWithoutSource: ({ area }: { area: string }) =>
		`Some strengths or improvements of area ${area} have no source.`,
	factStale: 'A fact is older than the year before the evaluation.',
	questionUnanswered: 'A question to the municipality is still open.',
	hintOpen: ({ place }: { place: string }) => `There is a hint about the text ${place}.`,
	signOffMissing: 'Somebody in the group has not signed.',
	signOffOutdated: 'Somebody signed before the last change.',
	warningsChanged: ({ count }: { count: number }) =>
		count === 1
			? 'Something has come up that you had not seen. Look at it and decide again.'
			: `${count} things have come up that you had not seen. Look at them and decide again.`,
	contentChanged: 'The evaluation has changed since you read it. Look at what is new, then sign.',
	notSigned: 'You have not signed, so there is nothing to take back.',
	noteNeeded: 'A minority note says what you do not agree with.',
	noteOnConfirm: 'Whoever confirms leaves no minority note. Send a dissent with it instead.',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	commentUndecided: ({ place }) =>
		`En kommentar till ${place} saknar beslut. Godta den, godta den delvis eller avvisa den med ett skäl.`,
	checkOpen: ({ place }) =>
		`Texten ${place} säger något som siffrorna eller rapporten inte säger. Ändra den, eller avfärda anmärkningen med ett skäl.`,
	positionsMissing: ({ subquestion }) => `Alla har inte tagit ställning till ${subquestion}.`,
	areaWithoutText: ({ area }) => `Inget är skrivet om område ${area}.`,
	findingsWithoutSource: ({ area }) =>
		`Några styrkor eller förbättringsmöjligheter i område ${area} saknar källa.`,
	factStale: 'En uppgift är äldre än året före utvärderingen.',
	questionUnanswered: 'En fråga till kommunen är ännu obesvarad.',
	hintOpen: ({ place }) => `Det finns en påminnelse om texten ${place}.`,
	signOffMissing: 'Någon i gruppen har inte skrivit under.',
	signOffOutdated: 'Någon skrev under före den senaste ändringen.',
	warningsChanged: ({ count }) =>
		count === 1
			? 'Något har tillkommit som du inte hade sett. Se på det och bestäm dig igen.'
			: `${count} saker har tillkommit som du inte hade sett. Se på dem och bestäm dig igen.`,
	contentChanged: 'Utvärderingen har ändrats sedan du läste den. Se vad som är nytt och skriv sedan under.',
	notSigned: 'Du har inte skrivit under, så det finns inget att ta tillbaka.',
	noteNeeded: 'En avvikande mening säger vad du inte håller med om.',
	noteOnConfirm: 'Den som bekräftar lämnar ingen avvikande mening. Skicka den som avvikande i stället.',
};

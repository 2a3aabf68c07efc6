/** What calibration sessions and consensus refuse, in words. Part of the closed set in `errors.ts`. */

export const en = {
	notFacilitating:
		'Only a lead and the facilitator of the session can do this. A lead can name you facilitator.',
	sessionClosed: 'No session is open. Open one first.',
	sessionOpen: 'A session is open already. Join it, or close it first.',
	cannotHoldPart: 'Only leads and evaluators of this evaluation can be facilitator or scribe.',
	oneOfSubquestionsAndQueue: 'Send either subquestions or queue, not both and not neither.',
	timerRange: ({ least, most }: { least: number; most: number }) =>
		`The timer takes ${least} to ${most} whole seconds.`,
	notAScorer: 'This person does not score here.',
	roundChanged: 'Somebody opened a round in the meantime. See which one runs now.',
	roundUnrevealed: 'The first round is not revealed yet. Reveal it before you open another.',
	nothingScored: 'Nobody has scored this subquestion yet, so there is no first round to keep.',
	motiveRequired: 'This value needs a motive. Say why, and set it again.',
	motiveOutsideRange: 'The value lies outside what the members have scored.',
	motiveAfterObjection: 'Somebody has objected.',
	objectionOpen: ({ subquestion }: { subquestion: string }) =>
		`${subquestion} has an objection that nobody has answered.`,
	scoresChangedSince: ({ subquestion }: { subquestion: string }) =>
		`${subquestion} rests on scores that have changed since. Set its consensus anew.`,
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	notFacilitating:
		'Bara en ledare och sessionens samtalsledare kan göra detta. En ledare kan utse dig till samtalsledare.',
	sessionClosed: 'Ingen session är öppen. Öppna en först.',
	sessionOpen: 'En session är redan öppen. Gå med i den, eller stäng den först.',
	cannotHoldPart: 'Bara utvärderingens ledare och utvärderare kan vara samtalsledare eller sekreterare.',
	oneOfSubquestionsAndQueue: 'Skicka antingen subquestions eller queue, inte båda och inte ingetdera.',
	timerRange: ({ least, most }) => `Tidtagningen tar ${least} till ${most} hela sekunder.`,
	notAScorer: 'Den här personen poängsätter inte här.',
	roundChanged: 'Någon har öppnat en omgång under tiden. Se vilken som pågår nu.',
	roundUnrevealed: 'Den första omgången är inte avslöjad än. Avslöja den innan du öppnar en ny.',
	nothingScored: 'Ingen har poängsatt delfrågan än, så det finns ingen första omgång att behålla.',
	motiveRequired: 'Det här värdet behöver en motivering. Skriv varför och sätt det igen.',
	motiveOutsideRange: 'Värdet ligger utanför det som medlemmarna har poängsatt.',
	motiveAfterObjection: 'Någon har invänt.',
	objectionOpen: ({ subquestion }) => `${subquestion} har en invändning som ingen har besvarat.`,
	scoresChangedSince: ({ subquestion }) =>
		`${subquestion} vilar på poäng som har ändrats sedan dess. Sätt konsensus på nytt.`,
};

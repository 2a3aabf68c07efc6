/** Where an evaluation stands as a whole, and its frame where a page of it cannot be shown. */
import type { Phase } from '#domain/phases/phases.ts';

export const en = {
	'overview.title': 'Overview',
	'overview.next': 'What now',
	'overview.areas': 'Areas',
	'overview.begin': 'Go to the subquestions',
	'overview.now': ({ phase, role }: { phase: Phase; role: 'lead' | 'evaluator' | 'observer' }) =>
		({
			setup: {
				lead: 'The evaluation is being prepared. Gather the group, and start the scoring when everybody is there.',
				evaluator:
					'The evaluation is being prepared. You can look around; scoring opens when the lead starts it.',
				observer: 'The evaluation is being prepared. You can look around.',
			},
			scoring: {
				lead: 'The group scores, each for themselves. Follow how far they have come; you reveal the scores when they are in.',
				evaluator: 'Score each subquestion, write down what you base it on, and hand in when you are done.',
				observer: 'The group scores. You see the scores once they are revealed.',
			},
			calibration: {
				lead: 'The scores are open. Go through those that lie far apart, and settle each subquestion.',
				evaluator: 'The scores are open. Compare, discuss, and change yours if you have seen something new.',
				observer: 'The group calibrates its scores.',
			},
			review: {
				lead: 'The draft is being reviewed. Values and texts can still be changed.',
				evaluator: 'The draft is being reviewed. Texts can still be changed.',
				observer: 'The draft is being reviewed.',
			},
			final: {
				lead: 'The evaluation is final. To change something, go back to review with a reason.',
				evaluator: 'The evaluation is final.',
				observer: 'The evaluation is final.',
			},
		})[phase][role],
	'overview.area': 'Area',
	'overview.state': 'Subquestions',
	'overview.points': 'Points',
	'overview.max': 'Max',
	'overview.percent': 'Percent',
	'reviewer.title': 'Review rounds open here',
	'reviewer.text':
		'You are a reviewer. When the lead sends a draft for review, you read it here and comment on it. The working document with the individual scores is not open to reviewers.',
	'reviewer.wait': 'Nothing to do right now. You are told by the lead when a draft is ready.',
	'inFrame.title': 'This part could not be opened',
	'inFrame.away':
		'The server did not answer. What you write elsewhere in the evaluation is kept. Try again when the connection is back.',
	'inFrame.404': 'There is no such place in this evaluation.',
	'inFrame.403': 'Your role does not open this part.',
	'inFrame.retry': 'Try again',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'overview.title': 'Översikt',
	'overview.next': 'Vad nu',
	'overview.areas': 'Områden',
	'overview.begin': 'Till delfrågorna',
	'overview.now': ({ phase, role }) =>
		({
			setup: {
				lead: 'Utvärderingen förbereds. Samla gruppen och starta poängsättningen när alla är på plats.',
				evaluator:
					'Utvärderingen förbereds. Du kan se dig omkring; poängsättningen öppnar när ledaren startar den.',
				observer: 'Utvärderingen förbereds. Du kan se dig omkring.',
			},
			scoring: {
				lead: 'Gruppen poängsätter, var och en för sig. Följ hur långt de har kommit; du visar poängen när de är inne.',
				evaluator: 'Poängsätt varje delfråga, anteckna vad du grundar det på och lämna in när du är klar.',
				observer: 'Gruppen poängsätter. Du ser poängen när de har visats.',
			},
			calibration: {
				lead: 'Poängen är öppna. Gå igenom dem som ligger långt isär och gör upp om varje delfråga.',
				evaluator: 'Poängen är öppna. Jämför, diskutera och ändra din om du har sett något nytt.',
				observer: 'Gruppen kalibrerar sina poäng.',
			},
			review: {
				lead: 'Utkastet granskas. Värden och texter går fortfarande att ändra.',
				evaluator: 'Utkastet granskas. Texter går fortfarande att ändra.',
				observer: 'Utkastet granskas.',
			},
			final: {
				lead: 'Utvärderingen är slutgiltig. För att ändra något går du tillbaka till granskning med ett skäl.',
				evaluator: 'Utvärderingen är slutgiltig.',
				observer: 'Utvärderingen är slutgiltig.',
			},
		})[phase][role],
	'overview.area': 'Område',
	'overview.state': 'Delfrågor',
	'overview.points': 'Poäng',
	'overview.max': 'Max',
	'overview.percent': 'Procent',
	'reviewer.title': 'Granskningar öppnas här',
	'reviewer.text':
		'Du är granskare. När ledaren skickar ett utkast på granskning läser och kommenterar du det här. Arbetsdokumentet med de enskilda poängen är inte öppet för granskare.',
	'reviewer.wait': 'Inget att göra just nu. Ledaren säger till när ett utkast är klart.',
	'inFrame.title': 'Den här delen gick inte att öppna',
	'inFrame.away':
		'Servern svarade inte. Det du skriver på andra ställen i utvärderingen finns kvar. Försök igen när anslutningen är tillbaka.',
	'inFrame.404': 'Det stället finns inte i utvärderingen.',
	'inFrame.403': 'Din roll öppnar inte den här delen.',
	'inFrame.retry': 'Försök igen',
};

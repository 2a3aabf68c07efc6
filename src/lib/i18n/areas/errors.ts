/** Every refusal in words: what, why and what to do. `ErrorCode` is the closed set the server may use. */
import * as api from './api-errors.ts';
import * as auth from './auth-errors.ts';
import * as calibration from './calibration-errors.ts';
import * as conversation from './conversation-errors.ts';
import * as evaluation from './evaluation-errors.ts';
import * as final from './final-errors.ts';
import * as evidence from './evidence-errors.ts';
import * as followUp from './follow-up-errors.ts';
import * as framework from './framework-errors.ts';
import * as keeping from './keeping-errors.ts';
import * as report from './report-errors.ts';
import * as result from './result-errors.ts';
import * as round from './round-errors.ts';

export const en = {
	...api.en,
	...auth.en,
	...calibration.en,
	...conversation.en,
	...evaluation.en,
	...final.en,
	...evidence.en,
	...followUp.en,
	...framework.en,
	...keeping.en,
	...report.en,
	...result.en,
	...round.en,
	unauthorised: 'You are not signed in. Sign in and try again.',
	forbidden: 'Your role in this evaluation does not allow this.',
	notFound: 'There is nothing here that you can open. Check the address.',
	invalidInput: 'Some of what was sent cannot be used. See the list of errors.',
	nodeAway:
		'What this is about does not answer just now. Try again in a moment; where it was a change, look first whether it was made.',
	tryAgain: 'This could not be written down just now, and nothing was changed. Try again in a moment.',
	internal: ({ id }: { id: string }) =>
		`Something went wrong on our side. Your work is kept. Reference: ${id}`,
};

export type ErrorCode = keyof typeof en;
type Texts = { [K in ErrorCode]: (typeof en)[K] };

export const sv: Texts = {
	...api.sv,
	...auth.sv,
	...calibration.sv,
	...conversation.sv,
	...evaluation.sv,
	...final.sv,
	...evidence.sv,
	...followUp.sv,
	...framework.sv,
	...keeping.sv,
	...report.sv,
	...result.sv,
	...round.sv,
	unauthorised: 'Du är inte inloggad. Logga in och försök igen.',
	forbidden: 'Din roll i utvärderingen tillåter inte detta.',
	notFound: 'Här finns inget som du kan öppna. Kontrollera adressen.',
	invalidInput: 'En del av det som skickades går inte att använda. Se listan över fel.',
	nodeAway:
		'Det som frågan gäller svarar inte just nu. Försök igen om en stund; gällde det en ändring, se först efter om den blev gjord.',
	tryAgain: 'Det gick inte att skriva ner just nu, och inget har ändrats. Försök igen om en stund.',
	internal: ({ id }) => `Något gick fel hos oss. Ditt arbete är sparat. Referens: ${id}`,
};

/**
 * Why a sync socket ended, shared by server and browser. y-websocket stops for good on 4400–4499 and
 * reconnects with back-off on anything else, so the band a code lies in is part of its meaning.
 */
export const CLOSE = {
	malformed: 4400,
	signedOut: 4401,
	notAllowed: 4403,
	noSuchRoom: 4404,
	rebuild: 4409,
	tooLarge: 4413,
	tooFast: 4429,
	draining: 4503,
	goingAway: 1001,
	frameTooBig: 1009,
	serverFault: 1011,
	tryAgain: 1013,
} as const;

/** The reason given with 1013 while nothing can be committed: what one has is kept by whoever has it, and sent again. */
export const CANNOT_SAVE = 'cannot save now';

export type CloseName = keyof typeof CLOSE;
export type CloseCode = (typeof CLOSE)[CloseName];

/** Permanent: the provider stops and the application decides what to do next. */
export const isPermanent = (code: number): boolean => code >= 4400 && code < 4500;

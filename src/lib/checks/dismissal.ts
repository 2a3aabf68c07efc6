/** A reason as it is kept. */
import type { Dismissal } from '#document/values.ts';

export const dismissal = (reason: string, by: string): Dismissal => ({
	reason: reason.trim(),
	by,
	at: new Date().toISOString(),
});

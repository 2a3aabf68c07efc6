import type { Locale } from '#lib/i18n/index.ts';
import type { Credential, SignedInUser } from '#server/services/actor.ts';
import type { Services } from '#server/services/services.ts';

declare global {
	namespace App {
		interface Locals {
			services: Services;
			user: SignedInUser | null;
			session: Credential | null;
			locale: Locale;
		}
		interface Error {
			message: string;
			/** Reference into the log, for errors that nobody expected. */
			id?: string;
		}
	}
}

export {};

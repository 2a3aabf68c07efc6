/** The lines on standard output that people and scripts wait for. Everything else goes to the log. */
import type { Services } from './services/services.ts';

/** Printed once the product serves; the first of them before anything else. */
export async function printAddress(services: Services): Promise<void> {
	const origin = services.origin();
	console.log(`samsyn listening on ${origin}`);
	if (services.demo) {
		const people = services.demo.people.map((person) => person.name).join(', ');
		console.log(`demonstration: enter at ${origin}/signin as ${people}`);
	}
	// It serves already: a database that goes away in this moment must not end it.
	const token = await services.firstRun.issue().catch((err: unknown) => {
		services.log.error({ err }, 'whether there is an administrator could not be asked');
		return null;
	});
	if (token) console.log(`first administrator: ${origin}/first-run?token=${token}`);
}

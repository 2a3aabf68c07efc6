/** The door of administration: everybody else gets the page that says so. */
import { error } from '@sveltejs/kit';
import { requireActor, type Actor } from '#server/services/actor.ts';

export function requireAdministrator(locals: App.Locals): Actor {
	const actor = requireActor(locals);
	if (!actor.admin) error(403);
	return actor;
}

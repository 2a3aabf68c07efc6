/** One click into the demonstration as one of its people; 404 everywhere else. */
import { error, redirect } from '@sveltejs/kit';
import { isServiceError } from '#server/api/problem.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, request, cookies }) => {
	const { demo } = locals.services;
	if (!demo) error(404);
	const person = (await request.formData()).get('person');
	try {
		const id = typeof person === 'string' ? person : '';
		const cookie = await demo.enter(id, request.headers.get('user-agent'));
		cookies.set(cookie.name, cookie.value, cookie.attributes);
	} catch (refused) {
		if (isServiceError(refused)) error(404);
		throw refused;
	}
	redirect(303, '/');
};

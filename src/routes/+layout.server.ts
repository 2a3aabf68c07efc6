/** What every page knows: who is signed in, the language, the appearance, and the server's clock. */
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, cookies }) => ({
	user: locals.user,
	locale: locals.locale,
	theme: cookies.get('theme') ?? 'system',
	now: new Date().toISOString(),
});

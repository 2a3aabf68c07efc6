import { expect, test } from 'vitest';
import { OPERATOR } from '#server/auth/accounts.ts';
import type { Actor } from '#server/services/actor.ts';
import { fieldErrors, refusal, startServer } from '../../support/group.ts';

const { services } = await startServer();
const { auth } = services;
const PASSWORD = 'klargröna björkar';

let count = 0;
/** Somebody new with as many sessions as asked for; acting from the first. */
async function withSessions(sessions: number): Promise<{ actors: Actor[]; cookies: string[] }> {
	const email = `own${(count += 1)}@example.test`;
	await services.accounts.create(OPERATOR, { email, name: 'Olle Ek', password: PASSWORD, admin: false });
	const actors: Actor[] = [];
	const cookies: string[] = [];
	for (let i = 0; i < sessions; i += 1) {
		const { cookie } = await auth.signIn({
			email,
			password: PASSWORD,
			ip: '10.2.2.2',
			userAgent: `Browser ${i}`,
		});
		const header = `${cookie.name}=${cookie.value}`;
		const found = await auth.authenticate({ cookie: header });
		if (!found) throw new Error('the session was not found');
		actors.push({ ...found.user, sessionId: found.credential.id });
		cookies.push(header);
	}
	return { actors, cookies };
}

const alive = async (cookies: readonly string[]): Promise<boolean[]> =>
	Promise.all(cookies.map(async (cookie) => (await auth.authenticate({ cookie })) !== null));

test('one sees one’s own sessions, which is the present one, and ends any of them', async () => {
	const { actors, cookies } = await withSessions(2);
	const [here] = actors;
	const list = await auth.listSessions(here!);
	expect(list.map(({ userAgent, current }) => [userAgent, current]).sort()).toEqual([
		['Browser 0', true],
		['Browser 1', false],
	]);
	await auth.endSession(here!, list.find(({ current }) => !current)!.id);
	expect(await alive(cookies)).toEqual([true, false]);
});

test('nobody ends another’s session', async () => {
	const [one, other] = [await withSessions(1), await withSessions(1)];
	expect(await refusal(auth.endSession(one.actors[0]!, other.actors[0]!.sessionId!))).toBe('404 notFound');
	expect(await alive(other.cookies)).toEqual([true]);
});

test('signing out everywhere ends all of one’s sessions and nobody else’s', async () => {
	const [one, other] = [await withSessions(3), await withSessions(1)];
	await auth.signOutEverywhere(one.actors[0]!);
	expect(await alive(one.cookies)).toEqual([false, false, false]);
	expect(await alive(other.cookies)).toEqual([true]);
});

test('a new password ends the other sessions, keeps this one, and the old password is void', async () => {
	const { actors, cookies } = await withSessions(2);
	const [here] = actors;
	await auth.changePassword(here!, { current: PASSWORD, next: 'blågröna granar' });
	expect(await alive(cookies)).toEqual([true, false]);
	const signIn = (password: string) =>
		auth.signIn({ email: here!.email, password, ip: '10.2.2.2', userAgent: null });
	expect(await refusal(signIn(PASSWORD))).toBe('401 wrongSignIn');
	expect((await signIn('blågröna granar')).userId).toBe(here!.id);
});

test('whoever does not know the present password cannot change it, nor try for long', async () => {
	const { actors, cookies } = await withSessions(2);
	const [here] = actors;
	const guess = (current: string) => auth.changePassword(here!, { current, next: 'blågröna granar' });
	for (let i = 0; i < 10; i += 1)
		expect(await fieldErrors(guess(`guess ${i}`))).toEqual(['current:wrongPassword']);
	expect(await refusal(guess(PASSWORD))).toBe('429 tooManyAttempts');
	expect(await alive(cookies)).toEqual([true, true]);
});

test('a new password that is too short is refused before the present one is looked at', async () => {
	const { actors } = await withSessions(1);
	const change = auth.changePassword(actors[0]!, { current: 'wrong', next: 'kort' });
	expect(await fieldErrors(change)).toEqual(['next:passwordTooShort']);
});

test('a new name changes the initials with it, an empty one is refused', async () => {
	const { actors, cookies } = await withSessions(1);
	await auth.updateProfile(actors[0]!, { name: '  Örjan   von Ek ', locale: 'en' });
	expect((await auth.authenticate({ cookie: cookies[0] }))?.user).toMatchObject({
		name: 'Örjan von Ek',
		initials: 'ÖE',
		locale: 'en',
	});
	expect(await fieldErrors(auth.updateProfile(actors[0]!, { name: ' ', locale: null }))).toEqual([
		'name:required',
	]);
});

import { expect, test } from 'vitest';
import { createThrottle } from '#server/auth/throttle.ts';
import { freshDatabase } from '../../support/database.ts';

const { db, pool } = await freshDatabase();
const throttle = createThrottle(pool, { perAccount: 3, perAddress: 8 });

async function fail(times: number, account: string, address: string): Promise<void> {
	for (let i = 0; i < times; i += 1) await throttle.failed(account, address);
}

test('after a few failures for one address one has to wait, other people and other places do not', async () => {
	await fail(2, 'a@example.test', '10.0.0.1');
	expect(await throttle.wait('a@example.test', '10.0.0.1')).toBe(0);
	await fail(1, 'A@Example.test', '10.0.0.1');
	expect(await throttle.wait('a@example.test', '10.0.0.1')).toBeGreaterThan(0);
	expect(await throttle.wait('b@example.test', '10.0.0.1')).toBe(0);
	expect(await throttle.wait('a@example.test', '10.0.0.2')).toBe(0);
});

test('trying many accounts from one place ends as well', async () => {
	for (let i = 0; i < 8; i += 1) await throttle.failed(`p${i}@example.test`, '10.0.0.3');
	expect(await throttle.wait('never-tried@example.test', '10.0.0.3')).toBeGreaterThan(0);
});

test('success forgets the failures of that account', async () => {
	await fail(2, 'c@example.test', '10.0.0.4');
	await throttle.succeeded('c@example.test', '10.0.0.4');
	await fail(2, 'c@example.test', '10.0.0.4');
	expect(await throttle.wait('c@example.test', '10.0.0.4')).toBe(0);
});

test('all of one subscriber’s IPv6 addresses count as one, and an IPv4 in IPv6 form as itself', async () => {
	await fail(3, 'd@example.test', '2001:db8:1:2::1');
	expect(await throttle.wait('d@example.test', '2001:db8:1:2:ffff::9')).toBeGreaterThan(0);
	expect(await throttle.wait('d@example.test', '2001:db8:1:3::1')).toBe(0);
	await fail(3, 'e@example.test', '::ffff:10.0.0.5');
	expect(await throttle.wait('e@example.test', '10.0.0.5')).toBeGreaterThan(0);
});

test('no address is kept in words', async () => {
	const rows = await db.selectFrom('sign_in_limit').select('key').execute();
	expect(JSON.stringify(rows)).not.toContain('example.test');
});

test('attempts run a few at a time, in order, and one that fails does not stop the line', async () => {
	let running = 0;
	let most = 0;
	const order: number[] = [];
	const attempts = Array.from({ length: 20 }, (_, i) =>
		throttle.inTurn(async () => {
			running += 1;
			most = Math.max(most, running);
			order.push(i);
			await new Promise((resolve) => setImmediate(resolve));
			running -= 1;
			if (i === 3) throw new Error('one of them');
		}),
	);
	const results = await Promise.allSettled(attempts);
	expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
	expect(most).toBeLessThanOrEqual(4);
	expect(order).toEqual([...order].sort((a, b) => a - b));
});

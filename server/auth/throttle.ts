/**
 * Guessing passwords is slow: failures are counted in PostgreSQL, for each address that is tried from each
 * place and for each place alone, so that neither one account nor many can be tried at speed.
 */
import { isIPv6 } from 'node:net';
import type pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { digest } from './secrets.ts';

const WINDOW_S = 15 * 60;

export interface ThrottleLimits {
	/** Failures per window for one e-mail address from one network address. */
	perAccount: number;
	/** Failures per window from one network address; a whole town hall may share one. */
	perAddress: number;
}

const LIMITS: ThrottleLimits = { perAccount: 10, perAddress: 100 };

/** How many password hashes run at once: each takes 19 MiB and a core. */
const SLOTS = 4;

export interface Throttle {
	/** Seconds until another attempt is taken; 0: now. */
	wait(account: string, address: string): Promise<number>;
	failed(account: string, address: string): Promise<void>;
	succeeded(account: string, address: string): Promise<void>;
	/**
	 * Runs attempts a few at a time, in order of arrival. An attempt that asks `wait` inside cannot be
	 * overtaken by more than those few before its failure counts.
	 */
	inTurn<T>(attempt: () => Promise<T>): Promise<T>;
}

/** One network address, or of IPv6 the /64 that one subscriber owns. */
function place(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
	if (!isIPv6(plain)) return plain;
	const [head = '', tail = ''] = plain.split('%')[0]!.toLowerCase().split('::');
	const left = head === '' ? [] : head.split(':');
	const right = tail === '' ? [] : tail.split(':');
	const zeros = plain.includes('::')
		? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
		: [];
	return [...left, ...zeros, ...right].slice(0, 4).join(':');
}

export function createThrottle(pool: pg.Pool, limits: ThrottleLimits = LIMITS): Throttle {
	const limiter = (keyPrefix: string, points: number) =>
		new RateLimiterPostgres({
			storeClient: pool,
			storeType: 'pool',
			tableName: 'sign_in_limit',
			tableCreated: true,
			keyPrefix,
			points,
			duration: WINDOW_S,
		});
	const accounts = limiter('account', limits.perAccount);
	const addresses = limiter('address', limits.perAddress);
	const accountKey = (account: string, address: string) =>
		digest(`${account.trim().toLowerCase()}\n${place(address)}`);

	const waitFor = async (counter: RateLimiterPostgres, key: string): Promise<number> => {
		const state = await counter.get(key);
		return state && state.consumedPoints >= counter.points
			? Math.max(1, Math.ceil(state.msBeforeNext / 1000))
			: 0;
	};
	const count = (counter: RateLimiterPostgres, key: string): Promise<unknown> => counter.penalty(key, 1);

	let running = 0;
	const queue: (() => void)[] = [];

	return {
		async wait(account, address) {
			const [one, all] = await Promise.all([
				waitFor(accounts, accountKey(account, address)),
				waitFor(addresses, place(address)),
			]);
			return Math.max(one, all);
		},
		async failed(account, address) {
			await Promise.all([count(accounts, accountKey(account, address)), count(addresses, place(address))]);
		},
		async succeeded(account, address) {
			await accounts.delete(accountKey(account, address));
		},
		async inTurn(attempt) {
			if (running >= SLOTS) await new Promise<void>((resolve) => queue.push(resolve));
			else running += 1;
			try {
				return await attempt();
			} finally {
				// The slot passes to the next in line without becoming free in between.
				const next = queue.shift();
				if (next) next();
				else running -= 1;
			}
		},
	};
}

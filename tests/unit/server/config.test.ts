import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '#server/config.ts';

describe('the environment', () => {
	test('has a default for everything', () => {
		expect(readConfig({})).toEqual({
			port: 3000,
			host: '127.0.0.1',
			origin: undefined,
			trustedProxies: 0,
			databaseUrl: undefined,
			dataDir: path.resolve('.samsyn'),
			redisUrl: undefined,
			traces: undefined,
			logLevel: 'info',
			syncLimits: {},
		});
	});

	test('sends mail only with a way and a sender', () => {
		const SMTP_URL = 'smtp://localhost:2525';
		expect(readConfig({ MAIL_FROM: 'a@b.se' }).mail).toBeUndefined();
		expect(() => readConfig({ SMTP_URL })).toThrow(/^MAIL_FROM=.*takes/);
		const MAIL_FROM = 'Samsyn <samsyn@example.se>';
		expect(readConfig({ SMTP_URL, MAIL_FROM }).mail).toEqual({ smtpUrl: SMTP_URL, from: MAIL_FROM });
	});

	test('takes what is written, without surrounding blanks', () => {
		const env = { PORT: ' 0 ', ORIGIN: 'https://samsyn.example.se', SYNC_LIMITS: '{"frameBurst":7}' };
		expect(readConfig(env)).toMatchObject({
			port: 0,
			origin: 'https://samsyn.example.se',
			syncLimits: { frameBurst: 7 },
		});
	});

	test.each([
		['PORT', '80a'],
		['PORT', '65536'],
		['PORT', '-1'],
		['ORIGIN', 'samsyn.example.se'],
		['ORIGIN', 'https://samsyn.example.se/path'],
		['ORIGIN', 'ftp://samsyn.example.se'],
		['TRUSTED_PROXIES', 'yes'],
		['TRUSTED_PROXIES', '-1'],
		['DATABASE_URL', 'mysql://localhost'],
		['REDIS_URL', 'http://localhost'],
		['SMTP_URL', 'http://localhost'],
		['MAIL_FROM', 'nobody'],
		['MAIL_FROM', 'Samsyn <a@b> x'],
		['LOG_LEVEL', 'loud'],
		['DATA_DIR', import.meta.filename],
		['DATA_DIR', path.join(import.meta.filename, 'below')],
		['SYNC_LIMITS', 'many'],
		['SYNC_LIMITS', '[1]'],
		['SYNC_LIMITS', '{"unknown":1}'],
		['SYNC_LIMITS', '{"frameBurst":0}'],
		['SYNC_LIMITS', '{"frameBurst":"9"}'],
		['SYNC_LIMITS', '{"__proto__":1}'],
	])('%s=%s ends the start with its name and what it takes', (name, value) => {
		expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
		expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}=.*takes`));
	});
});

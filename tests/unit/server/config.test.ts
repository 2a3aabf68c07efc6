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
		['ORIGIN', 'https://eva@samsyn.example.se'],
		['NODE_ADDRESS', 'https://10.0.0.5:3000'],
		['NODE_ADDRESS', 'http://10.0.0.5:3000/samsyn'],
		['NODE_ADDRESS', 'http://10.0.0.5:3000?to=here'],
		['TRUSTED_PROXIES', 'yes'],
		['TRUSTED_PROXIES', '-1'],
		['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
		['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'collector'],
		['OTEL_TRACES_SAMPLER_ARG', '1.5'],
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
		['SYNC_LIMITS', '{"commitTimeoutMs":2147483648}'],
		['SYNC_LIMITS', '{"__proto__":1}'],
	])('%s=%s ends the start with its name and what it takes', (name, value) => {
		expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
		expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}=.*takes`));
	});

	test.each([
		['DATABASE_URL', 'mysql://robot:s3cret@localhost'],
		['DATABASE_URL', 'robot:s3cret'],
		['REDIS_URL', 'http://robot:s3cret@localhost'],
		['REDIS_URL', 'redis://robot:s3cret@localhost/samsyn'],
		['REDIS_URL', 'redis://robot:s3cret%zz@localhost'],
		['REDIS_URL', 'redis:6379'],
		['SMTP_URL', 'http://robot:s3cret@localhost'],
	])('%s, which may hold a password, ends the start as well, and is not repeated: %s', (name, value) => {
		const start = () => readConfig({ [name]: value });
		expect(start).toThrow(ConfigError);
		expect(start).toThrow(new RegExp(`^${name} cannot be used: it takes`));
		expect(start).not.toThrow(/s3cret/);
	});

	test('a node that listens everywhere says where the others reach it', () => {
		const env = { REDIS_URL: 'redis://localhost', HOST: '0.0.0.0' };
		expect(() => readConfig(env)).toThrow(/^NODE_ADDRESS=.*takes/);
		expect(readConfig({ HOST: '0.0.0.0' }).nodeAddress).toBeUndefined();
		const NODE_ADDRESS = 'http://10.0.0.5:3000/';
		expect(readConfig({ ...env, NODE_ADDRESS }).nodeAddress).toBe('http://10.0.0.5:3000');
	});
});

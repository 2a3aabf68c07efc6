/**
 * The environment, parsed once. A variable with a value it cannot take ends the start with its name and
 * what it takes; nothing else in the product reads process.env.
 */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { TraceSettings } from './observability/tracing.ts';
import { DEFAULT_LIMITS, type SyncLimits } from './sync/limits.ts';

export interface Config {
	/** 0 asks the system for a free port. */
	port: number;
	host: string;
	/** Public address of the product, without a trailing slash; undefined: http://localhost:<port>. */
	origin: string | undefined;
	/** How many proxies stand in front, each of which adds the address it saw to X-Forwarded-For; 0: none. */
	trustedProxies: number;
	databaseUrl: string | undefined;
	dataDir: string;
	redisUrl: string | undefined;
	/** Undefined: no traces are recorded. */
	traces: TraceSettings | undefined;
	/** Where other nodes reach this one; undefined: http://HOST:PORT. */
	nodeAddress: string | undefined;
	/** Where digests are handed over; undefined: this server sends no mail. */
	mail: { smtpUrl: string; from: string } | undefined;
	logLevel: LogLevel;
	/** Those limits of the sync server that differ from the defaults in sync/limits.ts. */
	syncLimits: Partial<SyncLimits>;
}

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export class ConfigError extends Error {}

type Env = Readonly<Record<string, string | undefined>>;

/** What they hold may be a password, and a start that fails is told in a log: their values are not repeated. */
const SECRET: ReadonlySet<string> = new Set(['DATABASE_URL', 'REDIS_URL', 'SMTP_URL']);

const fail = (name: string, value: string, takes: string): never => {
	const said = SECRET.has(name) ? name : `${name}=${JSON.stringify(value)}`;
	throw new ConfigError(`${said} cannot be used: it takes ${takes}.`);
};

const text = (env: Env, name: string): string | undefined => env[name]?.trim() || undefined;

function port(env: Env): number {
	const value = text(env, 'PORT') ?? '3000';
	return /^\d{1,5}$/.test(value) && Number(value) <= 65_535
		? Number(value)
		: fail('PORT', value, 'a whole number from 0 to 65535');
}

function url(env: Env, name: string, protocols: readonly string[], example: string): string | undefined {
	const value = text(env, name);
	if (value === undefined) return undefined;
	const parsed = URL.parse(value);
	if (!parsed || !protocols.includes(parsed.protocol))
		return fail(name, value, `an address such as ${example}`);
	return value;
}

/** Without a slash at its end. */
function plainUrl(env: Env, name: string, protocols: readonly string[], example: string): string | undefined {
	const value = url(env, name, protocols, example);
	if (value === undefined) return undefined;
	const { origin, href } = new URL(value);
	if (href !== `${origin}/`)
		return fail(name, value, `an address without a path, a name or a password, such as ${example}`);
	return origin;
}

const EVERY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

function nodeAddress(env: Env): string | undefined {
	const value = plainUrl(env, 'NODE_ADDRESS', ['http:'], 'http://10.0.0.5:3000');
	// Without one it would be made of HOST, and all nodes would tell each other that they are everywhere.
	if (value === undefined && text(env, 'REDIS_URL') !== undefined && EVERY_ADDRESS.has(host(env)))
		return fail(
			'NODE_ADDRESS',
			'',
			`the address of this node, such as http://10.0.0.5:3000, where REDIS_URL is set and HOST is ${host(env)}`,
		);
	return value;
}

const decodes = (text: string): boolean => {
	try {
		decodeURIComponent(text);
		return true;
	} catch {
		return false;
	}
};

function redisUrl(env: Env): string | undefined {
	const value = url(env, 'REDIS_URL', ['redis:', 'rediss:'], 'redis://host:6379');
	if (value === undefined) return undefined;
	const { hostname, pathname, username, password } = new URL(value);
	if (hostname === '' || !/^(\/\d*)?$/.test(pathname) || !decodes(username + password))
		return fail(
			'REDIS_URL',
			value,
			'an address such as redis://user:password@host:6379/0, with nothing but a number for its path',
		);
	return value;
}

/** By OpenTelemetry's own rules: the address for traces as it is, the one for everything with their path behind it. */
function traces(env: Env): TraceSettings | undefined {
	const example = 'http://localhost:4318';
	const own = url(env, 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', ['http:', 'https:'], `${example}/v1/traces`);
	const all = url(env, 'OTEL_EXPORTER_OTLP_ENDPOINT', ['http:', 'https:'], example);
	const to = own ?? (all && `${all.replace(/\/$/, '')}/v1/traces`);
	const share = text(env, 'OTEL_TRACES_SAMPLER_ARG') ?? '1';
	if (!/^(0|1|0?\.\d+|1\.0+)$/.test(share))
		return fail('OTEL_TRACES_SAMPLER_ARG', share, 'a share from 0 to 1');
	return to === undefined ? undefined : { url: to, share: Number(share) };
}

const host = (env: Env): string => text(env, 'HOST') ?? '127.0.0.1';

function trustedProxies(env: Env): number {
	const value = text(env, 'TRUSTED_PROXIES') ?? '0';
	return /^\d$/.test(value) ? Number(value) : fail('TRUSTED_PROXIES', value, 'a whole number from 0 to 9');
}

function logLevel(env: Env): LogLevel {
	const value = text(env, 'LOG_LEVEL') ?? 'info';
	return (
		LOG_LEVELS.find((level) => level === value) ?? fail('LOG_LEVEL', value, `one of ${LOG_LEVELS.join(', ')}`)
	);
}

/** The folder itself may still have to be made: what counts is the nearest one that is there. */
function dataDir(env: Env): string {
	const value = text(env, 'DATA_DIR') ?? '.samsyn';
	const folder = path.resolve(value);
	let there = folder;
	while (!existsSync(there)) there = path.dirname(there);
	if (!statSync(there).isDirectory()) return fail('DATA_DIR', value, `a folder, but ${there} is a file`);
	try {
		accessSync(there, constants.W_OK);
	} catch {
		return fail('DATA_DIR', value, `a folder that this account may write in, which ${there} is not`);
	}
	return folder;
}

const ADDRESS = /^[^@\s<>]+@[^@\s<>]+$/;

/** Both or neither: a letter needs a way and a sender. */
function mail(env: Env): Config['mail'] {
	const smtpUrl = url(env, 'SMTP_URL', ['smtp:', 'smtps:'], 'smtp://user:password@host:587');
	const from = text(env, 'MAIL_FROM');
	const address = /<([^<>]*)>$/.exec(from ?? '')?.[1] ?? from ?? '';
	if (from !== undefined && (!ADDRESS.test(address) || /[\r\n]/.test(from)))
		return fail('MAIL_FROM', from, 'a sender such as Samsyn <samsyn@example.se>');
	if (smtpUrl === undefined) return undefined;
	if (from === undefined)
		return fail('MAIL_FROM', '', 'a sender such as Samsyn <samsyn@example.se> where SMTP_URL is set');
	return { smtpUrl, from };
}

/** Many are milliseconds, and a timer that is to run longer runs out at once. */
const MOST = 2 ** 31 - 1;

const isLimit = (name: string): name is keyof SyncLimits => Object.hasOwn(DEFAULT_LIMITS, name);

function syncLimits(env: Env): Partial<SyncLimits> {
	const value = text(env, 'SYNC_LIMITS');
	if (value === undefined) return {};
	const takes = `a JSON object of whole numbers from 1 to ${MOST}, such as {"framesPerSecond":500}, with names among ${Object.keys(DEFAULT_LIMITS).join(', ')}`;
	const limits: Partial<SyncLimits> = {};
	let parsed: unknown;
	try {
		parsed = JSON.parse(value);
	} catch {
		return fail('SYNC_LIMITS', value, takes);
	}
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
		return fail('SYNC_LIMITS', value, takes);
	for (const [name, limit] of Object.entries(parsed as Record<string, unknown>)) {
		if (
			!isLimit(name) ||
			typeof limit !== 'number' ||
			!Number.isSafeInteger(limit) ||
			limit < 1 ||
			limit > MOST
		)
			return fail('SYNC_LIMITS', value, takes);
		limits[name] = limit;
	}
	return limits;
}

export function readConfig(env: Env = process.env): Config {
	return {
		port: port(env),
		host: host(env),
		origin: plainUrl(env, 'ORIGIN', ['http:', 'https:'], 'https://samsyn.example.se'),
		trustedProxies: trustedProxies(env),
		databaseUrl: url(
			env,
			'DATABASE_URL',
			['postgres:', 'postgresql:'],
			'postgres://user:password@host:5432/samsyn',
		),
		dataDir: dataDir(env),
		traces: traces(env),
		redisUrl: redisUrl(env),
		nodeAddress: nodeAddress(env),
		mail: mail(env),
		logLevel: logLevel(env),
		syncLimits: syncLimits(env),
	};
}

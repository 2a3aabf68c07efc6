/** Frameworks: those that come with the product are stored at the start, others are imported by administrators. */
import canonicalize from 'canonicalize';
import { BUNDLED_FRAMEWORKS } from '#domain/framework/bundled.ts';
import type { Framework } from '#domain/framework/framework.ts';
import { parseFramework } from '#domain/framework/parse.ts';
import { record } from '../db/audit.ts';
import * as rows from '../db/frameworks.ts';
import type { Connection } from '../db/pool.ts';
import type { Logger } from '../log.ts';
import { permitAdmin } from './access.ts';
import type { Actor } from './actor.ts';
import { digest } from './digest.ts';
import { invalid, notFound, ServiceError } from './errors.ts';

export interface StoredFramework extends Framework {
	/** Lower-case hex, over the canonical JSON (RFC 8785) of the framework. */
	sha256: string;
}

export interface Frameworks {
	/** By name and version. */
	list(actor: Actor): Promise<StoredFramework[]>;
	/** Throws 404. */
	get(actor: Actor, id: string): Promise<StoredFramework>;
	/** Administrators only. Throws 422 with what is wrong, field by field; 409 where the id is taken. */
	importJson(actor: Actor, json: unknown): Promise<StoredFramework>;
	/** For services: a framework that something refers to. Throws 404. */
	known(id: string): Promise<StoredFramework>;
}

/** Lower-case hex, over the canonical JSON. */
export const frameworkHash = (framework: Framework): string => digest(canonicalize(framework) ?? '');

/** Stores the bundled frameworks that are not there yet. */
async function seed({ db }: Connection, log: Pick<Logger, 'warn'>): Promise<void> {
	for (const framework of BUNDLED_FRAMEWORKS) {
		const sha256 = frameworkHash(framework);
		if (await rows.insert(db, row(framework, sha256, null))) continue;
		const stored = await rows.find(db, framework.id);
		// What evaluations were made under stays as it is; a changed text needs an id of its own to be seen.
		if (stored?.sha256 !== sha256)
			log.warn({ id: framework.id }, 'the stored framework differs from the bundled one and is kept');
	}
}

const row = (framework: Framework, sha256: string, by: string | null) => ({
	id: framework.id,
	name: framework.name,
	version: framework.version,
	data: JSON.stringify(framework),
	sha256,
	created_by: by,
});

interface FrameworkParts {
	connection: Connection;
	log: Pick<Logger, 'warn'>;
}

export async function createFrameworks({ connection, log }: FrameworkParts): Promise<Frameworks> {
	await seed(connection, log);
	const { db } = connection;
	// Stored frameworks are immutable, so what was read once stays true; only administrators add some.
	const cache = new Map<string, StoredFramework>();

	function parsed({ id, data, sha256 }: rows.FrameworkRow): StoredFramework {
		const hit = cache.get(id);
		if (hit) return hit;
		const result = parseFramework(data);
		if (!result.ok)
			throw new Error(`The stored framework ${id} cannot be read: ${JSON.stringify(result.errors)}`);
		const framework = { ...result.framework, sha256 };
		cache.set(id, framework);
		return framework;
	}

	async function known(id: string): Promise<StoredFramework> {
		const hit = cache.get(id);
		if (hit) return hit;
		const stored = await rows.find(db, id);
		if (!stored) throw notFound();
		return parsed(stored);
	}

	return {
		known,
		list: async () => (await rows.list(db)).map(parsed),
		get: (_actor, id) => known(id),
		async importJson(actor, json) {
			permitAdmin(actor, 'framework.import');
			const result = parseFramework(json);
			if (!result.ok) throw invalid(result.errors);
			const { framework } = result;
			const sha256 = frameworkHash(framework);
			await db.transaction().execute(async (tx) => {
				if (!(await rows.insert(tx, row(framework, sha256, actor.id))))
					throw new ServiceError(409, 'frameworkTaken', {
						params: { id: framework.id },
						errors: [{ path: 'id', code: 'frameworkTaken', params: { id: framework.id } }],
					});
				await record(tx, {
					actor: actor.id,
					action: 'framework.import',
					subject: framework.id,
					detail: { sha256 },
				});
			});
			return known(framework.id);
		},
	};
}

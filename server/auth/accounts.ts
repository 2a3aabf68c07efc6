/** People with an account, for administrators and for the operator's command line. */
import { randomUUID } from 'node:crypto';
import { CLOSE } from '#document/close-codes.ts';
import { record } from '../db/audit.ts';
import type { Connection } from '../db/pool.ts';
import * as sessions from '../db/sessions.ts';
import * as users from '../db/users.ts';
import type { Actor } from '../services/actor.ts';
import { forbidden, invalid, notFound, ServiceError } from '../services/errors.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import { hashPassword } from './passwords.ts';
import { checkPerson } from './person.ts';

export interface Account {
	id: string;
	name: string;
	initials: string;
	email: string;
	admin: boolean;
	disabled: boolean;
	/** ISO 8601. */
	createdAt: string;
	/** Live sessions. */
	sessions: number;
}

export interface NewAccount {
	email: string;
	name: string;
	/** Null: no password; such an account is entered in another way, or not at all. */
	password: string | null;
	admin: boolean;
}

/** Every call throws 403 for an actor who is no administrator. */
export interface Accounts {
	list(actor: Actor): Promise<Account[]>;
	/** Throws 422, or 409 `emailTaken`. */
	create(actor: Actor, account: NewAccount): Promise<{ id: string }>;
	/** Disabling ends sessions, tokens and sockets. Throws 409 for the last administrator. */
	setDisabled(actor: Actor, id: string, disabled: boolean): Promise<void>;
	setAdmin(actor: Actor, id: string, admin: boolean): Promise<void>;
}

/** The operator at the machine: may what an administrator may, and is nobody in the audit log. */
export const OPERATOR: Actor = { id: '', name: 'operator', email: '', admin: true, sessionId: null };
/** An actor in the audit log. */
export const auditName = (actor: Actor): string | null => actor.id || null;

function requireAdmin(actor: Actor): void {
	if (!actor.admin) throw forbidden();
}

interface AccountParts {
	connection: Connection;
	sync: Pick<SyncHub, 'closeUser'>;
}

export function createAccounts({ connection: { db }, sync }: AccountParts): Accounts {
	const mayLose = async (tx: Parameters<typeof users.enabledAdmins>[0], id: string): Promise<void> => {
		const admins = await users.enabledAdmins(tx);
		if (admins.length === 1 && admins[0] === id) throw new ServiceError(409, 'lastAdministrator');
	};

	return {
		async list(actor) {
			requireAdmin(actor);
			const [rows, counts] = await Promise.all([users.list(db), sessions.countByUser(db)]);
			return rows.map((row) => ({
				id: row.id,
				name: row.name,
				initials: row.initials,
				email: row.email,
				admin: row.admin,
				disabled: row.disabled_at !== null,
				createdAt: row.created_at.toISOString(),
				sessions: counts.get(row.id) ?? 0,
			}));
		},

		async create(actor, account) {
			requireAdmin(actor);
			const person = checkPerson(account, { commonPasswords: actor === OPERATOR });
			const passwordHash = account.password === null ? null : await hashPassword(account.password);
			const id = randomUUID();
			await db.transaction().execute(async (tx) => {
				const created = await users.create(tx, { id, ...person, passwordHash, admin: account.admin });
				if (!created)
					throw new ServiceError(409, 'emailTaken', { errors: [{ path: 'email', code: 'emailTaken' }] });
				const detail = { admin: account.admin };
				await record(tx, { actor: auditName(actor), action: 'user.create', subject: id, detail });
			});
			return { id };
		},

		async setDisabled(actor, id, disabled) {
			requireAdmin(actor);
			await db.transaction().execute(async (tx) => {
				if (!(await users.find(tx, id))) throw notFound();
				if (disabled) await mayLose(tx, id);
				await users.setDisabled(tx, id, disabled);
				if (disabled) await sessions.removeOf(tx, id);
				const action = disabled ? 'user.disable' : 'user.enable';
				await record(tx, { actor: auditName(actor), action, subject: id });
			});
			if (disabled) sync.closeUser(id, CLOSE.signedOut);
		},

		async setAdmin(actor, id, admin) {
			requireAdmin(actor);
			await db.transaction().execute(async (tx) => {
				const user = await users.find(tx, id);
				if (!user) throw notFound();
				if (admin && user.disabled_at) throw invalid([{ path: 'admin', code: 'badValue' }]);
				if (!admin) await mayLose(tx, id);
				await users.setAdmin(tx, id, admin);
				const detail = { admin };
				await record(tx, { actor: auditName(actor), action: 'user.admin', subject: id, detail });
			});
		},
	};
}

/** Everything that can be proved of a database, or of one evaluation in it, as of one moment and in words. */
import type { Transaction } from 'kysely';
import type { Db } from '../db/pool.ts';
import type { Database } from '../db/schema.ts';
import { verifyFinalVersions, type FinalFault } from './final-verification.ts';
import { verifyStored } from './stored-verification.ts';
import { verifyAll, type Verification, type VerifyOptions } from './verification.ts';

export interface DatabaseVerification extends Omit<Verification, 'faults'> {
	/** Final versions. */
	versions: number;
	/** One sentence each; empty: everything is as it was written. */
	faults: string[];
}

export function verifyDatabase(
	db: Db | Transaction<Database>,
	options: VerifyOptions = {},
): Promise<DatabaseVerification> {
	const look = async (tx: Transaction<Database>): Promise<DatabaseVerification> => {
		const { faults, ...counts } = await verifyAll(tx, options);
		const final = await verifyFinalVersions(tx, options.evaluationId);
		return {
			...counts,
			versions: final.versions,
			faults: [
				...faults.map(
					({ room, seq, what, id }) => `${room} at ${seq}: ${what}${id === undefined ? '' : ` (${id})`}`,
				),
				...final.faults.map(sentence),
				...(await verifyStored(tx, options.evaluationId)),
			],
		};
	};
	if (db.isTransaction) return look(db as Transaction<Database>);
	return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(look);
}

const sentence = ({ evaluationId, version, what }: FinalFault): string =>
	what === 'snapshot without a version'
		? `evaluation ${evaluationId}, snapshot ${version}: called final without a final version`
		: `evaluation ${evaluationId}, final version ${version}: ${what}`;

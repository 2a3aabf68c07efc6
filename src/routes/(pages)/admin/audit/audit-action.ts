/** An entry's action in words; one that has none yet is shown as it is recorded. */
import { isMessageKey, type Translate } from '#lib/i18n/index.ts';

export function auditAction(action: string, t: Translate): string {
	const key = `audit.${action}`;
	return isMessageKey(key) ? (t as (key: string) => string)(key) : action;
}

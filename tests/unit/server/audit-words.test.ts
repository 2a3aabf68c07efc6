/** Whatever the server writes into the audit log has words that an administrator reads, in both languages. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isMessageKey } from '#lib/i18n/index.ts';

const server = path.resolve(import.meta.dirname, '../../../server');
const sources = readdirSync(server, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts'))
	.map((file) => readFileSync(path.join(server, file), 'utf8'))
	.filter((source) => /\brecord\(/.test(source));

test('every action that is recorded has its words', () => {
	const actions = new Set(
		sources.flatMap((source) =>
			[...source.matchAll(/\baction:([^\n]*)/g)].flatMap(([, rest = '']) =>
				[...rest.matchAll(/'([a-z]\w*\.\w+)'/gi)].map(([, action]) => action!),
			),
		),
	);
	expect(actions.size).toBeGreaterThan(40);
	expect([...actions].filter((action) => !isMessageKey(`audit.${action}`))).toEqual([]);
});

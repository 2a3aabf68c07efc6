/** The catalogue is spread together from files of several hands: what one says another must not overwrite. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Area = Record<'en' | 'sv', Record<string, unknown>>;

const folder = new URL('../../../src/lib/i18n/areas/', import.meta.url);
const areas = await Promise.all(
	readdirSync(folder).map(async (file) => ({
		file,
		area: (await import(new URL(file, folder).href)) as Area,
	})),
);

describe('the message catalogue', () => {
	it('gives each key one meaning, in one area', () => {
		const taken = new Map<string, { file: string; message: unknown }>();
		const twice: string[] = [];
		for (const { file, area } of areas)
			for (const [key, message] of Object.entries(area.en)) {
				const first = taken.get(key);
				// The errors gather the areas of their parts: the same message under the same key.
				if (first && first.message !== message) twice.push(`${key}: ${first.file} and ${file}`);
				else taken.set(key, { file, message });
			}
		expect(twice).toEqual([]);
	});

	it('says everything in both languages', () => {
		for (const { file, area } of areas) {
			expect(Object.keys(area.sv).sort(), file).toEqual(Object.keys(area.en).sort());
			for (const text of Object.values(area.sv))
				if (typeof text === 'string') expect(text.trim(), file).not.toBe('');
		}
	});

	it('has no straight quotes and no hyphens for dashes', () => {
		const texts = areas.flatMap(({ file, area }) =>
			[...Object.entries(area.sv), ...Object.entries(area.en)].map(([key, text]) => ({ file, key, text })),
		);
		const plain = texts.filter(({ text }) => typeof text === 'string' && /["]| - /.test(text));
		expect(plain.map(({ file, key }) => `${file}: ${key}`)).toEqual([]);
	});
});

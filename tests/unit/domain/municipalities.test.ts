import { expect, test } from 'vitest';
import { MUNICIPALITIES, municipality, searchMunicipalities } from '#domain/municipalities/municipalities.ts';

const found = (query: string, limit?: number) => searchMunicipalities(query, limit).map(({ name }) => name);

test('there are 290 municipalities with codes of four digits, å ä ö last', () => {
	expect(MUNICIPALITIES).toHaveLength(290);
	expect(MUNICIPALITIES.every(({ code }) => /^\d{4}$/.test(code))).toBe(true);
	expect(MUNICIPALITIES[0]?.name).toBe('Ale');
	expect(MUNICIPALITIES.at(-1)?.name).toBe('Övertorneå');
	const names = MUNICIPALITIES.map(({ name }) => name);
	expect(names.indexOf('Åmål')).toBeGreaterThan(names.indexOf('Ystad'));
	expect(names.indexOf('Älmhult')).toBeGreaterThan(names.indexOf('Åstorp'));
});

test('a municipality is found by its code, a leading zero included', () => {
	expect(municipality('0115')?.name).toBe('Vallentuna');
	expect(municipality('__proto__')).toBe(undefined);
	expect(found('0115')).toEqual(['Vallentuna']);
});

test('an exact name comes first, then names that begin so, then words within', () => {
	expect(found('mark')[0]).toBe('Mark');
	expect(found('habo')).toEqual(['Habo', 'Håbo']);
	expect(found('väsby')).toEqual(['Upplands Väsby']);
});

test('å, ä, ö are letters of their own, and found without their marks as well', () => {
	expect(found('ö', 2)).toEqual(['Öckerö', 'Ödeshög']);
	expect(found('orebro')).toEqual(['Örebro']);
	expect(found('ÖREBRO')).toEqual(['Örebro']);
	expect(found('  upplands   vasby ')).toEqual(['Upplands Väsby']);
});

test('an empty query finds all, nonsense finds none', () => {
	expect(found('')).toHaveLength(290);
	expect(found('xyzzy')).toEqual([]);
});

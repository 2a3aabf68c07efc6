import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mediaTypeOf } from '#server/files/kinds.ts';
import { disposition, fitsName, safeName } from '#server/files/name.ts';
import { dimensionsOf, type PictureType } from '#server/files/picture.ts';
import { gif, HTML, jpeg, pdf, png, SVG, webp } from '../../support/pictures.ts';

const PICTURES: [PictureType, (width: number, height: number) => Buffer][] = [
	['image/png', (width, height) => png(width, height, { pixels: false })],
	['image/jpeg', jpeg],
	['image/gif', gif],
	['image/webp', webp],
];

describe.each(PICTURES)('%s', (type, make) => {
	test('is known by its bytes', async () => expect(await mediaTypeOf(make(4, 3))).toBe(type));

	test('tells its size from the header alone', () =>
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 65_535 }),
				fc.integer({ min: 1, max: 65_535 }),
				(width, height) => {
					expect(dimensionsOf(type, make(width, height))).toEqual({ width, height });
				},
			),
		));

	test('says nothing where it is cut off, and never throws', () => {
		const whole = make(300, 200);
		fc.assert(
			fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
				dimensionsOf(type, whole.subarray(0, length));
			}),
		);
		expect(dimensionsOf(type, whole.subarray(0, 12))).toBeUndefined();
	});

	test('bears any damage', () =>
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(100), (noise, at) => {
				const bytes = Buffer.from(make(300, 200));
				bytes.set(noise.subarray(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length - 1));
				dimensionsOf(type, bytes);
			}),
		));
});

test('a PNG whose checksum is wrong, or that was never drawn, is broken', () => {
	const bytes = png();
	bytes[20] = 9;
	expect(dimensionsOf('image/png', bytes)).toBeUndefined();
	expect(
		dimensionsOf('image/png', Buffer.concat([png().subarray(0, 33), png().subarray(-12)])),
	).toBeUndefined();
});

test('nothing that can run script is known', async () => {
	for (const bytes of [
		SVG,
		HTML,
		Buffer.from('<svg onload=alert(1)>'),
		Buffer.from('plain words'),
		Buffer.alloc(0),
	])
		expect(await mediaTypeOf(bytes)).toBeUndefined();
	expect(await mediaTypeOf(Buffer.from('PK\u0003\u0004'))).toBeUndefined();
	expect(await mediaTypeOf(pdf())).toBe('application/pdf');
});

describe('a name', () => {
	test.each([
		['skärm bild.PNG', 'skärm bild.png'],
		['C:\\temp\\..\\hemlig.png', 'hemlig.png'],
		['../../etc/passwd', 'passwd.png'],
		['en\u202egnp', 'engnp.png'],
		['a\u0000b\r\nc.png', 'abc.png'],
		['', 'fil.png'],
		['...', 'fil.png'],
		['Plan v1.2', 'Plan v1.2.png'],
		['<b>"x"|?*.png', 'bx.png'],
	])('%j is kept as %j', (given, name) => expect(safeName(given, 'image/png')).toBe(name));

	test('that promises something else does not fit', () => {
		expect(fitsName('foto.jpg', 'image/png')).toBe(false);
		expect(fitsName('sida.html', 'image/png')).toBe(false);
		expect(fitsName('FOTO.JPEG', 'image/jpeg')).toBe(true);
		expect(fitsName('inklistrad', 'image/png')).toBe(true);
		expect(fitsName('Plan v1.2', 'application/pdf')).toBe(true);
	});

	test('is one line of a header, whatever it was', () =>
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (given) => {
				const header = disposition('attachment', safeName(given, 'application/pdf'));
				expect(() => new Headers({ 'content-disposition': header })).not.toThrow();
				expect(header).toMatch(/^attachment; filename="[0-9A-Za-z._ -]*"; filename\*=UTF-8''\S+$/);
			}),
		));
});

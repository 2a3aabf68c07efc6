/** Pictures and documents as bytes, made here: whole ones, and headers that promise what is not there. */
import { crc32, deflateSync } from 'node:zlib';

const u32 = (value: number): Buffer => {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value);
	return bytes;
};

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A grey picture. `pixels: false` leaves them out: a header that promises anything at no cost. */
export function png(width = 4, height = 3, { pixels = true, extra = Buffer.alloc(0) } = {}): Buffer {
	const header = Buffer.concat([u32(width), u32(height), Buffer.from([8, 0, 0, 0, 0])]);
	const rows = pixels ? Buffer.alloc((width + 1) * height, 0x80).fill(0, 0, 1) : Buffer.alloc(1);
	if (pixels) for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
	return Buffer.concat([
		PNG,
		chunk('IHDR', header),
		...(extra.length > 0 ? [chunk('tEXt', extra)] : []),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

/** A frame and the beginning of a scan. */
export function jpeg(width = 4, height = 3): Buffer {
	const segment = (marker: number, data: number[]) => [0xff, marker, 0, data.length + 2, ...data];
	const frame = [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0];
	return Buffer.from([
		0xff,
		0xd8,
		...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
		...segment(0xc0, frame),
		...segment(0xda, [1, 1, 0, 0, 63, 0]),
		0,
		0xff,
		0xd9,
	]);
}

export function gif(width = 4, height = 3): Buffer {
	const bytes = Buffer.from([
		0, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	]);
	bytes.writeUInt16LE(width, 0);
	bytes.writeUInt16LE(height, 2);
	return Buffer.concat([Buffer.from('GIF89a'), bytes, Buffer.from([2, 2, 0x44, 1, 0, 0x3b])]);
}

export function webp(width = 4, height = 3): Buffer {
	const data = Buffer.alloc(10);
	data.writeUIntLE(width - 1, 4, 3);
	data.writeUIntLE(height - 1, 7, 3);
	const body = Buffer.concat([Buffer.from('WEBPVP8X'), Buffer.from([10, 0, 0, 0]), data]);
	const size = Buffer.alloc(4);
	size.writeUInt32LE(body.length);
	return Buffer.concat([Buffer.from('RIFF'), size, body]);
}

export const pdf = (words = 'Utan sidor'): Buffer =>
	Buffer.from(`%PDF-1.7\n% ${words}\ntrailer << >>\n%%EOF\n`, 'latin1');

export const SVG = Buffer.from(
	'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
);
export const HTML = Buffer.from('<!doctype html><html><script>alert(1)</script></html>');

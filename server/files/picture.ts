/**
 * How large a picture is, read from its header alone: nothing is unpacked, so a small file that would unpack to
 * gigabytes costs nothing here and is refused by its own words. Undefined for one whose structure does not hold.
 */
import { crc32 } from 'node:zlib';

/** In pixels. */
export interface Dimensions {
	width: number;
	height: number;
}

export type PictureType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

export function dimensionsOf(type: PictureType, bytes: Buffer): Dimensions | undefined {
	try {
		const found = READERS[type](bytes);
		return found && found.width > 0 && found.height > 0 ? found : undefined;
	} catch (error) {
		// Read beyond the end: cut off.
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

const READERS: Record<PictureType, (bytes: Buffer) => Dimensions | undefined> = {
	'image/png': png,
	'image/jpeg': jpeg,
	'image/gif': gif,
	'image/webp': webp,
};

const CHUNK_FRAME = 12;

/** Every chunk with its checksum, from IHDR to IEND: what lies behind the end is not looked at by anybody. */
function png(bytes: Buffer): Dimensions | undefined {
	let found: Dimensions | undefined;
	let drawn = false;
	for (let at = 8; ;) {
		const length = bytes.readUInt32BE(at);
		const end = at + CHUNK_FRAME + length;
		if (end > bytes.length) return undefined;
		const type = bytes.toString('latin1', at + 4, at + 8);
		if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return undefined;
		if (at === 8) {
			if (type !== 'IHDR' || length !== 13) return undefined;
			found = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
		}
		if (type === 'IDAT') drawn = true;
		if (type === 'IEND') return drawn ? found : undefined;
		at = end;
	}
}

/** Start of frame, of any coding; not the tables that share its numbers (DHT, JPG, DAC). */
const isFrame = (marker: number): boolean =>
	marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
const SCAN = 0xda;

/** Marker by marker to the first scan, which must come after a frame. */
function jpeg(bytes: Buffer): Dimensions | undefined {
	let found: Dimensions | undefined;
	for (let at = 2; ;) {
		if (bytes.readUInt8(at) !== 0xff) return undefined;
		const marker = bytes.readUInt8(at + 1);
		// Fill bytes, and markers without a length.
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
			at += 2;
			continue;
		}
		if (marker === SCAN) return found;
		if (isFrame(marker)) {
			// A later frame, of a hierarchical picture, may be the larger one.
			const frame = { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
			if (!found || frame.width * frame.height > found.width * found.height) found = frame;
		}
		at += 2 + bytes.readUInt16BE(at + 2);
	}
}

function gif(bytes: Buffer): Dimensions | undefined {
	const screen = { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
	const packed = bytes.readUInt8(10);
	const colours = packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0;
	// An extension or a picture follows the colour table; anything else is no GIF that could be drawn.
	const next = bytes.readUInt8(13 + colours);
	return next === 0x21 || next === 0x2c ? screen : undefined;
}

function webp(bytes: Buffer): Dimensions | undefined {
	if (bytes.readUInt32LE(4) + 8 > bytes.length) return undefined;
	switch (bytes.toString('latin1', 12, 16)) {
		case 'VP8X':
			return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
		case 'VP8L': {
			if (bytes.readUInt8(20) !== 0x2f) return undefined;
			const packed = bytes.readUInt32LE(21);
			return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
		}
		case 'VP8 ':
			if (bytes.readUIntBE(23, 3) !== 0x9d012a) return undefined;
			return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
		default:
			return undefined;
	}
}

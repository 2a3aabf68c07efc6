/** Width and height of a picture, read from its head; undefined for a kind that Word does not take. */
import type { PictureType } from '../printed/blocks.ts';

export interface Size {
	width: number;
	height: number;
}

export function pictureSize(bytes: Uint8Array, type: PictureType): Size | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	try {
		const size = READERS[type]?.(view);
		return size && size.width > 0 && size.height > 0 ? size : undefined;
	} catch {
		// Cut off before its size is said.
		return undefined;
	}
}

const READERS: Partial<Record<PictureType, (view: DataView) => Size | undefined>> = {
	'image/png': (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
	'image/gif': (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
	'image/jpeg': jpeg,
};

/** The frame header (SOF) of a JPEG: behind segments that each say how long they are. */
function jpeg(view: DataView): Size | undefined {
	let at = 2;
	while (at + 9 < view.byteLength) {
		if (view.getUint8(at) !== 0xff) return undefined;
		const marker = view.getUint8(at + 1);
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
		at += 2 + view.getUint16(at + 2);
	}
	return undefined;
}

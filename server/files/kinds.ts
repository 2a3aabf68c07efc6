/** What may be uploaded: a closed list, decided by the bytes and never by what the sender says they are. */
import { fileTypeFromBuffer } from 'file-type';
import type { PictureType } from './picture.ts';

export type MediaType = PictureType | 'application/pdf';

const MIB = 1024 * 1024;

interface Kind {
	/** The first is the usual one. */
	readonly endings: readonly string[];
	/** Bytes. */
	readonly limit: number;
}

/** No SVG and no HTML: both can run script. */
export const KINDS: Readonly<Record<MediaType, Kind>> = {
	'image/png': { endings: ['png'], limit: 10 * MIB },
	'image/jpeg': { endings: ['jpg', 'jpeg', 'jfif'], limit: 10 * MIB },
	'image/webp': { endings: ['webp'], limit: 10 * MIB },
	'image/gif': { endings: ['gif'], limit: 10 * MIB },
	'application/pdf': { endings: ['pdf'], limit: 25 * MIB },
};

export const LARGEST = Math.max(...Object.values(KINDS).map(({ limit }) => limit));

/** As many first bytes as are needed to tell any of them. */
export const HEAD = 4_200;

export const isMediaType = (text: string): text is MediaType => Object.hasOwn(KINDS, text);
export const isPicture = (type: MediaType): type is PictureType => type !== 'application/pdf';

/** Undefined for whatever is not in the list. */
export async function mediaTypeOf(head: Uint8Array): Promise<MediaType | undefined> {
	const mime = (await fileTypeFromBuffer(head))?.mime;
	// A moving PNG is a PNG to whoever does not know of movement.
	const type = mime === 'image/apng' ? 'image/png' : mime;
	return type !== undefined && isMediaType(type) ? type : undefined;
}

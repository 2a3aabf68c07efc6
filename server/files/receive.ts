/**
 * Takes an upload in as it arrives: what it is is known from its first bytes, and one that is not allowed or grows
 * too large is refused there, without the rest having been kept.
 */
import { createHash } from 'node:crypto';
import { ServiceError } from '../services/errors.ts';
import { HEAD, isPicture, KINDS, LARGEST, mediaTypeOf, type MediaType } from './kinds.ts';
import { fitsName, safeName } from './name.ts';
import { dimensionsOf, type Dimensions } from './picture.ts';

export interface Upload {
	/** As the sender calls it. */
	name: string;
	/** 'image': for a text, where nothing else can be shown. */
	only?: 'image' | undefined;
	/** Bytes it says it has; null where it does not say. */
	declared: number | null;
	bytes: AsyncIterable<Uint8Array>;
}

export interface Received {
	name: string;
	mediaType: MediaType;
	bytes: Buffer;
	sha256: string;
	/** Null for what is no picture. */
	dimensions: Dimensions | null;
}

/** Per side, and in all: a page is printed, not a wall. */
const MAX_SIDE = 12_000;
const MAX_PIXELS = 50_000_000;

const MIB = 1024 * 1024;
const tooLarge = (limit: number) =>
	new ServiceError(413, 'fileTooLarge', { params: { limit: Math.floor(limit / MIB) } });

/** Throws 413, 415 and 422, each with its sentence. */
export async function receive({ name, only, declared, bytes }: Upload): Promise<Received> {
	if (declared !== null && declared > LARGEST) throw tooLarge(LARGEST);
	const hash = createHash('sha256');
	const parts: Uint8Array[] = [];
	let size = 0;
	let mediaType: MediaType | undefined;
	for await (const part of bytes) {
		size += part.length;
		parts.push(part);
		hash.update(part);
		if (mediaType === undefined && size >= HEAD) mediaType = await recognise(parts, only, name);
		const limit = mediaType === undefined ? LARGEST : KINDS[mediaType].limit;
		if (size > limit || (mediaType !== undefined && declared !== null && declared > limit))
			throw tooLarge(limit);
	}
	if (size === 0) throw new ServiceError(422, 'fileEmpty');
	mediaType ??= await recognise(parts, only, name);
	const whole = Buffer.concat(parts, size);
	return {
		name: safeName(name, mediaType),
		mediaType,
		bytes: whole,
		sha256: hash.digest('hex'),
		dimensions: measured(mediaType, whole),
	};
}

async function recognise(parts: Uint8Array[], only: Upload['only'], name: string): Promise<MediaType> {
	const type = await mediaTypeOf(Buffer.concat(parts));
	if (only === 'image' && (type === undefined || !isPicture(type)))
		throw new ServiceError(415, 'fileNotImage');
	if (type === undefined) throw new ServiceError(415, 'fileNotAllowed');
	if (!fitsName(name, type))
		throw new ServiceError(422, 'fileNameMismatch', {
			params: { kind: KINDS[type].endings[0]!.toUpperCase() },
		});
	return type;
}

function measured(type: MediaType, bytes: Buffer): Dimensions | null {
	if (!isPicture(type)) {
		if (!bytes.subarray(-2048).includes('%%EOF')) throw new ServiceError(422, 'fileBroken');
		return null;
	}
	const found = dimensionsOf(type, bytes);
	if (!found) throw new ServiceError(422, 'fileBroken');
	const { width, height } = found;
	if (Math.max(width, height) > MAX_SIDE || width * height > MAX_PIXELS)
		throw new ServiceError(422, 'imageTooLarge', { params: { width, height, limit: MAX_SIDE } });
	return found;
}

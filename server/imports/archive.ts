/**
 * A ZIP archive from outside, unpacked within bounds. What its directory declares is judged before a byte is unpacked,
 * and what comes out is counted while it does, since a directory may lie.
 */
import { createInflateRaw } from 'node:zlib';
import type { Readable } from 'node:stream';

export class ArchiveFault extends Error {
	readonly why: 'broken' | 'too-large';
	constructor(why: 'broken' | 'too-large') {
		super(`archive ${why}`);
		this.why = why;
	}
}

interface Entry {
	name: string;
	method: number;
	packed: number;
	declared: number;
	/** Where its local header begins. */
	at: number;
}

export interface ArchiveBounds {
	/** Bytes, all entries together. */
	unpacked: number;
	entries: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
/** A comment at the end of an archive is at most so long. */
const COMMENT_MAX = 0xffff;
const STORED = 0;
const DEFLATED = 8;
/** Marks sizes that stand in a ZIP64 field; nothing within our bounds needs one. */
const ZIP64 = 0xffffffff;

/** The entries that `wanted` names, unpacked. Throws ArchiveFault. */
export async function unpack(
	bytes: Uint8Array,
	bounds: ArchiveBounds,
	wanted: (name: string) => boolean,
): Promise<Map<string, Uint8Array>> {
	const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const entries = directory(view, bounds);
	const unpacked = new Map<string, Uint8Array>();
	let left = bounds.unpacked;
	for (const entry of entries.filter(({ name }) => wanted(name))) {
		if (unpacked.has(entry.name)) throw new ArchiveFault('broken');
		const content = await inflate(view, entry, left);
		left -= content.length;
		unpacked.set(entry.name, content);
	}
	return unpacked;
}

function directory(view: Buffer, bounds: ArchiveBounds): Entry[] {
	const end = endOf(view);
	const count = view.readUInt16LE(end + 10);
	if (count > bounds.entries) throw new ArchiveFault('too-large');
	const entries: Entry[] = [];
	let at = view.readUInt32LE(end + 16);
	let declared = 0;
	for (let n = 0; n < count; n++) {
		if (at + 46 > end || view.readUInt32LE(at) !== CENTRAL) throw new ArchiveFault('broken');
		const nameLength = view.readUInt16LE(at + 28);
		const size = view.readUInt32LE(at + 24);
		declared += size;
		if (size === ZIP64 || declared > bounds.unpacked) throw new ArchiveFault('too-large');
		// Bit 0: encrypted.
		if (view.readUInt16LE(at + 8) & 1) throw new ArchiveFault('broken');
		entries.push({
			name: view.toString('utf8', at + 46, at + 46 + nameLength),
			method: view.readUInt16LE(at + 10),
			packed: view.readUInt32LE(at + 20),
			declared: size,
			at: view.readUInt32LE(at + 42),
		});
		at += 46 + nameLength + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
	}
	return entries;
}

function endOf(view: Buffer): number {
	const first = Math.max(0, view.length - END_SIZE - COMMENT_MAX);
	for (let at = view.length - END_SIZE; at >= first; at--) if (view.readUInt32LE(at) === END) return at;
	throw new ArchiveFault('broken');
}

async function inflate(view: Buffer, entry: Entry, left: number): Promise<Uint8Array> {
	const { at, packed, method, declared } = entry;
	if (at + 30 > view.length || view.readUInt32LE(at) !== LOCAL) throw new ArchiveFault('broken');
	const from = at + 30 + view.readUInt16LE(at + 26) + view.readUInt16LE(at + 28);
	if (from + packed > view.length) throw new ArchiveFault('broken');
	const data = view.subarray(from, from + packed);
	if (method === STORED) {
		if (packed !== declared) throw new ArchiveFault('broken');
		if (packed > left) throw new ArchiveFault('too-large');
		return data;
	}
	if (method !== DEFLATED) throw new ArchiveFault('broken');
	const inflater = createInflateRaw();
	inflater.end(data);
	return counted(inflater, left, declared);
}

async function counted(stream: Readable, left: number, declared: number): Promise<Uint8Array> {
	const parts: Buffer[] = [];
	let size = 0;
	try {
		for await (const part of stream as AsyncIterable<Buffer>) {
			size += part.length;
			if (size > left) throw new ArchiveFault('too-large');
			parts.push(part);
		}
	} catch (error) {
		throw error instanceof ArchiveFault ? error : new ArchiveFault('broken');
	}
	if (size !== declared) throw new ArchiveFault('broken');
	return Buffer.concat(parts);
}

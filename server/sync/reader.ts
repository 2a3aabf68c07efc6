/**
 * Reads a Yjs update (format v1) into plain objects without building a single Yjs struct. Unlike `Y.decodeUpdate`
 * it sees client sections and trailing bytes, and it refuses whatever `Y.applyUpdate` and `Y.decodeUpdate` would
 * read differently. Mirrors `readClientsStructRefs` and `readDeleteSet` of yjs 13.6.33.
 */
import * as decoding from 'lib0/decoding';
import { readPlain, checkPlain } from './reader-values.ts';
import { MalformedUpdate } from './malformed.ts';
import { readText } from './reader-text.ts';

export { MalformedUpdate };

/** What a struct holds, as numbered on the wire. */
export const CONTENT = {
	gc: 0,
	deleted: 1,
	json: 2,
	binary: 3,
	string: 4,
	embed: 5,
	format: 6,
	type: 7,
	any: 8,
	document: 9,
	skip: 10,
} as const;

/** Yjs types, as numbered on the wire. */
export const TYPE_REF = {
	array: 0,
	map: 1,
	text: 2,
	xmlElement: 3,
	xmlFragment: 4,
	xmlHook: 5,
	xmlText: 6,
} as const;

export interface StructId {
	client: number;
	clock: number;
}

/** Content of `CONTENT.type`: which Yjs type, and an element's node name. */
export interface TypeContent {
	type: number;
	name: string | null;
}

/** Content of `CONTENT.format`: a mark that begins (value) or ends (null). */
export interface FormatContent {
	name: string;
	value: unknown;
}

export interface ReadStruct {
	client: number;
	clock: number;
	length: number;
	/** One of `CONTENT`. */
	ref: number;
	origin: StructId | null;
	rightOrigin: StructId | null;
	/** Where neither neighbour is given: the root's name, or the id of the struct that holds the parent type. */
	parentRoot: string | null;
	parentId: StructId | null;
	/** Key in the parent's map; only with a parent, since neighbours bring their own. */
	key: string | null;
	/** Values of `any`, text of `string`, `FormatContent`, `TypeContent`; undefined for kinds that are never let in. */
	content: unknown;
}

/** The structs of one client, consecutive in clocks. */
export interface Section {
	client: number;
	structs: ReadStruct[];
	/** First clock, and the clock behind the last struct. */
	from: number;
	to: number;
}

export interface DeleteRange {
	client: number;
	clock: number;
	length: number;
}

export interface ReadUpdate {
	sections: Section[];
	deletes: DeleteRange[];
}

export interface ReadLimits {
	bytes: number;
	/** Client sections; a full state has one for every session that ever wrote. */
	sections: number;
	structs: number;
	ranges: number;
}

/** The byte limits of frames are the connection's; these keep a frame of any size from costing more than its bytes. */
export const READ_LIMITS: ReadLimits = {
	bytes: 16 << 20,
	sections: 65_536,
	structs: 500_000,
	ranges: 500_000,
};

/** Yjs clocks are kept below 2^31 so that lengths and clocks never lose precision. */
const MAX_CLOCK = 0x7fffffff;
const MAX_CLIENT = 0xffffffff;

const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_KEY = 0x20;
const REF_BITS = 0x1f;

const readVarUint = decoding.readVarUint;
const readVarString = readText;

/**
 * @throws MalformedUpdate for anything an honest Yjs client cannot have written, and beyond the limits
 */
export function readUpdate(bytes: Uint8Array, limits: ReadLimits = READ_LIMITS): ReadUpdate {
	if (bytes.length > limits.bytes) throw new MalformedUpdate('update too large');
	const decoder = decoding.createDecoder(bytes);
	try {
		const sections = readSections(decoder, limits);
		const deletes = readDeletes(decoder, limits);
		if (decoder.pos !== bytes.length) throw new MalformedUpdate('trailing bytes');
		return { sections, deletes };
	} catch (error) {
		if (error instanceof MalformedUpdate) throw error;
		throw new MalformedUpdate(error instanceof Error ? error.message : 'unreadable', { cause: error });
	}
}

function readSections(decoder: decoding.Decoder, limits: ReadLimits): Section[] {
	const count = readVarUint(decoder);
	if (count > limits.sections) throw new MalformedUpdate('too many client sections');
	const sections: Section[] = [];
	// Two sections of one client are read differently by applyUpdate (the last) and decodeUpdate (both).
	const seen = count > 1 ? new Set<number>() : null;
	let total = 0;
	for (let i = 0; i < count; i++) {
		const structs = readVarUint(decoder);
		total += structs;
		if (total > limits.structs) throw new MalformedUpdate('too many structs');
		if (structs === 0) throw new MalformedUpdate('empty client section');
		const section = readSection(decoder, structs);
		if (seen) {
			if (seen.has(section.client)) throw new MalformedUpdate('client section repeated');
			seen.add(section.client);
		}
		sections.push(section);
	}
	return sections;
}

function readSection(decoder: decoding.Decoder, count: number): Section {
	const client = readClient(decoder);
	const from = readVarUint(decoder);
	let clock = from;
	const structs: ReadStruct[] = [];
	for (let i = 0; i < count; i++) {
		const struct = readStruct(decoder, client, clock);
		clock += struct.length;
		if (clock > MAX_CLOCK) throw new MalformedUpdate('clock out of range');
		structs.push(struct);
	}
	return { client, structs, from, to: clock };
}

function readClient(decoder: decoding.Decoder): number {
	const client = readVarUint(decoder);
	if (client > MAX_CLIENT) throw new MalformedUpdate('client id out of range');
	return client;
}

const readId = (decoder: decoding.Decoder): StructId => ({
	client: readClient(decoder),
	clock: readVarUint(decoder),
});

function readStruct(decoder: decoding.Decoder, client: number, clock: number): ReadStruct {
	const info = decoding.readUint8(decoder);
	const ref = info & REF_BITS;
	const struct: ReadStruct = {
		client,
		clock,
		length: 0,
		ref,
		origin: null,
		rightOrigin: null,
		parentRoot: null,
		parentId: null,
		key: null,
		content: undefined,
	};
	if (ref === CONTENT.gc || ref === CONTENT.skip) {
		// With flags set, applyUpdate and decodeUpdate disagree about what this is.
		if (info !== ref) throw new MalformedUpdate('flags on GC or Skip');
		struct.length = readVarUint(decoder);
	} else {
		readPosition(decoder, info, struct);
		readContent(decoder, struct);
	}
	if (!(struct.length > 0)) throw new MalformedUpdate('empty struct');
	return struct;
}

function readPosition(decoder: decoding.Decoder, info: number, struct: ReadStruct): void {
	if ((info & HAS_ORIGIN) !== 0) struct.origin = readId(decoder);
	if ((info & HAS_RIGHT_ORIGIN) !== 0) struct.rightOrigin = readId(decoder);
	if (struct.origin !== null || struct.rightOrigin !== null) return;
	const parentKind = readVarUint(decoder);
	if (parentKind === 1) struct.parentRoot = readVarString(decoder);
	else if (parentKind === 0) struct.parentId = readId(decoder);
	else throw new MalformedUpdate('unknown kind of parent');
	if ((info & HAS_KEY) !== 0) struct.key = readVarString(decoder);
}

/** Sets length and content. Kinds that no path may hold are read for their length and their harm alone. */
function readContent(decoder: decoding.Decoder, struct: ReadStruct): void {
	struct.length = 1;
	switch (struct.ref) {
		case CONTENT.deleted:
			struct.length = readVarUint(decoder);
			return;
		case CONTENT.string: {
			const text = readVarString(decoder);
			struct.content = text;
			struct.length = text.length;
			return;
		}
		case CONTENT.any:
			struct.length = readVarUint(decoder);
			struct.content = readValues(decoder, struct.length);
			return;
		case CONTENT.format: {
			const name = readVarString(decoder);
			struct.content = { name, value: readJson(decoder) } satisfies FormatContent;
			return;
		}
		case CONTENT.type:
			struct.content = readType(decoder);
			return;
		case CONTENT.json:
			struct.length = readVarUint(decoder);
			for (let i = 0; i < struct.length; i++) readLegacyJson(decoder);
			return;
		case CONTENT.embed:
			readJson(decoder);
			return;
		case CONTENT.binary:
			decoding.readVarUint8Array(decoder);
			return;
		case CONTENT.document:
			readVarString(decoder);
			readPlain(decoder);
			return;
		default:
			throw new MalformedUpdate(`unknown content ${struct.ref}`);
	}
}

function readValues(decoder: decoding.Decoder, count: number): unknown[] {
	const values: unknown[] = [];
	// The count is the sender's word; running out of bytes ends it.
	for (let i = 0; i < count; i++) values.push(readPlain(decoder));
	return values;
}

const readJson = (decoder: decoding.Decoder): unknown => checkPlain(JSON.parse(readVarString(decoder)));

function readLegacyJson(decoder: decoding.Decoder): void {
	const text = readVarString(decoder);
	if (text !== 'undefined') checkPlain(JSON.parse(text));
}

function readType(decoder: decoding.Decoder): TypeContent {
	const type = readVarUint(decoder);
	if (type > TYPE_REF.xmlText) throw new MalformedUpdate('unknown type');
	const named = type === TYPE_REF.xmlElement || type === TYPE_REF.xmlHook;
	return { type, name: named ? readVarString(decoder) : null };
}

function readDeletes(decoder: decoding.Decoder, limits: ReadLimits): DeleteRange[] {
	const clients = readVarUint(decoder);
	const ranges: DeleteRange[] = [];
	const seen = clients > 1 ? new Set<number>() : null;
	for (let i = 0; i < clients; i++) {
		const client = readClient(decoder);
		if (seen?.has(client)) throw new MalformedUpdate('client of deletions repeated');
		seen?.add(client);
		const count = readVarUint(decoder);
		if (ranges.length + count > limits.ranges) throw new MalformedUpdate('too many delete ranges');
		let end = 0;
		for (let j = 0; j < count; j++) {
			const range = readRange(decoder, client);
			// Yjs writes them in order; ranges that cover one another would cost their product.
			if (range.clock < end) throw new MalformedUpdate('delete ranges out of order');
			end = range.clock + range.length;
			ranges.push(range);
		}
	}
	return ranges;
}

function readRange(decoder: decoding.Decoder, client: number): DeleteRange {
	const clock = readVarUint(decoder);
	const length = readVarUint(decoder);
	// An empty range deletes nothing, yet yjs splits a struct at it, and a split inside a surrogate pair spoils both halves.
	if (length === 0) throw new MalformedUpdate('empty delete range');
	if (clock + length > MAX_CLOCK) throw new MalformedUpdate('delete range out of bounds');
	return { client, clock, length };
}

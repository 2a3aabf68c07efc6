/**
 * Writes Yjs updates (format v1) struct by struct, as no honest client would: the attacker's tool of the tests.
 * What it writes is well-formed byte for byte; whether it makes sense is the caller's choice.
 */
import * as encoding from 'lib0/encoding';

export type Id = readonly [client: number, clock: number];

export type ForgedContent =
	| { any: readonly unknown[] }
	| { string: string }
	| { format: readonly [name: string, value: unknown] }
	| { type: number; name?: string }
	| { deleted: number }
	| { gc: number }
	| { skip: number }
	| { json: readonly unknown[] }
	| { binary: Uint8Array }
	| { embed: unknown }
	| { document: string };

export interface ForgedStruct {
	content: ForgedContent;
	origin?: Id | undefined;
	right?: Id | undefined;
	/** A root's name or the id of the struct that holds the parent. Only written when there is no neighbour. */
	parent?: string | Id | undefined;
	key?: string | undefined;
}

export interface ForgedSection {
	client: number;
	clock?: number;
	structs: readonly ForgedStruct[];
}

/** client → ranges of [clock, length] */
export type ForgedDeletes = Readonly<Record<number, readonly (readonly [number, number])[]>>;

export function forge(sections: readonly ForgedSection[], deletes: ForgedDeletes = {}): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, sections.length);
	for (const { client, clock = 0, structs } of sections) {
		encoding.writeVarUint(encoder, structs.length);
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, clock);
		for (const struct of structs) writeStruct(encoder, struct);
	}
	const clients = Object.entries(deletes);
	encoding.writeVarUint(encoder, clients.length);
	for (const [client, ranges] of clients) {
		encoding.writeVarUint(encoder, Number(client));
		encoding.writeVarUint(encoder, ranges.length);
		for (const [clock, length] of ranges) {
			encoding.writeVarUint(encoder, clock);
			encoding.writeVarUint(encoder, length);
		}
	}
	return encoding.toUint8Array(encoder);
}

/** One struct of one client: the shortest forged update. */
export const forgeOne = (client: number, clock: number, struct: ForgedStruct): Uint8Array =>
	forge([{ client, clock, structs: [struct] }]);

function writeStruct(encoder: encoding.Encoder, struct: ForgedStruct): void {
	const { content, origin, right, parent, key } = struct;
	const ref = refOf(content);
	if ('gc' in content || 'skip' in content) {
		encoding.writeUint8(encoder, ref);
		encoding.writeVarUint(encoder, 'gc' in content ? content.gc : content.skip);
		return;
	}
	const alone = !origin && !right;
	encoding.writeUint8(
		encoder,
		ref | (origin ? 0x80 : 0) | (right ? 0x40 : 0) | (key === undefined ? 0 : 0x20),
	);
	if (origin) writeId(encoder, origin);
	if (right) writeId(encoder, right);
	if (alone) {
		encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0);
		if (typeof parent === 'string') encoding.writeVarString(encoder, parent);
		else writeId(encoder, parent ?? [0, 0]);
		if (key !== undefined) encoding.writeVarString(encoder, key);
	}
	writeContent(encoder, content);
}

function writeId(encoder: encoding.Encoder, [client, clock]: Id): void {
	encoding.writeVarUint(encoder, client);
	encoding.writeVarUint(encoder, clock);
}

const REFS = {
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

const refOf = (content: ForgedContent): number =>
	REFS[(Object.keys(REFS) as (keyof typeof REFS)[]).find((kind) => kind in content)!];

function writeContent(encoder: encoding.Encoder, content: ForgedContent): void {
	if ('any' in content) {
		encoding.writeVarUint(encoder, content.any.length);
		for (const value of content.any) encoding.writeAny(encoder, value as encoding.AnyEncodable);
	} else if ('string' in content) encoding.writeVarString(encoder, content.string);
	else if ('format' in content) {
		encoding.writeVarString(encoder, content.format[0]);
		encoding.writeVarString(encoder, JSON.stringify(content.format[1]));
	} else if ('type' in content) {
		encoding.writeVarUint(encoder, content.type);
		if (content.name !== undefined) encoding.writeVarString(encoder, content.name);
	} else if ('deleted' in content) encoding.writeVarUint(encoder, content.deleted);
	else if ('json' in content) {
		encoding.writeVarUint(encoder, content.json.length);
		for (const value of content.json) encoding.writeVarString(encoder, JSON.stringify(value));
	} else if ('binary' in content) encoding.writeVarUint8Array(encoder, content.binary);
	else if ('embed' in content) encoding.writeVarString(encoder, JSON.stringify(content.embed));
	else if ('document' in content) {
		encoding.writeVarString(encoder, content.document);
		encoding.writeAny(encoder, {});
	}
}

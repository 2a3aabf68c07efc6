/**
 * The values inside an update, read as lib0's `readAny` does but with a limit to their depth and without the keys
 * that give a JavaScript object another prototype.
 */
import * as decoding from 'lib0/decoding';
import { MalformedUpdate } from './malformed.ts';
import { readText } from './reader-text.ts';

/** Our own values are two deep. */
const MAX_DEPTH = 12;

/** lib0's type bytes. */
const ANY = {
	undefined: 127,
	null: 126,
	integer: 125,
	float32: 124,
	float64: 123,
	bigint: 122,
	false: 121,
	true: 120,
	string: 119,
	object: 118,
	array: 117,
	bytes: 116,
} as const;

function checkKey(key: string): void {
	if (key === '__proto__' || key === 'constructor' || key === 'prototype') {
		throw new MalformedUpdate('forbidden key');
	}
}

/** @throws MalformedUpdate when nested too deeply or with a forbidden key */
export function readPlain(decoder: decoding.Decoder, depth = 0): unknown {
	if (depth > MAX_DEPTH) throw new MalformedUpdate('value nested too deeply');
	const type = decoding.readUint8(decoder);
	switch (type) {
		case ANY.undefined:
			return undefined;
		case ANY.null:
			return null;
		case ANY.integer:
			return decoding.readVarInt(decoder);
		case ANY.float32:
			return decoding.readFloat32(decoder);
		case ANY.float64:
			return decoding.readFloat64(decoder);
		case ANY.bigint:
			return decoding.readBigInt64(decoder);
		case ANY.false:
			return false;
		case ANY.true:
			return true;
		case ANY.string:
			return readText(decoder);
		case ANY.object:
			return readObject(decoder, depth);
		case ANY.array:
			return readArray(decoder, depth);
		case ANY.bytes:
			return decoding.readVarUint8Array(decoder);
		default:
			throw new MalformedUpdate(`unknown value ${type}`);
	}
}

function readObject(decoder: decoding.Decoder, depth: number): Record<string, unknown> {
	const count = decoding.readVarUint(decoder);
	const object: Record<string, unknown> = {};
	for (let i = 0; i < count; i++) {
		const key = readText(decoder);
		checkKey(key);
		object[key] = readPlain(decoder, depth + 1);
	}
	return object;
}

function readArray(decoder: decoding.Decoder, depth: number): unknown[] {
	const count = decoding.readVarUint(decoder);
	const values: unknown[] = [];
	for (let i = 0; i < count; i++) values.push(readPlain(decoder, depth + 1));
	return values;
}

/** The same limits for what JSON.parse has made; gives the value back. */
export function checkPlain(value: unknown, depth = 0): unknown {
	if (depth > MAX_DEPTH) throw new MalformedUpdate('value nested too deeply');
	if (typeof value !== 'object' || value === null) return value;
	for (const [key, inner] of Object.entries(value)) {
		checkKey(key);
		checkPlain(inner, depth + 1);
	}
	return value;
}

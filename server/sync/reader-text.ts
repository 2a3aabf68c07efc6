/** Reads strings as lib0 does. Most of ours are a few ASCII letters, which need no call into the decoder of the platform. */
import * as decoding from 'lib0/decoding';

const SHORT = 24;

export function readText(decoder: decoding.Decoder): string {
	const start = decoder.pos;
	const length = decoding.readVarUint(decoder);
	const { arr, pos } = decoder;
	const end = pos + length;
	if (length <= SHORT && end <= arr.length) {
		let text = '';
		let i = pos;
		for (; i < end; i++) {
			const byte = arr[i]!;
			if (byte >= 0x80) break;
			text += String.fromCharCode(byte);
		}
		if (i === end) {
			decoder.pos = end;
			return text;
		}
	}
	decoder.pos = start;
	return decoding.readVarString(decoder);
}

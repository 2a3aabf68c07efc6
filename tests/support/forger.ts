/**
 * Writes forged updates at random that look at home in a given document: ids that exist or nearly do, clocks around
 * the present one, every kind of content, parents of every sort, deletions here and there. Seeded.
 */
import * as Y from 'yjs';
import { forge, type ForgedContent, type ForgedSection, type ForgedStruct, type Id } from './forge.ts';
import { ANN_ID, AT, BOB_ID, LEA_ID } from './furnished-room.ts';
import type { Random } from './seeded-random.ts';

const CLIENTS = [ANN_ID, BOB_ID, LEA_ID, 0xffffffff, 404, 405];
const ROOTS = [
	'scores',
	'findings',
	'threads',
	'messages',
	'text:sub:1.1',
	'text:area:1:summary',
	'junk',
	'text:junk',
];
const KEYS = ['1.1/ann', '1.1/bob', '1.2/ann', 'f1', 't1', 't1/bob/m1', 'level', 'x'];
const NAMES = ['paragraph', 'heading', 'list_item', 'bullet_list', 'script'];

export class Forger {
	readonly #random: Random;
	readonly #doc: Y.Doc;
	readonly #ids: Id[] = [];

	constructor(random: Random, doc: Y.Doc) {
		this.#random = random;
		this.#doc = doc;
		for (const structs of doc.store.clients.values()) {
			for (const { id, length } of structs) {
				this.#ids.push(
					[id.client, id.clock],
					[id.client, id.clock + length - 1],
					[id.client, id.clock + (length >> 1)],
				);
			}
		}
	}

	update(): Uint8Array {
		const random = this.#random;
		const clients = random.sample(CLIENTS, 1 + random.below(3));
		const sections = random.chance(0.9) ? clients.map((client) => this.#section(client)) : [];
		return forge(sections, random.chance(0.4) ? this.#deletes() : {});
	}

	#section(client: number): ForgedSection {
		const random = this.#random;
		const state = Y.getState(this.#doc.store, client);
		const clock = Math.max(0, state + (random.chance(0.75) ? 0 : random.below(7) - 4));
		const structs: ForgedStruct[] = [];
		let at = clock;
		for (let i = 1 + random.below(4); i > 0; i--) {
			const struct = this.#struct(client, at);
			structs.push(struct);
			at += lengthOf(struct.content);
		}
		return { client, clock, structs };
	}

	#struct(client: number, clock: number): ForgedStruct {
		const random = this.#random;
		const content = this.#content();
		if (random.chance(0.45)) {
			const both = random.chance(0.3);
			return {
				content,
				origin: both || random.chance(0.7) ? this.#id(client, clock) : undefined,
				right: both || random.chance(0.3) ? this.#id(client, clock) : undefined,
				parent: 'scores',
				key: random.chance(0.1) ? 'x' : undefined,
			};
		}
		return {
			content,
			parent: random.chance(0.6) ? random.pick(ROOTS) : this.#id(client, clock),
			key: random.chance(0.6) ? random.pick(KEYS) : undefined,
		};
	}

	#id(client: number, clock: number): Id {
		const random = this.#random;
		if (random.chance(0.2)) return [client, Math.max(0, clock - 1 - random.below(3))];
		if (random.chance(0.05)) return [random.pick(CLIENTS), random.below(60)];
		return random.pick(this.#ids);
	}

	#content(): ForgedContent {
		const random = this.#random;
		return random.pick<() => ForgedContent>([
			() => ({ any: [{ points: random.below(30) }] }),
			() => ({ any: [1, 2, 3].slice(0, 1 + random.below(3)) }),
			() => ({ any: [{ on: 'x', class: 'fact', by: 'ann', at: AT }] }),
			() => ({ string: random.pick(['a', 'hej', '😀', 'a😀b']) }),
			() => ({ format: ['strong', random.pick([{}, null])] }),
			() => ({ type: 3, name: random.pick(NAMES) }),
			() => ({ type: random.pick([0, 1, 2, 4, 6]) }),
			() => ({ deleted: 1 + random.below(3) }),
			() => ({ gc: 1 + random.below(3) }),
			() => ({ skip: 1 + random.below(2) }),
			() => ({ embed: { x: 1 } }),
			() => ({ binary: Uint8Array.of(1) }),
			() => ({ document: 'guid' }),
			() => ({ json: [1, { a: 2 }] }),
		])();
	}

	#deletes(): Record<number, (readonly [number, number])[]> {
		const random = this.#random;
		const client = random.pick(CLIENTS);
		const state = Y.getState(this.#doc.store, client);
		const clock = random.below(Math.max(1, state));
		return { [client]: [[clock, 1 + random.below(random.chance(0.9) ? Math.max(1, state - clock) : 50)]] };
	}
}

const lengthOf = (content: ForgedContent): number => {
	if ('any' in content) return content.any.length;
	if ('json' in content) return content.json.length;
	if ('string' in content) return content.string.length;
	if ('deleted' in content) return content.deleted;
	if ('gc' in content) return content.gc;
	return 'skip' in content ? content.skip : 1;
};

/** A byte changed, cut off or added somewhere. */
export function mutate(random: Random, update: Uint8Array): Uint8Array {
	const mutated = update.slice();
	for (let i = 1 + random.below(3); i > 0; i--) mutated[random.below(mutated.length)] = random.below(256);
	return random.chance(0.1) ? mutated.subarray(0, random.below(mutated.length)) : mutated;
}

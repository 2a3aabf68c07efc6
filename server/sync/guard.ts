/**
 * What an update would touch, found without integrating it. Mirrors `Item.getMissing`, `Item.integrate` and
 * `integrateStructs` of yjs 13.6.33: each new struct gets its container and key from its left or right neighbour
 * or its parent on the wire, each deleted range the containers of what it deletes. Nothing is ever guessed: what
 * depends on something that is not here makes the whole update unresolved.
 */
import * as Y from 'yjs';
import { containerOf, containerOfRoot, containerWithin, type Container } from './containers.ts';
import { MalformedUpdate } from './malformed.ts';
import {
	CONTENT,
	type DeleteRange,
	type ReadStruct,
	type ReadUpdate,
	type Section,
	type StructId,
	type TypeContent,
} from './reader.ts';

type Stored = Y.Item | Y.GC;

/** A place in the document tree: a container and, in maps and for attributes, a key. */
interface Position {
	container: Container;
	key: string | null;
	/** The container this struct itself makes, when it holds a type. */
	child: Container | null;
}

/** One effect of the update on something visible. */
export type Touch =
	| { op: 'insert'; container: Container; key: string | null; struct: ReadStruct }
	| { op: 'delete'; container: Container; key: string | null; item: Y.Item }
	/** A reference that would cut a surrogate pair in two and so spoil a character of the text it points into. */
	| { op: 'split'; container: Container; key: string | null };

/** Clocks of one client that the document does not have yet. */
export interface FreshRange {
	client: number;
	from: number;
	to: number;
}

export interface Inspection {
	touches: Touch[];
	fresh: FreshRange[];
	/** Something in it depends on what is neither here nor in the update. */
	unresolved: boolean;
}

const FEW_LANES = 8;

/** A client's section on its way into the document. */
interface Lane {
	section: Section;
	/** First clock the document lacks. */
	known: number;
	/** First clock that is neither in the document nor placed yet. */
	state: number;
	/** Index of the next struct to place. */
	next: number;
	/** Of the structs placed so far; null for those without effect. */
	positions: (Position | null)[];
}

/** Whether anything in the update could be new, judged by clocks and deletions alone. */
export function isKnown(doc: Y.Doc, update: ReadUpdate): boolean {
	return (
		update.sections.every((section) => section.to <= stateOf(doc, section.client)) &&
		update.deletes.every((range) => isDeleted(doc, range))
	);
}

/** The clocks each client would gain, by the update's own words; cheap enough to ask before anything else. */
export const claimedRanges = (doc: Y.Doc, update: ReadUpdate): FreshRange[] =>
	update.sections
		.map(({ client, to }) => ({ client, from: stateOf(doc, client), to }))
		.filter(({ from, to }) => to > from);

/** Whether it tells of clocks that are here already, as a client does that was asked twice, or one that tells otherwise. */
export const overlaps = (doc: Y.Doc, update: ReadUpdate): boolean =>
	update.sections.some(({ client, from }) => from < stateOf(doc, client));

/** @throws MalformedUpdate for what yjs would choke on or take for something it is not */
export const inspect = (doc: Y.Doc, update: ReadUpdate): Inspection => new Simulation(doc, update).run();

class Simulation {
	readonly #doc: Y.Doc;
	readonly #update: ReadUpdate;
	readonly #lanes: Lane[];
	readonly #touches: Touch[] = [];
	/** Only where going through the lanes would take longer. */
	readonly #laneByClient: Map<number, Lane> | null;
	#deletesByClient: Map<number, DeleteRange[]> | null = null;

	constructor(doc: Y.Doc, update: ReadUpdate) {
		this.#doc = doc;
		this.#update = update;
		this.#lanes = update.sections.map((section) => {
			const known = stateOf(doc, section.client);
			return { section, known, state: known, next: 0, positions: [] };
		});
		this.#laneByClient =
			this.#lanes.length > FEW_LANES ? new Map(this.#lanes.map((lane) => [lane.section.client, lane])) : null;
	}

	run(): Inspection {
		const placed = this.#placeAll();
		const resolvable = this.#deleteAll();
		return {
			touches: this.#touches,
			fresh: this.#lanes
				.filter((lane) => lane.state > lane.known)
				.map((lane) => ({ client: lane.section.client, from: lane.known, to: lane.state })),
			unresolved: !placed || !resolvable,
		};
	}

	/** Sections may depend on one another: goes round until nothing moves. True when nothing is left. */
	#placeAll(): boolean {
		for (;;) {
			let moved = false;
			let left = false;
			for (const lane of this.#lanes) {
				if (this.#advance(lane)) moved = true;
				if (lane.next < lane.section.structs.length) left = true;
			}
			if (!left) return true;
			if (!moved) return false;
		}
	}

	#advance(lane: Lane): boolean {
		const { structs } = lane.section;
		const start = lane.next;
		while (lane.next < structs.length) {
			const struct = structs[lane.next]!;
			if (struct.ref === CONTENT.skip) lane.positions.push(null);
			else if (!this.#place(lane, struct)) break;
			lane.next++;
		}
		return lane.next > start;
	}

	/** False when something it depends on is not here (yet). */
	#place(lane: Lane, struct: ReadStruct): boolean {
		if (struct.clock > lane.state || !this.#isReady(struct)) return false;
		const end = struct.clock + struct.length;
		const position = this.#positionOf(struct);
		if (end <= lane.state) {
			// Known already: yjs takes nothing from it, though reading it makes the root it names.
			if (struct.parentRoot !== null && !this.#doc.share.has(struct.parentRoot)) {
				throw new MalformedUpdate('known struct in an unknown root');
			}
			lane.positions.push(null);
			return true;
		}
		if (struct.clock < lane.state) this.#checkOverlap(lane, position);
		if (position !== null) {
			this.#checkMapEntry(struct, position);
			if (struct.ref === CONTENT.type) {
				position.child = containerWithin(position.container, struct.content as TypeContent);
			}
			this.#touches.push({ op: 'insert', container: position.container, key: position.key, struct });
		}
		lane.positions.push(position);
		lane.state = end;
		return true;
	}

	#isReady({ client, clock, origin, rightOrigin, parentId }: ReadStruct): boolean {
		return (
			(origin === null || this.#isHere(client, clock, origin)) &&
			(rightOrigin === null || this.#isHere(client, clock, rightOrigin)) &&
			(parentId === null || this.#isHere(client, clock, parentId))
		);
	}

	#isHere(client: number, clock: number, id: StructId): boolean {
		if (id.client !== client)
			return id.clock < (this.#laneOf(id.client)?.state ?? stateOf(this.#doc, id.client));
		// yjs does not check these and throws in the middle of its transaction.
		if (id.clock >= clock) throw new MalformedUpdate('struct refers to itself or to its own future');
		return true;
	}

	/** As `Item.getMissing`: the left neighbour's place, else the right one's, else the parent's; null is no place. */
	#positionOf(struct: ReadStruct): Position | null {
		if (struct.ref === CONTENT.gc) return null;
		if (struct.origin !== null || struct.rightOrigin !== null) {
			const left = struct.origin === null ? undefined : this.#neighbour(struct.origin, 1);
			const right = struct.rightOrigin === null ? undefined : this.#neighbour(struct.rightOrigin, 0);
			if (left === null || right === null) return null;
			const beside = left ?? right!;
			return { container: beside.container, key: beside.key, child: null };
		}
		const container =
			struct.parentRoot !== null
				? containerOfRoot(this.#doc, struct.parentRoot)
				: this.#containerAt(struct.parentId!);
		return container && { container, key: struct.key, child: null };
	}

	/** The place of a neighbour; yjs splits it `after` characters behind the id. Null: it is gone. */
	#neighbour(id: StructId, after: 0 | 1): Position | null {
		const stored = storedAt(this.#doc, id);
		if (stored === undefined) return this.#placedAt(id);
		if (!(stored instanceof Y.Item)) return null;
		const container = containerOf(this.#doc, stored.parent as Y.AbstractType<unknown>);
		if (cutsPair(stored, id.clock - stored.id.clock + after)) {
			this.#touches.push({ op: 'split', container, key: stored.parentSub });
		}
		return { container, key: stored.parentSub, child: null };
	}

	/** The container that the struct at this id holds; null where it holds none (any more). */
	#containerAt(id: StructId): Container | null {
		const stored = storedAt(this.#doc, id);
		if (stored === undefined) return this.#placedAt(id)?.child ?? null;
		return stored instanceof Y.Item && stored.content instanceof Y.ContentType
			? containerOf(this.#doc, stored.content.type as Y.AbstractType<unknown>)
			: null;
	}

	/** A struct of this update that was placed before. */
	#placedAt(id: StructId): Position | null {
		const lane = this.#laneOf(id.client)!;
		return lane.positions[indexAt(lane.section.structs, id.clock, clockOfRead)] ?? null;
	}

	/**
	 * A struct whose first clocks are known keeps the place the wire gives it, while its rest is linked behind the
	 * author's previous struct. Only honest where both are the same place.
	 */
	#checkOverlap(lane: Lane, position: Position | null): void {
		const previous = this.#neighbour({ client: lane.section.client, clock: lane.state - 1 }, 1);
		const same =
			position === null
				? previous === null
				: previous !== null && previous.container === position.container && previous.key === position.key;
		if (!same) throw new MalformedUpdate('overlapping struct changes its place');
	}

	/** Live map entries have length 1; a longer one makes yjs throw when its container goes. History may be longer. */
	#checkMapEntry(struct: ReadStruct, position: Position): void {
		if (position.key === null || struct.length === 1 || struct.ref === CONTENT.deleted) return;
		if (!this.#isDeletedHere(struct)) throw new MalformedUpdate('live map entry longer than one');
	}

	#isDeletedHere({ client, clock, length }: ReadStruct): boolean {
		this.#deletesByClient ??= Map.groupBy(this.#update.deletes, (range) => range.client);
		const ranges = this.#deletesByClient.get(client);
		const range = ranges?.[indexAt(ranges, clock, clockOfRead)];
		return range !== undefined && range.clock <= clock && range.clock + range.length >= clock + length;
	}

	/** False when a range reaches what is not here. */
	#deleteAll(): boolean {
		let resolvable = true;
		for (const range of this.#update.deletes) {
			const { client, clock, length } = range;
			if (clock + length > (this.#laneOf(client)?.state ?? stateOf(this.#doc, client))) resolvable = false;
			forEachLive(this.#doc, range, (item) => {
				const container = containerOf(this.#doc, item.parent as Y.AbstractType<unknown>);
				this.#touches.push({ op: 'delete', container, key: item.parentSub, item });
			});
		}
		return resolvable;
	}

	#laneOf(client: number): Lane | undefined {
		if (this.#laneByClient !== null) return this.#laneByClient.get(client);
		for (const lane of this.#lanes) if (lane.section.client === client) return lane;
		return undefined;
	}
}

const structsOf = (doc: Y.Doc, client: number): readonly Stored[] | undefined =>
	doc.store.clients.get(client);

export function stateOf(doc: Y.Doc, client: number): number {
	const last = structsOf(doc, client)?.at(-1);
	return last === undefined ? 0 : last.id.clock + last.length;
}

const clockOfStored = (struct: Stored): number => struct.id.clock;
const clockOfRead = (read: { clock: number }): number => read.clock;

/** Index of the last struct that begins at or before the clock; structs are consecutive. */
function indexAt<T>(structs: readonly T[], clock: number, clockOf: (struct: T) => number): number {
	let low = 0;
	let high = structs.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (clockOf(structs[middle]!) <= clock) low = middle;
		else high = middle - 1;
	}
	return low;
}

/** The struct of the document that covers an id; undefined beyond what the document has. */
function storedAt(doc: Y.Doc, id: StructId): Stored | undefined {
	const structs = structsOf(doc, id.client);
	if (structs === undefined || id.clock >= stateOf(doc, id.client)) return undefined;
	return structs[indexAt(structs, id.clock, clockOfStored)];
}

/** The items of a range that still show; the visitor ends the walk by returning true. */
function forEachLive(
	doc: Y.Doc,
	{ client, clock, length }: DeleteRange,
	visit: (item: Y.Item) => boolean | void,
): void {
	const structs = structsOf(doc, client);
	if (structs === undefined || clock >= stateOf(doc, client)) return;
	for (let i = indexAt(structs, clock, clockOfStored); i < structs.length; i++) {
		const struct = structs[i]!;
		if (struct.id.clock >= clock + length) return;
		if (struct instanceof Y.Item && !struct.deleted && visit(struct)) return;
	}
}

function isDeleted(doc: Y.Doc, range: DeleteRange): boolean {
	if (range.clock + range.length > stateOf(doc, range.client)) return false;
	let deleted = true;
	forEachLive(doc, range, () => {
		deleted = false;
		return true;
	});
	return deleted;
}

/** Whether a split at this offset would fall inside a surrogate pair. */
function cutsPair(item: Y.Item, offset: number): boolean {
	if (offset === 0 || offset === item.length || !(item.content instanceof Y.ContentString)) return false;
	const before = item.content.str.charCodeAt(offset - 1);
	return before >= 0xd800 && before <= 0xdbff;
}

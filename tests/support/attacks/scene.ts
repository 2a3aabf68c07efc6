/** Where an attack takes place, and the short words attacks are written in. */
import type * as Y from 'yjs';
import { forge, forgeOne, type ForgedContent, type ForgedDeletes, type ForgedStruct } from '../forge.ts';
import { clockOf, idAt } from '../furnished-room.ts';

export interface Party {
	userId: string;
	clientId: number;
}

/** A furnished room in calibration, scored openly. Ann attacks unless said otherwise; Bob is who it is done to. */
export interface Scene {
	doc: Y.Doc;
	ann: Party;
	bob: Party;
	lea: Party;
}

export type Attacker = 'ann' | 'lea' | 'oda' | 'rut';

export interface Attack {
	name: string;
	/** The refusal's code, `malformed` or `unresolved`. */
	expected: string;
	attacker?: Attacker;
	forge: (scene: Scene) => Uint8Array;
}

export const AT = '2026-11-02T10:00:00.000Z';
export const TEXT = 'text:sub:1.1';
export const SERVER_ID = 0xffffffff;
/** An id nobody has used. */
export const UNKNOWN_ID = 999;

export const score = (points: unknown): ForgedContent => ({ any: [{ points }] });

/** These structs as Ann's next. */
export const write = (
	{ doc, ann }: Scene,
	structs: readonly ForgedStruct[],
	deletes: ForgedDeletes = {},
): Uint8Array => forge([{ client: ann.clientId, clock: clockOf(doc, ann.clientId), structs }], deletes);

/** Content at a key, by name. */
export const put =
	(
		root: string,
		key: string | ((scene: Scene) => string),
		content: ForgedContent | ((scene: Scene) => ForgedContent),
	) =>
	(scene: Scene): Uint8Array =>
		write(scene, [
			{
				content: typeof content === 'function' ? content(scene) : content,
				parent: root,
				key: typeof key === 'function' ? key(scene) : key,
			},
		]);

/** Content as Ann's own score of 1.2. */
export const ownScore = (content: ForgedContent): ((scene: Scene) => Uint8Array) =>
	put('scores', ({ ann }) => `1.2/${ann.userId}`, content);

/** Content in place of what is at a key, through its origin. */
export const replace =
	(root: string, key: (scene: Scene) => string, content: (scene: Scene) => ForgedContent) =>
	(scene: Scene): Uint8Array =>
		write(scene, [{ content: content(scene), origin: idAt(scene.doc, root, key(scene)) }]);

/** The deletion of what is at a key. */
export const erase =
	(root: string, key: (scene: Scene) => string) =>
	(scene: Scene): Uint8Array => {
		const [client, clock] = idAt(scene.doc, root, key(scene));
		return forge([], { [client]: [[clock, 1]] });
	};

/** One struct of an id nobody has used. */
export const asNobody =
	(struct: (scene: Scene) => ForgedStruct) =>
	(scene: Scene): Uint8Array =>
		forgeOne(UNKNOWN_ID, 0, struct(scene));

export const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

export const bobsScore = ({ bob }: Scene): string => `1.1/${bob.userId}`;

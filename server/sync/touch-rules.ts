/**
 * Judges what an update would touch: each touched path is given its meaning, the actor's right to it, and for what
 * is put there, whether it is a value or a piece of rich text that belongs there.
 */
import type * as Y from 'yjs';
import { parseMapPlace, parseTextPlace } from '#document/paths.ts';
import { mayHold, ROOT_NODE, type TextPart } from '#document/rich-text-check.ts';
import { isMapRoot, type MapRoot } from '#document/roots.ts';
import { isValue } from '#document/values.ts';
import {
	decide,
	mayWrite,
	type DocumentActor,
	type RoomRules,
	type RuleRefusal,
	type ValueFacts,
	type Verdict,
} from '#domain/permissions/document-rules.ts';
import type { Touch } from './guard.ts';
import { CONTENT, TYPE_REF, type FormatContent, type ReadStruct, type TypeContent } from './reader.ts';
import { isMark, readsTheSameWithout } from './tidying.ts';

/** Refusals of what is put somewhere, rather than of who puts it there. */
export type ContentRefusal = 'value' | 'rich-text' | 'container';

export type Judgement =
	| { kind: 'allowed' }
	/** Nothing but what Yjs tidied up by itself on a client that may not write: not applied, and no fault. */
	| { kind: 'tidying' }
	| { kind: 'refused'; code: RuleRefusal | ContentRefusal; path: string[] };

export const judge = (
	doc: Y.Doc,
	actor: DocumentActor,
	rules: RoomRules,
	touches: readonly Touch[],
): Judgement => new Judge(doc, actor, rules, touches).judge();

/** Up to here, looking through all is faster than making an index. */
const FEW_TOUCHES = 16;

const ALLOWED: Judgement = { kind: 'allowed' };
const TIDYING: Judgement = { kind: 'tidying' };

class Judge {
	readonly #doc: Y.Doc;
	readonly #actor: DocumentActor;
	readonly #rules: RoomRules;
	readonly #touches: readonly Touch[];
	/** The text judged last, and what came out: most updates stay in one. */
	#text = '';
	#textVerdict: Verdict = { ok: false, code: 'unknown-place' };
	#keysSet: Set<string> | null = null;
	/** Marks taken from texts that the actor may not write. */
	#tidied: Y.Item[] | null = null;
	#tidiedFrom: Judgement = ALLOWED;

	constructor(doc: Y.Doc, actor: DocumentActor, rules: RoomRules, touches: readonly Touch[]) {
		this.#doc = doc;
		this.#actor = actor;
		this.#rules = rules;
		this.#touches = touches;
	}

	judge(): Judgement {
		for (const touch of this.#touches) {
			const judgement = this.#judge(touch);
			if (judgement.kind === 'refused') return judgement;
		}
		if (this.#tidied === null) return ALLOWED;
		if (this.#tidied.length === this.#touches.length) return TIDYING;
		return readsTheSameWithout(this.#tidied) ? ALLOWED : this.#tidiedFrom;
	}

	#judge(touch: Touch): Judgement {
		const { root } = touch.container;
		return isMapRoot(root) ? this.#judgeMap(root, touch) : this.#judgeText(root, touch);
	}

	/** Maps are flat: one plain value per key, never a list, never a type of its own. */
	#judgeMap(root: MapRoot, touch: Touch): Judgement {
		const { container, key } = touch;
		if (container.node !== ROOT_NODE || key === null) return refused('container', [root]);
		switch (touch.op) {
			case 'split':
				return refused('container', [root, key]);
			case 'delete':
				return this.#isSet(root, key) ? ALLOWED : this.#judgeKey(root, key, undefined);
			case 'insert':
				return this.#judgeEntry(root, key, touch.struct);
		}
	}

	#judgeEntry(root: MapRoot, key: string, struct: ReadStruct): Judgement {
		if (struct.ref === CONTENT.deleted) return this.#judgeKey(root, key, undefined);
		if (struct.ref !== CONTENT.any) return refused('container', [root, key]);
		for (const value of struct.content as unknown[]) {
			if (!isValue(root, value)) return this.#judgeKey(root, key, undefined, refused('value', [root, key]));
			const judgement = this.#judgeKey(root, key, value);
			if (judgement.kind === 'refused') return judgement;
		}
		return ALLOWED;
	}

	/** Whether this update also puts a value there: the deletion of the value before is then part of the setting. */
	#isSet(root: MapRoot, key: string): boolean {
		if (this.#touches.length <= FEW_TOUCHES) {
			return this.#touches.some(
				(touch) => touch.key === key && touch.container.root === root && setsKey(touch),
			);
		}
		this.#keysSet ??= new Set(this.#touches.filter(setsKey).map(keyPath));
		return this.#keysSet.has(`${root}/${key}`);
	}

	/** The right comes first: who may not write there is told so, whatever the value; `otherwise` is for those who may. */
	#judgeKey(
		root: MapRoot,
		key: string,
		after: ValueFacts | undefined,
		otherwise: Judgement = ALLOWED,
	): Judgement {
		const place = parseMapPlace(root, key);
		if (!place) return refused('unknown-place', [root, key]);
		const before = liveValue(this.#doc, root, key);
		const verdict = decide(this.#actor, this.#rules, { place, before, after });
		return verdict.ok ? otherwise : refused(verdict.code, [root, key]);
	}

	#judgeText(root: string, touch: Touch): Judgement {
		const verdict = this.#verdictOnText(root);
		if (!verdict.ok) {
			const judgement = refused(verdict.code, [root]);
			if (touch.op !== 'delete' || !isMark(touch.item)) return judgement;
			(this.#tidied ??= []).push(touch.item);
			this.#tidiedFrom = judgement;
			return TIDYING;
		}
		if (touch.op !== 'insert') return ALLOWED;
		const { node, depth } = touch.container;
		return mayHold(node, depth, touch.key, partOf(touch.struct, touch.key))
			? ALLOWED
			: refused('rich-text', [root]);
	}

	#verdictOnText(root: string): Verdict {
		if (root !== this.#text) {
			const place = parseTextPlace(root);
			this.#text = root;
			this.#textVerdict = place
				? mayWrite(this.#actor, this.#rules, place)
				: { ok: false, code: 'unknown-place' };
		}
		return this.#textVerdict;
	}
}

const setsKey = (touch: Touch): boolean => touch.op === 'insert' && touch.struct.ref === CONTENT.any;
const keyPath = ({ container, key }: Touch): string => `${container.root}/${key}`;

const refused = (code: RuleRefusal | ContentRefusal, path: string[]): Judgement & { kind: 'refused' } => ({
	kind: 'refused',
	code,
	path,
});

/** The value that readers see at a key now. It passed its schema when it entered. */
function liveValue(doc: Y.Doc, root: MapRoot, key: string): ValueFacts | undefined {
	const item = (doc.share.get(root) as Y.AbstractType<unknown> | undefined)?._map.get(key);
	return item === undefined || item.deleted
		? undefined
		: ((item.content as Y.ContentAny).arr.at(-1) as ValueFacts);
}

function partOf({ ref, content }: ReadStruct, key: string | null): TextPart {
	switch (ref) {
		case CONTENT.string:
			return { kind: 'characters', text: content as string };
		case CONTENT.format:
			return { kind: 'mark', ...(content as FormatContent) };
		case CONTENT.any:
			return key === null ? { kind: 'other' } : { kind: 'attribute', values: content as unknown[] };
		case CONTENT.deleted:
			return { kind: 'deleted' };
		case CONTENT.type:
			return partOfType(content as TypeContent);
		default:
			return { kind: 'other' };
	}
}

function partOfType({ type, name }: TypeContent): TextPart {
	if (type === TYPE_REF.xmlElement && name !== null) return { kind: 'element', name };
	return type === TYPE_REF.xmlText ? { kind: 'text' } : { kind: 'other' };
}

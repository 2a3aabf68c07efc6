/**
 * A live document as the text checks see it. What did not change since the last look is not read, and not checked,
 * again: after a keystroke that is all but one text.
 */
import type * as Y from 'yjs';
import type { Framework } from '#domain/framework/framework.ts';
import { runChecks, type CheckMemory } from '#domain/text-checks/run.ts';
import type { CheckedText, CheckFinding, CheckSource } from '#domain/text-checks/text-check.ts';
import { wordsOf, type Words } from '#domain/text-checks/words.ts';
import { checkSource } from '#document/check-source.ts';
import { entriesOf } from '#document/evaluation-document.ts';
import { readRichText } from '#document/rich-text.ts';
import { sectionOfRoot } from '#document/roots.ts';

export class CheckedDocument {
	readonly #doc: Y.Doc;
	readonly #memory: CheckMemory = new WeakMap();
	readonly #words = new Map<string, Words>();
	readonly #texts = new Map<string, CheckedText>();
	/** Its parts are kept while nothing they are made of has changed, so that the memory holds. */
	#last: CheckSource | undefined;
	#figuresStale = true;
	#targetsStale = true;

	constructor(doc: Y.Doc) {
		this.#doc = doc;
	}

	/** `changed` after every change; call what it returns to end it. */
	watch(changed: () => void): () => void {
		const heard = ({ changedParentTypes }: Y.Transaction) => {
			for (const [name, root] of this.#doc.share) if (changedParentTypes.has(root as never)) this.#note(name);
			if (changedParentTypes.size > 0) changed();
		};
		this.#doc.on('afterTransaction', heard);
		return () => this.#doc.off('afterTransaction', heard);
	}

	run(framework: Framework, year: number): CheckFinding[] {
		return runChecks(this.#source(framework, year), this.#memory);
	}

	#note(root: string): void {
		const section = sectionOfRoot(root);
		if (section !== undefined) this.#words.delete(section);
		if (root === 'consensus') this.#figuresStale = true;
		if (root === 'findings' || root === 'outline') this.#targetsStale = true;
	}

	#source(framework: Framework, year: number): CheckSource {
		const made = checkSource({
			framework,
			year,
			consensus: entriesOf(this.#doc, 'consensus'),
			findings: entriesOf(this.#doc, 'findings'),
			outline: entriesOf(this.#doc, 'outline'),
			words: this.#allWords(),
		});
		const last = this.#last;
		const source: CheckSource = {
			...made,
			figures: last && !this.#figuresStale ? last.figures : made.figures,
			targets: last && !this.#targetsStale ? last.targets : made.targets,
			texts: made.texts.map((text) => this.#sameText(text)),
		};
		this.#last = source;
		this.#figuresStale = false;
		this.#targetsStale = false;
		return source;
	}

	/** Section id → words, of every text that says something. */
	#allWords(): Map<string, Words> {
		const all = new Map<string, Words>();
		for (const root of [...this.#doc.share.keys()]) {
			const section = sectionOfRoot(root);
			if (section === undefined) continue;
			const words = this.#words.get(section) ?? wordsOf(readRichText(this.#doc.getXmlFragment(root)));
			this.#words.set(section, words);
			if (words.words.trim() !== '') all.set(section, words);
		}
		return all;
	}

	/** The object of the last time where it says the same, so that what it said then is known. */
	#sameText(text: CheckedText): CheckedText {
		const known = this.#texts.get(text.section);
		const same =
			known?.words === text.words &&
			known.references === text.references &&
			known.area === text.area &&
			known.subquestions.join() === text.subquestions.join();
		if (same) return known;
		this.#texts.set(text.section, text);
		return text;
	}
}

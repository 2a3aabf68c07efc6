/** One of the others: writes, scores and moves about over a socket of their own, judged and committed as anybody. */
import * as Y from 'yjs';
import type { Subquestion } from '../../src/domain/framework/framework.ts';
import { subquestionSection, textRoot } from '../../src/document/roots.ts';
import type { YClient } from '../../tests/support/sync-client.ts';

/** Every so many letters one is taken back. */
const TAKEN_BACK = 7;
const LETTERS = 'samsyn ger gott underlag ';

export class Colleague {
	readonly userId: string;
	readonly #client: YClient;

	constructor(client: YClient, userId: string) {
		this.#client = client;
		this.userId = userId;
	}

	get doc(): Y.Doc {
		return this.#client.doc;
	}

	/** Each resolves when it is committed. */
	async scoreAll(subquestions: readonly Subquestion[], n: number): Promise<void> {
		await this.#client.write((doc) => {
			for (const [q, { id, max }] of subquestions.entries())
				doc.getMap('scores').set(`${id}/${this.userId}`, { points: (n * 7 + q) % max });
		});
	}

	/** Points that differ from round to round. */
	async score({ id, max }: Pick<Subquestion, 'id' | 'max'>, round: number): Promise<void> {
		const points = ((round * 13) % (max * 2)) / 2;
		await this.#client.write((doc) =>
			doc.getMap('scores').set(`${id}/${this.userId}`, { points, note: `Runda ${round}` }),
		);
	}

	/** The finding with this number becomes an improvement or a strength. */
	async finding(n: number, round: number): Promise<void> {
		await this.#client.write((doc) => {
			const before = doc.getMap('findings').get(`f${n}`) as { area: string; order: string };
			const kind = round % 2 === 0 ? 'improvement' : 'strength';
			doc.getMap('findings').set(`f${n}`, { ...before, kind });
		});
	}

	/** A letter in the first paragraph, now and then one taken back. */
	async letter(subquestion: string, round: number): Promise<void> {
		await this.#client.write(() => {
			const words = this.#words(subquestion);
			const at = Math.min(words.length, 40 + (round % 200));
			if (round % TAKEN_BACK === TAKEN_BACK - 1) words.delete(at - 1, 1);
			else words.insert(at, LETTERS[round % LETTERS.length]!);
		});
	}

	/** Words at the beginning, for whoever waits for all that was written before them; then taken away again. */
	async call(subquestion: string, words: string): Promise<void> {
		await this.#client.write(() => this.#words(subquestion).insert(0, words));
	}

	async uncall(subquestion: string, words: string): Promise<void> {
		await this.#client.write(() => this.#words(subquestion).delete(0, words.length));
	}

	/** Where I am, told to the others; nothing is committed. */
	goTo(view: 'question' | 'write', subquestionId: string): void {
		this.#client.provider.awareness.setLocalStateField('place', { view, subquestionId });
	}

	/** My caret in a text. */
	pointAt(subquestion: string, round: number): void {
		const words = this.#words(subquestion);
		const at = Y.relativePositionToJSON(
			Y.createRelativePositionFromTypeIndex(words, Math.min(words.length, 10 + ((round * 17) % 300))),
		) as unknown;
		const cursor = { section: subquestionSection(subquestion), anchor: at, head: at };
		this.#client.provider.awareness.setLocalStateField('cursor', cursor);
	}

	leave(): void {
		this.#client.close();
	}

	#words(subquestion: string): Y.XmlText {
		const paragraph = this.doc.getXmlFragment(textRoot(subquestionSection(subquestion))).get(0);
		const words = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
		if (!(words instanceof Y.XmlText)) throw new Error(`nothing is written on ${subquestion}`);
		return words;
	}
}

/**
 * The report's sections as one writes them: their order, and what a hand does to it. Made by the page that shows
 * them, handed down by context.
 */
import { createContext, tick } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import type * as Y from 'yjs';
import { orderedSections, type OrderedSections, type PlacedSection } from '#domain/outline/sections.ts';
import { isBlank, type RichText } from '#domain/report/rich-text.ts';
import { readOutline } from '#document/outline.ts';
import { freeSection } from '#document/paths.ts';
import { areaSection, REPORT_SUMMARY, textRoot } from '#document/roots.ts';
import type { SectionState } from '#document/values.ts';
import type { Toasts } from '#lib/components/toasts.svelte.ts';
import type { I18n } from '#lib/i18n/context.ts';
import type { SyncedEvaluation } from '#lib/sync/synced-evaluation.svelte.ts';
import {
	added,
	begun,
	idOf,
	moved,
	renamed,
	sectionsOf,
	serving,
	stepFrom,
	summaryBegun,
	type Target,
} from './outline-changes.ts';

export class Writing {
	/** What a screen reader is told about the last move. */
	said = $state('');
	dragged = $state.raw<PlacedSection | null>(null);
	over = $state.raw<Target | null>(null);
	/** The section made last takes the cursor. */
	fresh = $state<string | null>(null);
	/** Areas whose summary somebody has written in. */
	readonly #summaries = new SvelteSet<string>();
	readonly #live: SyncedEvaluation;
	readonly #toasts: Toasts;
	readonly #i18n: I18n;

	/** `texts`: the words as the page brought them. */
	constructor(live: SyncedEvaluation, toasts: Toasts, i18n: I18n, texts: Readonly<Record<string, RichText>>) {
		this.#live = live;
		this.#toasts = toasts;
		this.#i18n = i18n;
		for (const { id } of live.framework.areas) {
			const words = texts[areaSection(id, 'summary')];
			if (words && !isBlank(words)) this.#summaries.add(id);
		}
	}

	/** As the report prints them, but with what has no words yet; an area's summary once somebody has begun it. */
	readonly ordered: OrderedSections = $derived.by(() => {
		const all = orderedSections(this.#live.framework, readOutline(this.#live.outline.entries()));
		return begun(all, (area) => this.#summaries.has(area));
	});

	/** Every section of the text in the order of the report, by its id. */
	readonly all: readonly string[] = $derived.by(() => [
		REPORT_SUMMARY,
		...this.ordered.summary.map(idOf),
		...this.#live.framework.areas.flatMap(({ id }) => [
			areaSection(id, 'general'),
			...sectionsOf(this.ordered, id).map(idOf),
		]),
	]);

	get mayPlace(): boolean {
		return (
			this.#live.room.doc !== null &&
			this.#live.mayWrite({ kind: 'outline', section: { kind: 'free', id: 'new' } }).ok
		);
	}

	/** Follows the words of the areas' summaries, and only whether there are any. */
	watch(doc: Y.Doc): () => void {
		let stops: (() => void)[] = [];
		let gone = false;
		void import('#document/rich-text.ts').then(({ readRichText }) => {
			if (gone) return;
			stops = this.#live.framework.areas.map(({ id }) => {
				const section = areaSection(id, 'summary');
				const fragment = doc.getXmlFragment(textRoot(section));
				const look = () => {
					if (!isBlank(readRichText(fragment))) this.#summaries.add(id);
					// Emptied while one writes in it, it stays under the cursor.
					else if (!document.getElementById(section)?.contains(document.activeElement))
						this.#summaries.delete(id);
				};
				look();
				fragment.observeDeep(look);
				return () => fragment.unobserveDeep(look);
			});
		});
		return () => {
			gone = true;
			for (const stop of stops) stop();
		};
	}

	async move(placed: PlacedSection, to: Target): Promise<void> {
		const changes = moved(this.ordered, placed, to);
		if (changes.length === 0 || !this.#live.write(changes)) return;
		const list = sectionsOf(this.ordered, to.area);
		const at = list.findIndex((one) => idOf(one) === idOf(placed));
		this.said = this.#i18n.t('write.moved', {
			title: this.titleOf(placed),
			position: at + 1,
			of: list.length,
			area: to.area === placed.area ? undefined : (to.area ?? ''),
		});
		await tick();
	}

	step(placed: PlacedSection, by: 1 | -1): Promise<void> {
		const to = stepFrom(this.ordered, placed, by);
		return to ? this.move(placed, to) : Promise.resolve();
	}

	/** Whether there is anywhere to go in that direction. */
	canStep(placed: PlacedSection, by: 1 | -1): boolean {
		return stepFrom(this.ordered, placed, by) !== undefined;
	}

	add(to: Target): void {
		const id = crypto.randomUUID();
		if (this.#live.write(added(this.ordered, id, to))) this.fresh = freeSection(id);
	}

	beginSummary(area: string): void {
		const full = orderedSections(this.#live.framework, readOutline(this.#live.outline.entries()));
		if (this.#live.write(summaryBegun(full, area))) this.fresh = areaSection(area, 'summary');
	}

	rename(placed: PlacedSection, title: string): void {
		this.#live.write([renamed(placed, title)]);
	}

	serve(placed: PlacedSection, subquestions: readonly string[]): void {
		this.#live.write([serving(placed, subquestions)]);
	}

	/**
	 * A free section's words stay where they are, so that undoing brings it back as it was. An area's summary is in
	 * the report for its words alone: they are taken out, and undoing writes them anew.
	 */
	async remove(placed: PlacedSection): Promise<void> {
		const key = idOf(placed);
		const entry = this.#live.outline.get(key);
		const words = placed.section.kind === 'area' ? await this.#takeWords(key) : undefined;
		if (!this.#live.write([{ root: 'outline', key, value: undefined }])) return;
		if (placed.section.kind === 'area') this.#summaries.delete(placed.section.areaId);
		const { t } = this.#i18n;
		const undo = () => {
			this.#live.write([{ root: 'outline', key, value: entry }]);
			if (words) void this.#putWords(key, words);
		};
		this.#toasts.show(t('write.removed', { title: this.titleOf(placed) }), {
			action: { label: t('write.undo'), run: undo },
		});
	}

	async #takeWords(section: string): Promise<RichText | undefined> {
		const { readRichText } = await import('#document/rich-text.ts');
		const fragment = this.#live.room.doc?.getXmlFragment(textRoot(section));
		if (!fragment) return undefined;
		const words = readRichText(fragment);
		if (isBlank(words)) return undefined;
		fragment.delete(0, fragment.length);
		return words;
	}

	async #putWords(section: string, words: RichText): Promise<void> {
		const { writeRichText } = await import('#document/rich-text.ts');
		const fragment = this.#live.room.doc?.getXmlFragment(textRoot(section));
		if (fragment && fragment.length === 0) writeRichText(fragment, words);
	}

	/** False where it may not be set. */
	setState(section: string, state: SectionState['state']): boolean {
		return this.#live.write([{ root: 'sections', key: section, value: { state, by: this.#live.me } }]);
	}

	titleOf({ section, heading }: PlacedSection): string {
		const { t } = this.#i18n;
		if (section.kind === 'area') return t('write.areaSummary', { id: section.areaId });
		return heading ?? t('write.untitled');
	}
}

export const [useWriting, provideWriting] = createContext<Writing>();

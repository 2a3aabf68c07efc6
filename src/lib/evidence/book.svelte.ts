/**
 * The register of evidence, live: what is in it, how far it reaches, and every way to change it. Each change is one
 * step that whoever made it can take back; nobody takes back a colleague's.
 */
import type * as Y from 'yjs';
import { conflictSet, coverage, type Coverage, type CoverageLink } from '#domain/evidence/coverage.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import { citingSections } from '#document/citations.ts';
import {
	bringBack,
	evidenceLinks,
	link,
	putSource,
	readSource,
	removeSource,
	rowsById,
	sourceRows,
	type RemovedSource,
	type SourceRow,
} from '#document/sources.ts';
import { isValue, parseValue, type Evidence, type Source } from '#document/values.ts';
import { LiveMap } from '#lib/sync/live-map.svelte.ts';
import type { SyncedEvaluation } from '#lib/sync/synced-evaluation.svelte.ts';
import { OwnFields } from './own-fields.ts';

/** What a page brings along, so that it shows something before the room is open. */
export interface InitialEvidence {
	sources: Readonly<Record<string, unknown>>;
	evidence: Readonly<Record<string, unknown>>;
}

export class EvidenceBook {
	readonly live: SyncedEvaluation;
	readonly #sources: LiveMap<Source>;
	readonly #evidence: LiveMap<Evidence>;
	#steps: typeof import('./own-steps.ts') | undefined;
	#history: Y.UndoManager | undefined;
	readonly #own = new OwnFields();
	/** Marks the changes that can be taken back here. */
	#origin: unknown;
	/** Steps of one's own that can be taken back, and put again. */
	undoable = $state(0);
	redoable = $state(0);

	constructor(live: SyncedEvaluation, initial: InitialEvidence = { sources: {}, evidence: {} }) {
		this.live = live;
		this.#sources = new LiveMap<Source>(initial.sources, (raw) => parseValue('sources', raw));
		this.#evidence = new LiveMap<Evidence>(initial.evidence, (raw) => parseValue('evidence', raw));
	}

	/** Call in an effect; follows the document as it comes and is made anew. Gives the way to stop. */
	follow(): (() => void) | undefined {
		const { doc } = this.live.room;
		if (!doc) return undefined;
		this.#sources.attach(doc.getMap('sources'));
		this.#evidence.attach(doc.getMap('evidence'));
		let over = false;
		const sources = doc.getMap('sources');
		const watch = ({ keysChanged }: Y.YMapEvent<unknown>, { local }: Y.Transaction) => {
			if (!local) for (const id of keysChanged as Set<string>) this.#putBack(doc, id);
		};
		sources.observe(watch);
		void import('./own-steps.ts').then((steps) => {
			if (over) return;
			const history = steps.ownSteps(doc);
			this.#origin = steps.OWN;
			this.#steps = steps;
			const count = () => {
				this.undoable = history.undoStack.length;
				this.redoable = history.redoStack.length;
			};
			for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const)
				history.on(event, count);
			this.#history = history;
		});
		return () => {
			over = true;
			sources.unobserve(watch);
			this.#own.forget();
			this.#sources.detach();
			this.#evidence.detach();
			this.#history?.destroy();
			this.#history = undefined;
			this.undoable = 0;
			this.redoable = 0;
		};
	}

	/** Whether there is anything to show: the page's own, or the document. */
	readonly isHere = $derived.by(() => this.live.room.doc !== null);

	readonly rows: readonly SourceRow[] = $derived.by(() => sourceRows(this.#sources.entries()));
	readonly byId: ReadonlyMap<string, SourceRow> = $derived.by(() => rowsById(this.rows));
	readonly links: readonly CoverageLink[] = $derived.by(() =>
		evidenceLinks(this.#evidence.entries(), this.rows),
	);
	readonly coverage: Coverage = $derived.by(() =>
		coverage(
			allSubquestions(this.live.framework).map(({ id }) => id),
			this.rows,
			this.links,
		),
	);
	/** Subquestions whose sources contradict each other. */
	readonly conflicts: ReadonlySet<string> = $derived.by(() => conflictSet(this.coverage));

	readonly mayWrite: boolean = $derived.by(
		() => this.isHere && this.live.mayWrite({ kind: 'source', id: 'new' }).ok,
	);
	readonly mayLink: boolean = $derived.by(() => {
		const [first] = allSubquestions(this.live.framework);
		const place = { kind: 'evidence', subquestionId: first?.id ?? '', sourceId: 'new' } as const;
		return this.isHere && this.live.mayWrite(place).ok;
	});

	linksOf(sourceId: string): CoverageLink[] {
		return this.links.filter((one) => one.sourceId === sourceId);
	}

	/** The new source's id; undefined where nothing can be written. */
	add(source: Source, on?: { subquestionId: string } & Evidence): string | undefined {
		const id = crypto.randomUUID();
		const written = this.#write((doc) => {
			putSource(doc, id, source);
			if (!on || !this.mayLink) return;
			const { subquestionId, ...evidence } = on;
			link(doc, subquestionId, id, evidence);
		});
		return written ? id : undefined;
	}

	/**
	 * Some of a source's fields; undefined takes one away. Read anew from the document, so that what a colleague has
	 * just written in another field stays. False: it cannot be kept like that.
	 */
	change(id: string, fields: { [K in keyof Source]?: Source[K] | undefined }): boolean {
		const { doc } = this.live.room;
		const source = doc && readSource(doc, id);
		if (!source) return false;
		const next = withFields(source, fields);
		if (!isValue('sources', next)) return false;
		if (JSON.stringify(next) === JSON.stringify(source)) return true;
		this.#own.remember(id, source, next, Date.now());
		const written = this.#write((document) => putSource(document, id, next));
		if (written && this.#history) this.#steps?.noteChange(this.#history, { id, before: source, after: next });
		return written;
	}

	link(subquestionId: string, sourceId: string, evidence: Evidence | undefined): void {
		if (this.mayLink) this.#write((doc) => link(doc, subquestionId, sourceId, evidence));
	}

	/** Texts that cite the source. */
	citingSections(id: string): string[] {
		const { doc } = this.live.room;
		return doc ? citingSections(doc, id) : [];
	}

	remove(id: string): RemovedSource | undefined {
		let removed: RemovedSource | undefined;
		this.#own.forget(id);
		this.#write((doc) => (removed = removeSource(doc, id)));
		return removed;
	}

	bringBack(removed: RemovedSource): void {
		this.#write((doc) => bringBack(doc, removed));
	}

	undo(): void {
		const { doc } = this.live.room;
		this.#own.forget();
		if (!this.mayWrite || !doc || !this.#history) return;
		const back = this.#steps?.fieldsToTakeBack(this.#history, (id) => readSource(doc, id));
		if (!back) return void this.#history.undo();
		this.undoable = this.#history.undoStack.length;
		const source = readSource(doc, back.id);
		if (!source) return;
		const next = withFields(source, back.fields);
		// No step of its own: it takes one back.
		if (isValue('sources', next)) doc.transact(() => putSource(doc, back.id, next));
	}

	redo(): void {
		if (this.mayWrite) this.#history?.redo();
	}

	/** A colleague's change, made before ours had reached them. After their change has been taken in whole. */
	#putBack(doc: Y.Doc, id: string): void {
		const theirs = readSource(doc, id);
		const lost = theirs && this.#own.lost(id, theirs, Date.now());
		if (lost) setTimeout(() => this.change(id, lost), 0);
	}

	#write(change: (doc: Y.Doc) => void): boolean {
		const { doc } = this.live.room;
		if (!doc || !this.mayWrite) return false;
		doc.transact(() => change(doc), this.#origin);
		return true;
	}
}

/** With these fields written over; undefined takes one away. */
const withFields = (source: Source, fields: object): Record<string, unknown> =>
	Object.fromEntries(Object.entries({ ...source, ...fields }).filter(([, value]) => value !== undefined));

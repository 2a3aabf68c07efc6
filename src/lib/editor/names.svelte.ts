/** What the report's places and sources are called in one evaluation, followed live, for all its texts at once. */
import type * as Y from 'yjs';
import { parseSectionId } from '#document/paths.ts';
import { parseValue, type Finding, type OutlineEntry, type Source } from '#document/values.ts';
import type { NamedAreas } from '#document/referents.ts';
import type { Translate } from '#lib/i18n/index.ts';
import { LiveMap } from '#lib/sync/live-map.svelte.ts';
import type { SyncedEvaluation } from '#lib/sync/synced-evaluation.svelte.ts';
import { labelsOf, namedPlaces, type Labels, type NamedPlaces } from './labels.ts';

export class ReportNames {
	readonly #outline = new LiveMap<OutlineEntry>({}, (raw) => parseValue('outline', raw));
	readonly #findings = new LiveMap<Finding>({}, (raw) => parseValue('findings', raw));
	readonly #sources = new LiveMap<Source>({}, (raw) => parseValue('sources', raw));
	readonly #framework: () => NamedAreas;
	readonly #pathOf: (target: string) => string | undefined;
	#doc: Y.Doc | undefined;
	#complete = $state(false);

	constructor(framework: () => NamedAreas, pathOf: (target: string) => string | undefined) {
		this.#framework = framework;
		this.#pathOf = pathOf;
	}

	/** From here on as this document says; may be called again and again. */
	follow(doc: Y.Doc): void {
		if (doc === this.#doc) return;
		this.#doc = doc;
		this.#outline.attach(doc.getMap('outline'));
		this.#findings.attach(doc.getMap('findings'));
		this.#sources.attach(doc.getMap('sources'));
		this.#complete = true;
	}

	/** Built anew where something is renamed or moved; every text then reads the same. */
	readonly places: NamedPlaces = $derived.by(() =>
		namedPlaces(
			this.#framework(),
			this.#outline.entries(),
			this.#findings.entries(),
			this.#sources.entries(),
		),
	);

	labels(t: Translate): Labels {
		return labelsOf({ ...this.places, complete: this.#complete, pathOf: this.#pathOf }, t);
	}
}

const known = new WeakMap<SyncedEvaluation, ReportNames>();

/** One for all texts of an evaluation. */
export function namesIn(live: SyncedEvaluation): ReportNames {
	let names = known.get(live);
	if (names) return names;
	const make = () =>
		new ReportNames(
			() => live.framework,
			(target) => pathIn(live.evaluation.id, target),
		);
	// Under a root of its own: it outlives the text that asked first. On the server there are no effects.
	$effect.root(() => {
		names = make();
	});
	names ??= make();
	known.set(live, names);
	return names;
}

/** A subquestion has its page; everything else stands in the page that the report is written on. */
function pathIn(evaluationId: string, target: string): string {
	const base = `/evaluations/${evaluationId}`;
	if (target.startsWith('source:')) return `${base}/evidence#${target}`;
	const section = parseSectionId(target);
	return section?.kind === 'subquestion' ? `${base}/q/${section.subquestionId}` : `${base}/write#${target}`;
}

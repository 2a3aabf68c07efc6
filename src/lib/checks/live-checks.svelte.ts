/**
 * The text checks on the live document, run once everybody's hands have rested for a moment and only while something
 * on the page shows them. Created in the layout of an evaluation, handed down by context.
 */
import { createContext, untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type * as Y from 'yjs';
import type { CheckFinding } from '#domain/text-checks/text-check.ts';
import { parseValue, type Dismissal } from '#document/values.ts';
import { patiently } from '#lib/later/later.ts';
import type { SyncedEvaluation } from '#lib/sync/synced-evaluation.svelte.ts';
import { dismissal } from './dismissal.ts';

/** Milliseconds without a change before the checks run. */
const REST = 800;

type Named = Pick<CheckFinding, 'check' | 'key'>;

export class LiveChecks {
	/** What was found, dismissed or not. */
	found = $state.raw<readonly CheckFinding[]>([]);
	/** Key → why it was dismissed. */
	readonly dismissals = new SvelteMap<string, Dismissal>();

	readonly #live: SyncedEvaluation;
	#shown = $state(0);

	/** In a component, so that it ends with it. */
	constructor(live: SyncedEvaluation) {
		this.#live = live;
		$effect(() => {
			const { doc } = live.room;
			if (!doc || this.#shown === 0) return;
			// What it reads and writes there itself must not begin it anew.
			return untrack(() => this.#watch(doc));
		});
	}

	/** Runs them while the caller shows them; call what it returns when it does not any more. */
	show(): () => void {
		this.#shown += 1;
		return () => {
			this.#shown -= 1;
		};
	}

	/** What was found in one section and nobody has dismissed. */
	of(section: string): CheckFinding[] {
		return this.found.filter((one) => one.section === section && !this.dismissals.has(one.key));
	}

	may(finding: Named): boolean {
		return this.#live.room.doc !== null && this.#live.mayWrite(placeOf(finding)).ok;
	}

	dismiss(finding: Named, reason: string): void {
		if (!this.may(finding) || reason.trim() === '') return;
		this.#live.room.doc?.getMap('dismissals').set(finding.key, dismissal(reason, this.#live.me));
	}

	takeUp(finding: Named): void {
		if (this.may(finding)) this.#live.room.doc?.getMap('dismissals').delete(finding.key);
	}

	#watch(doc: Y.Doc): () => void {
		let timer: ReturnType<typeof setTimeout> | undefined;
		let stop: (() => void) | undefined;
		let over = false;
		// The rules come when the page has been there for a moment: nobody waits for what they say.
		const begin = async () => {
			const { CheckedDocument } = await patiently(() => import('./checked-document.ts'));
			if (over) return;
			const checked = new CheckedDocument(doc);
			const run = () => {
				const { framework, evaluation } = this.#live;
				this.found = checked.run(framework, evaluation.year);
			};
			stop = checked.watch(() => {
				clearTimeout(timer);
				timer = setTimeout(run, REST);
			});
			// All texts at once the first time.
			run();
		};
		const dismissals = doc.getMap('dismissals');
		const read = () => this.#readDismissals(dismissals);
		dismissals.observe(read);
		read();
		timer = setTimeout(() => void begin(), REST);
		return () => {
			over = true;
			clearTimeout(timer);
			stop?.();
			dismissals.unobserve(read);
		};
	}

	#readDismissals(all: Y.Map<unknown>): void {
		for (const key of [...this.dismissals.keys()]) if (!all.has(key)) this.dismissals.delete(key);
		for (const [key, raw] of all) {
			const value = parseValue('dismissals', raw);
			if (value) this.dismissals.set(key, value);
		}
	}
}

const placeOf = ({ check, key }: Named) =>
	({ kind: 'dismissal', check, fingerprint: key.slice(check.length + 1) }) as const;

export const [useChecks, provideChecks] = createContext<LiveChecks>();

/** Bringing an earlier state back from a page, and taking that back again for as long as the page is open. */
import * as v from 'valibot';
import { invalidateAll } from '$app/navigation';
import type { I18n } from '#lib/i18n/context.ts';
import { call, evaluationPath } from '#lib/workspace/api.ts';

const schema = v.object({ undo: v.string(), changed: v.number() });

interface Wanted {
	from: string;
	section?: string | undefined;
	reason?: string | undefined;
}

export class Restoring {
	readonly #evaluationId: string;
	readonly #i18n: Pick<I18n, 't'>;
	busy = $state(false);
	fault = $state('');
	/** What the last call did, in words. */
	said = $state('');
	#undo = $state.raw<Wanted | null>(null);

	constructor(evaluationId: string, i18n: Pick<I18n, 't'>) {
		this.#evaluationId = evaluationId;
		this.#i18n = i18n;
	}

	get canUndo(): boolean {
		return this.#undo !== null;
	}

	/** False: refused, and `fault` says why. */
	async restore(wanted: Wanted): Promise<boolean> {
		const { t } = this.#i18n;
		const done = await this.#call(wanted);
		if (!done) return false;
		const { section } = wanted;
		this.#undo = {
			from: done.undo,
			section,
			...(section === undefined && { reason: t('restore.undo.reason') }),
		};
		this.said = t('restore.done', { count: done.changed });
		return true;
	}

	async undo(): Promise<void> {
		if (!this.#undo || !(await this.#call(this.#undo))) return;
		this.#undo = null;
		this.said = this.#i18n.t('restore.undone');
	}

	async #call(wanted: Wanted): Promise<v.InferOutput<typeof schema> | undefined> {
		if (this.busy) return undefined;
		this.busy = true;
		this.fault = '';
		const answer = await call('POST', evaluationPath(this.#evaluationId, 'restore'), wanted);
		const done = answer.ok ? v.safeParse(schema, answer.data) : undefined;
		if (done?.success) await invalidateAll();
		else {
			const problem = answer.ok ? undefined : answer.problem;
			this.fault = problem?.errors?.[0]?.message ?? (problem?.detail || this.#i18n.t('action.away'));
		}
		this.busy = false;
		return done?.success ? done.output : undefined;
	}
}

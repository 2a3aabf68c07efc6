/** Exports as one visit of the page starts them: asked after until they are done, then saved; each can be ended. */
import * as v from 'valibot';
import type { Locale } from '#lib/i18n/index.ts';
import { call, evaluationPath, type Problem } from '#lib/workspace/api.ts';

export const FORMATS = ['pdf', 'docx', 'xlsx', 'csv', 'json', 'html'] as const;
export type Format = (typeof FORMATS)[number];

const viewSchema = v.object({
	id: v.string(),
	status: v.picklist(['running', 'done', 'failed', 'cancelled']),
	stage: v.picklist(['waiting', 'gathering', 'composing', 'writing', 'done']),
	progress: v.number(),
	size: v.nullable(v.number()),
	name: v.nullable(v.string()),
	message: v.nullable(v.string()),
});
type View = v.InferOutput<typeof viewSchema>;

export interface ExportRow extends Omit<View, 'id'> {
	key: number;
	/** Null until the server has taken it. */
	id: string | null;
	format: Format;
	language: Locale;
	/** Of the file, once it is there. */
	href: string | null;
}

/** Milliseconds between two looks: short at first, since most are done within a second. */
const LOOKS = [250, 400, 700, 1000];

const begun: Omit<ExportRow, 'key' | 'format' | 'language'> = {
	id: null,
	status: 'running',
	stage: 'waiting',
	progress: 0,
	size: null,
	name: null,
	message: null,
	href: null,
};

export class ReportExports {
	list = $state<ExportRow[]>([]);
	/** What the server said when it did not take one; `away`: it did not answer. */
	fault = $state('');
	readonly #evaluationId: string;
	#next = 0;
	#over = false;

	constructor(evaluationId: string) {
		this.#evaluationId = evaluationId;
	}

	async start(format: Format, language: Locale): Promise<void> {
		const key = ++this.#next;
		this.fault = '';
		this.list.unshift({ ...begun, key, format, language });
		await this.#begin(key);
	}

	async again(key: number): Promise<void> {
		const row = this.#row(key);
		if (!row) return;
		Object.assign(row, begun);
		await this.#begin(key);
	}

	async cancel(key: number): Promise<void> {
		const id = this.#row(key)?.id ?? null;
		this.list = this.list.filter((row) => row.key !== key);
		if (id !== null) await call('DELETE', this.#path(id));
	}

	destroy(): void {
		this.#over = true;
	}

	#row = (key: number): ExportRow | undefined => this.list.find((row) => row.key === key);
	#path = (...parts: string[]): string => evaluationPath(this.#evaluationId, 'exports', ...parts);

	async #begin(key: number): Promise<void> {
		const row = this.#row(key);
		if (!row) return;
		const { format, language } = row;
		const answer = await call('POST', this.#path(), { format, lang: language });
		const view = answer.ok ? seen(answer.data) : undefined;
		if (!view) {
			this.list = this.list.filter((one) => one.key !== key);
			this.fault = answer.ok ? 'away' : said(answer.problem);
			return;
		}
		// Cancelled before the server had told its name.
		if (!this.#row(key)) return void (await call('DELETE', this.#path(view.id)));
		this.#take(key, view);
		await this.#watch(key, view.id);
	}

	async #watch(key: number, id: string): Promise<void> {
		for (let look = 0; !this.#over && this.#row(key)?.status === 'running'; look++) {
			await new Promise((resolve) => setTimeout(resolve, LOOKS[Math.min(look, LOOKS.length - 1)]));
			if (this.#over || !this.#row(key)) return;
			const answer = await call('GET', this.#path(id));
			const view = answer.ok ? seen(answer.data) : undefined;
			if (view) this.#take(key, view);
			// Away for a moment: asked again. Anything else: it is not there any more.
			else if (!answer.ok && answer.problem.status !== 0) this.#fail(key, said(answer.problem));
		}
		const row = this.#row(key);
		if (row?.href && !this.#over) save(row.href, row.name ?? '');
	}

	#take(key: number, { id, ...view }: View): void {
		const row = this.#row(key);
		if (!row) return;
		const href = view.status === 'done' ? `/api/v1/${this.#path(id, 'file')}` : null;
		Object.assign(row, { ...view, id, href });
	}

	#fail(key: number, message: string): void {
		const row = this.#row(key);
		if (row) Object.assign(row, { status: 'failed', message: message === 'away' ? null : message });
	}
}

const seen = (data: unknown): View | undefined => {
	const parsed = v.safeParse(viewSchema, data);
	return parsed.success ? parsed.output : undefined;
};

const said = ({ detail }: Problem): string => detail || 'away';

/** As if its link had been pressed. */
function save(href: string, name: string): void {
	const link = document.createElement('a');
	link.href = href;
	link.download = name;
	link.click();
}

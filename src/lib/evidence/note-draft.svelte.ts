/**
 * Interview notes under the keyboard: kept a moment after one stops writing, by the version they are based on. Where
 * a colleague has written meanwhile both are shown, and nothing is lost until somebody has chosen.
 */
import * as v from 'valibot';
import { call, evaluationPath } from '#lib/workspace/api.ts';

const noteSchema = v.object({
	version: v.number(),
	text: v.string(),
	participants: v.string(),
	by: v.string(),
	erasedAt: v.nullable(v.string()),
});
type Note = v.InferOutput<typeof noteSchema>;

export type NoteState =
	| { kind: 'loading' | 'clean' | 'dirty' | 'saving' | 'fault' }
	/** The server will not have it, in its words. */
	| { kind: 'refused'; why: string }
	| { kind: 'conflict'; theirs: Note };

/** After the last keystroke. */
const REST_MS = 1_000;
const AGAIN_MS = 5_000;

export class NoteDraft {
	text = $state('');
	participants = $state('');
	state = $state.raw<NoteState>({ kind: 'loading' });
	/** When what was here was erased. */
	erasedAt = $state<string | null>(null);
	/** Null: nobody has written yet. */
	#version: number | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#over = false;
	readonly #path: string;

	constructor(evaluationId: string, sourceId: string) {
		this.#path = evaluationPath(evaluationId, 'notes', sourceId);
	}

	get unsaved(): boolean {
		return ['dirty', 'saving', 'fault', 'conflict'].includes(this.state.kind);
	}

	get hasWords(): boolean {
		return this.text.trim() !== '' || this.participants.trim() !== '';
	}

	async load(): Promise<void> {
		const answer = await call('GET', this.#path);
		if (this.#over) return;
		const note = answer.ok ? v.safeParse(noteSchema, answer.data) : undefined;
		if (note?.success) this.#take(note.output);
		else if (!answer.ok && answer.problem.status === 404) this.state = { kind: 'clean' };
		else {
			this.state = { kind: 'fault' };
			this.#timer = setTimeout(() => void this.load(), AGAIN_MS);
		}
	}

	/** Where nobody has written yet there is nothing to ask for. */
	begin(): void {
		this.state = { kind: 'clean' };
	}

	/** Call whenever one has written. */
	edited(): void {
		if (this.state.kind === 'conflict') return;
		this.state = { kind: 'dirty' };
		this.#later(REST_MS);
	}

	async save(): Promise<void> {
		clearTimeout(this.#timer);
		if (!['dirty', 'fault'].includes(this.state.kind)) return;
		const sent = { text: this.text, participants: this.participants };
		this.state = { kind: 'saving' };
		const answer = await call('PUT', this.#path, { ...sent, basedOn: this.#version });
		const note = answer.ok ? v.safeParse(noteSchema, answer.data) : undefined;
		if (note?.success) {
			this.#version = note.output.version;
			this.erasedAt = null;
			const same = sent.text === this.text && sent.participants === this.participants;
			this.state = { kind: same ? 'clean' : 'dirty' };
			if (!same) this.#later(REST_MS);
		} else if (!answer.ok) this.#refused(answer.problem);
	}

	takeTheirs(): void {
		if (this.state.kind === 'conflict') this.#take(this.state.theirs);
	}

	keepMine(): void {
		this.#replaceTheirs(this.text, this.participants);
	}

	keepBoth(): void {
		if (this.state.kind !== 'conflict') return;
		const { theirs } = this.state;
		const under = (a: string, b: string) => (a === b ? a : [a, b].filter(Boolean).join('\n\n'));
		this.#replaceTheirs(under(theirs.text, this.text), under(theirs.participants, this.participants));
	}

	/** What went wrong, in words; empty where all went well. */
	async erase(): Promise<string | undefined> {
		clearTimeout(this.#timer);
		const answer = await call('DELETE', this.#path);
		if (!answer.ok) return answer.problem.detail;
		this.text = '';
		this.participants = '';
		await this.load();
		return undefined;
	}

	/** What is not saved yet is sent on the way out. */
	destroy(): void {
		clearTimeout(this.#timer);
		if (this.state.kind === 'dirty' || this.state.kind === 'fault') void this.save();
		this.#over = true;
	}

	#take({ version, text, participants, erasedAt }: Note): void {
		this.#version = version;
		this.text = text;
		this.participants = participants;
		this.erasedAt = erasedAt;
		this.state = { kind: 'clean' };
	}

	#replaceTheirs(text: string, participants: string): void {
		if (this.state.kind !== 'conflict') return;
		this.#version = this.state.theirs.version;
		this.text = text;
		this.participants = participants;
		this.state = { kind: 'dirty' };
		void this.save();
	}

	#refused(problem: { status: number; detail: string; [more: string]: unknown }): void {
		const theirs = problem.status === 409 ? v.safeParse(noteSchema, problem['current']) : undefined;
		if (theirs?.success) {
			const { text, participants, version } = theirs.output;
			// The first to write where something was erased: nobody's words stand against these.
			if (this.#version === null && text === '' && participants === '') {
				this.#version = version;
				this.state = { kind: 'dirty' };
				void this.save();
			} else this.state = { kind: 'conflict', theirs: theirs.output };
		} else if (problem.status === 0 || problem.status >= 500) {
			this.state = { kind: 'fault' };
			if (!this.#over) this.#later(AGAIN_MS);
		} else this.state = { kind: 'refused', why: problem.detail };
	}

	#later(wait: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.save(), wait);
	}
}

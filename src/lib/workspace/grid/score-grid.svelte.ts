/**
 * The score grid's state: which cell is active, what is selected, what is being typed, what was not taken, and my
 * own steps for undo. Writes only my scores, a paste or a deletion of many rows in one go.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { Area, Subquestion } from '#domain/framework/framework.ts';
import { formatPoints } from '#domain/points/points.ts';
import type { RuleRefusal } from '#domain/permissions/document-rules.ts';
import { pointsOf } from '#document/scores.ts';
import type { Score } from '#document/values.ts';
import type { I18n } from '#lib/i18n/context.ts';
import type { SyncedEvaluation } from '#lib/sync/synced-evaluation.svelte.ts';
import {
	columnAt,
	COLUMNS,
	FIRST_ENTRY_COLUMN,
	isEntryColumn,
	type CellPlace,
	type Column,
	type EntryColumn,
} from './columns.ts';
import { enter, giveReason, parseInstead, type EntryFault } from './entry.ts';
import { inRange, rangeOf, type Extent, type Range } from './moves.ts';
import { OwnChanges, type Step } from './own-changes.ts';
import { planPaste, type PastePlan } from './paste.ts';
import { parseTable, writeTable } from './tabular-text.ts';

export interface GridRow {
	index: number;
	area: Area;
	subquestion: Subquestion;
}

/** Why an entry was not taken: what it says, or that the row takes nothing now. */
export type Refused =
	| { kind: 'fault'; why: EntryFault }
	| { kind: 'may'; code: RuleRefusal }
	/** The room that my score lives in is not here yet. */
	| { kind: 'notReady' };

export interface Editing extends CellPlace {
	/** What stands in the editor when it opens. */
	text: string;
	/** Begun by typing over the cell: arrows commit and go on, as in a spreadsheet. */
	replacing: boolean;
	/** The reason that makes the row not assessable; nothing changes before it is given. */
	reason: boolean;
}

/** An entry that was not taken when its cell was left: kept where it was typed. */
export interface Draft {
	column: EntryColumn;
	text: string;
	refused: Refused;
}

export class ScoreGrid {
	readonly rows: readonly GridRow[];
	readonly extent: Extent;
	active = $state.raw<CellPlace>({ row: 0, column: FIRST_ENTRY_COLUMN });
	editing = $state.raw<Editing | null>(null);
	/** What stands against the text in the editor. */
	refused = $state.raw<Refused | null>(null);
	plan = $state.raw<PastePlan | null>(null);
	readonly drafts = new SvelteMap<string, Draft>();
	/** The other end of a selection of more than one cell. */
	#anchor = $state.raw<CellPlace | null>(null);
	readonly #live: SyncedEvaluation;
	readonly #i18n: I18n;
	readonly #changes = new OwnChanges();

	constructor(live: SyncedEvaluation, i18n: I18n) {
		this.#live = live;
		this.#i18n = i18n;
		this.rows = live.framework.areas
			.flatMap((area) => area.subquestions.map((subquestion) => ({ area, subquestion })))
			.map((row, index) => ({ ...row, index }));
		this.extent = {
			rows: this.rows.length,
			areaStarts: this.rows
				.filter(({ area, index }) => this.rows[index - 1]?.area !== area)
				.map(({ index }) => index),
		};
	}

	get range(): Range {
		return rangeOf(this.active, this.#anchor ?? this.active);
	}

	get hasRange(): boolean {
		return this.#anchor !== null;
	}

	isActive(row: number, column: number): boolean {
		return this.active.row === row && this.active.column === column;
	}

	isSelected(row: number, column: number): boolean {
		return this.#anchor !== null && inRange(this.range, { row, column });
	}

	isEditing(row: number, column: number): boolean {
		return this.editing?.row === row && this.editing.column === column;
	}

	goTo(place: CellPlace, extend = false): void {
		const { row, column } = this.active;
		if (extend) this.#anchor ??= { row, column };
		else this.#anchor = null;
		this.active = { row: place.row, column: place.column };
	}

	dropRange(): void {
		this.#anchor = null;
	}

	/** The next row without a score after the active one, around the end; undefined: there is none. */
	nextBlank(): CellPlace | undefined {
		const { length } = this.rows;
		for (let step = 1; step <= length; step += 1) {
			const row = this.rows[(this.active.row + step) % length];
			if (row && this.#live.myScore(row.subquestion.id) === undefined)
				return { row: row.index, column: FIRST_ENTRY_COLUMN };
		}
		return undefined;
	}

	/** Why nothing can be entered in this row now; null: it can. */
	closed(subquestionId: string): Refused | null {
		const may = this.#live.mayScore(subquestionId);
		if (!may.ok) return { kind: 'may', code: may.code };
		return this.#live.isScoreReady(subquestionId) ? null : { kind: 'notReady' };
	}

	/** What a cell says as text: what is copied from it, and what its editor begins with. */
	textOf(row: number, column: Column): string {
		const at = this.rows[row];
		if (!at) return '';
		const score = this.#live.myScore(at.subquestion.id);
		switch (column) {
			case 'question':
				return at.subquestion.id;
			case 'max':
				return String(at.subquestion.max);
			case 'points': {
				const points = score && pointsOf(score);
				return points === undefined ? '' : formatPoints(points, this.#i18n.locale);
			}
			case 'confidence':
				return score && 'confidence' in score && score.confidence
					? this.#i18n.t(`score.confidence.${score.confidence}`)
					: '';
			case 'note':
				if (!score) return '';
				return 'notAssessable' in score ? score.notAssessable : 'note' in score ? (score.note ?? '') : '';
			case 'instead':
				if (!score || 'points' in score) return '';
				return this.#i18n.t('notAssessable' in score ? 'row.notAssessable' : 'row.abstain');
		}
	}

	/** Opens the active cell for typing. `typed` replaces what is there. False: nothing can be entered there. */
	edit(typed?: string): boolean {
		const { row, column } = this.active;
		const at = this.rows[row];
		const name = columnAt(this.active);
		if (!at || !isEntryColumn(name)) return false;
		this.#anchor = null;
		this.refused = this.closed(at.subquestion.id);
		if (this.refused) return false;
		if ((name === 'confidence' || name === 'note') && !this.#takes(name, at.subquestion.id)) {
			this.refused = { kind: 'fault', why: 'no-points' };
			return false;
		}
		const draft = this.drafts.get(at.subquestion.id);
		const kept = draft?.column === name ? draft : undefined;
		this.refused = typed === undefined ? (kept?.refused ?? null) : null;
		this.editing = {
			row,
			column,
			text: typed ?? kept?.text ?? this.textOf(row, name),
			replacing: typed !== undefined,
			reason: false,
		};
		return true;
	}

	#takes(column: EntryColumn, subquestionId: string): boolean {
		const score = this.#live.myScore(subquestionId);
		if (!score) return false;
		return 'points' in score || (column === 'note' && 'notAssessable' in score);
	}

	/** Takes what stands in the editor. False: it stays open, with what stands against it in `refused`. */
	commit(text: string): boolean {
		const { editing } = this;
		const at = editing && this.rows[editing.row];
		const name = editing && columnAt(editing);
		if (!at || !name || !isEntryColumn(name)) return true;
		const { id, max } = at.subquestion;
		const before = this.#live.myScore(id);
		const entered = editing.reason ? giveReason(text) : enter(name, text, before, max);
		if (!entered.ok) {
			if (entered.why === 'no-reason' && !editing.reason && name !== 'note') {
				this.askReason(editing.row);
				return false;
			}
			this.refused = { kind: 'fault', why: entered.why };
			return false;
		}
		if (!this.#write([{ subquestionId: id, before, after: entered.score }])) return false;
		this.drafts.delete(id);
		this.editing = null;
		return true;
	}

	/** The editor was left in another way than by a key: what is not taken is kept in its cell. */
	leave(text: string): void {
		const { editing } = this;
		const at = editing && this.rows[editing.row];
		const name = editing && columnAt(editing);
		if (!at || !name || !isEntryColumn(name)) return;
		if (editing.reason && text.trim() === '') return this.revert();
		if (this.commit(text) || this.editing !== editing) return;
		if (this.refused && !editing.reason)
			this.drafts.set(at.subquestion.id, { column: name, text, refused: this.refused });
		this.editing = null;
		this.refused = null;
	}

	revert(): void {
		const at = this.editing && this.rows[this.editing.row];
		if (at) this.drafts.delete(at.subquestion.id);
		this.editing = null;
		this.refused = null;
	}

	/** A letter or a choice in the two columns of words. False: it means nothing there. */
	choose(text: string): boolean {
		const at = this.rows[this.active.row];
		const name = columnAt(this.active);
		if (!at || !isEntryColumn(name)) return false;
		const { id, max } = at.subquestion;
		const before = this.#live.myScore(id);
		this.editing = null;
		this.refused = this.closed(id);
		if (this.refused) return true;
		if (name === 'instead' && parseInstead(text) === 'notAssessable') {
			if (!before || !('notAssessable' in before)) this.askReason(this.active.row);
			return true;
		}
		const entered = enter(name, text, before, max);
		if (entered.ok) this.#write([{ subquestionId: id, before, after: entered.score }]);
		else this.refused = { kind: 'fault', why: entered.why };
		return entered.ok || entered.why === 'no-points';
	}

	/** Not assessable begins with its reason, in the column of notes; until it is there the row stays as it was. */
	askReason(row: number): void {
		const column = COLUMNS.indexOf('note');
		this.goTo({ row, column });
		this.refused = null;
		this.editing = { row, column, text: '', replacing: true, reason: true };
	}

	/** Takes away what is selected: points with all that belongs to them, or a confidence, a note, an abstention. */
	blank(): void {
		const { top, bottom, left, right } = this.range;
		const columns = COLUMNS.slice(left, right + 1).filter(isEntryColumn);
		const step: { subquestionId: string; before: Score | undefined; after: Score | undefined }[] = [];
		this.refused = null;
		for (const { subquestion } of this.rows.slice(top, bottom + 1)) {
			const { id, max } = subquestion;
			const before = this.#live.myScore(id);
			this.drafts.delete(id);
			let after = before;
			for (const column of columns) {
				const entered = enter(column, '', after, max);
				if (entered.ok) after = entered.score;
				else this.refused = { kind: 'fault', why: entered.why };
			}
			// An answer instead of points stands in the column of points as well.
			if (before === after && columns.includes('points')) after = undefined;
			if (before !== after) step.push({ subquestionId: id, before, after });
		}
		if (step.length > 0) this.#write(step);
	}

	copy(): string {
		const { top, bottom, left, right } = this.range;
		return writeTable(
			this.rows
				.slice(top, bottom + 1)
				.map(({ index }) => COLUMNS.slice(left, right + 1).map((column) => this.textOf(index, column))),
		);
	}

	/** One cell goes in at once; anything larger is shown first. */
	paste(text: string): void {
		const table = parseTable(text);
		const { top: row, left: column } = this.range;
		if (table.length === 1 && table[0]?.length === 1) {
			this.active = { row, column };
			if (this.edit(table[0][0])) this.leave(table[0][0] ?? '');
			return;
		}
		this.refused = null;
		this.plan = planPaste(
			table,
			{ row, column },
			this.rows.map(({ subquestion: { id, max } }) => ({
				subquestionId: id,
				max,
				score: this.#live.myScore(id),
				open: this.closed(id) === null,
			})),
		);
	}

	/** All that the plan can use, as one step; how many rows. 0: it was not let in, see `refused`. */
	applyPaste(): number {
		const changes = this.plan?.changes ?? [];
		this.plan = null;
		for (const { subquestionId } of changes) this.drafts.delete(subquestionId);
		return this.#write(changes) ? changes.length : 0;
	}

	/** The rows it touched; undefined: there was nothing to take back. */
	undo(): Step | undefined {
		return this.#again(this.#changes.undo((id) => this.#live.myScore(id)));
	}

	redo(): Step | undefined {
		return this.#again(this.#changes.redo((id) => this.#live.myScore(id)));
	}

	#again(step: Step | undefined): Step | undefined {
		if (!step) return undefined;
		this.#put(step.filter(({ subquestionId }) => this.closed(subquestionId) === null));
		const row = this.rows.find(({ subquestion }) => subquestion.id === step[0]?.subquestionId);
		if (row) this.goTo({ row: row.index, column: this.active.column });
		return step;
	}

	/** All of it or nothing. */
	#write(step: Step): boolean {
		for (const { subquestionId } of step) {
			const closed = this.closed(subquestionId);
			if (!closed) continue;
			this.refused = closed;
			return false;
		}
		this.refused = null;
		this.#put(step);
		this.#changes.did(step);
		return true;
	}

	/** One change to each room, however many rows. */
	#put(step: Step): void {
		const write = (): void => {
			for (const { subquestionId, after } of step) this.#live.setMyScore(subquestionId, after);
		};
		const { room, ballot } = this.#live;
		const inBallot = (): void => (ballot.doc ? ballot.doc.transact(write) : write());
		if (room.doc) room.doc.transact(inBallot);
		else inBallot();
	}
}

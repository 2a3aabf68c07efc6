/**
 * What each subquestion rests on: documents, observations and each interviewed group, as a matrix whose empty cells
 * are the holes of the evidence. A pure fold over the register: the same matrix whatever order it is read in.
 */
import { groupKey } from './role-groups.ts';

export type SourceKind = 'interview' | 'document' | 'web';
export type EvidenceStance = 'supports' | 'contradicts' | 'neutral';
export type AnswerState = 'answered' | 'evasive' | 'none';

export interface CoverageSource {
	id: string;
	kind: SourceKind;
	/** Of interviews; one without a group stands in a column of its own. */
	roleGroup?: string | undefined;
}

/** What a source says on a subquestion. */
export interface CoverageLink {
	subquestionId: string;
	sourceId: string;
	stance: EvidenceStance;
	/** Of those who were asked; absent: they answered, or nobody was asked. */
	answer?: AnswerState | undefined;
}

export interface Column {
	/** `document`, `web`, or `group:<key>`. */
	key: string;
	kind: SourceKind;
	/** As it is written first; undefined for documents and observations, and for interviews without a group. */
	roleGroup?: string | undefined;
	/** Sources of this column in the register. */
	sources: number;
}

/** `hole`: nothing; `asked`: asked and not answered; `covered`: at least one source says something. */
export type CellState = 'hole' | 'asked' | 'covered';

export interface Cell {
	state: CellState;
	/** Linked sources, by what they say. */
	supports: number;
	contradicts: number;
	neutral: number;
	/** Of them: asked without a real answer. */
	unanswered: number;
	links: readonly CoverageLink[];
}

export interface Row {
	subquestionId: string;
	/** By column key; every column has one. */
	cells: ReadonlyMap<string, Cell>;
	links: readonly CoverageLink[];
	/** Sources that say opposite things. */
	conflict: boolean;
	/** What every interviewed group says with one voice, each of them having answered; null otherwise. */
	unanimous: 'supports' | 'contradicts' | null;
	holes: number;
}

export interface Coverage {
	columns: readonly Column[];
	rows: readonly Row[];
	/** Cells that are covered, asked, and all there are. */
	progress: { covered: number; asked: number; of: number };
	/** Subquestions that nothing at all speaks on. */
	bare: readonly string[];
	conflicts: readonly string[];
}

const GROUP = 'group:';

export const columnOf = (source: Pick<CoverageSource, 'kind' | 'roleGroup'>): string =>
	source.kind === 'interview' ? `${GROUP}${groupKey(source.roleGroup ?? '')}` : source.kind;

/** Links to what is not in the register, or not in the framework, count for nothing. */
export function coverage(
	subquestionIds: readonly string[],
	sources: readonly CoverageSource[],
	links: readonly CoverageLink[],
): Coverage {
	const columns = columnsOf(sources);
	const columnOfSource = new Map(sources.map((source) => [source.id, columnOf(source)]));
	const rows = subquestionIds.map((subquestionId) =>
		rowOf(
			subquestionId,
			columns,
			links.filter((link) => link.subquestionId === subquestionId && columnOfSource.has(link.sourceId)),
			(link) => columnOfSource.get(link.sourceId)!,
		),
	);
	const cells = rows.flatMap((row) => [...row.cells.values()]);
	const count = (state: CellState) => cells.filter((cell) => cell.state === state).length;
	return {
		columns,
		rows,
		progress: { covered: count('covered'), asked: count('asked'), of: cells.length },
		bare: rows.filter((row) => row.links.length === 0).map((row) => row.subquestionId),
		conflicts: rows.filter((row) => row.conflict).map((row) => row.subquestionId),
	};
}

/** Documents and observations always, then the interviewed groups by their key. */
function columnsOf(sources: readonly CoverageSource[]): Column[] {
	const groups = new Map<string, { roleGroup: string | undefined; sources: number }>();
	for (const source of sources) {
		if (source.kind !== 'interview') continue;
		const key = columnOf(source);
		const known = groups.get(key);
		const name = source.roleGroup?.trim() || undefined;
		if (!known) groups.set(key, { roleGroup: name, sources: 1 });
		else {
			known.sources += 1;
			// The same name whoever reads: the first by its letters.
			if (name !== undefined && (known.roleGroup === undefined || name < known.roleGroup))
				known.roleGroup = name;
		}
	}
	const counted = (kind: SourceKind) => sources.filter((source) => source.kind === kind).length;
	return [
		{ key: 'document', kind: 'document', sources: counted('document') },
		{ key: 'web', kind: 'web', sources: counted('web') },
		...[...groups]
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, group]): Column => ({ key, kind: 'interview', ...group })),
	];
}

function rowOf(
	subquestionId: string,
	columns: readonly Column[],
	links: readonly CoverageLink[],
	columnOfLink: (link: CoverageLink) => string,
): Row {
	const cells = new Map(
		columns.map(({ key }) => [key, cellOf(links.filter((link) => columnOfLink(link) === key))]),
	);
	const says = (stance: EvidenceStance) => links.some((link) => link.stance === stance);
	return {
		subquestionId,
		cells,
		links,
		conflict: says('supports') && says('contradicts'),
		unanimous: unanimityOf(columns, cells),
		holes: [...cells.values()].filter((cell) => cell.state === 'hole').length,
	};
}

function cellOf(links: readonly CoverageLink[]): Cell {
	const count = (stance: EvidenceStance) => links.filter((link) => link.stance === stance).length;
	const unanswered = links.filter(isUnanswered).length;
	return {
		state: links.length === 0 ? 'hole' : unanswered === links.length ? 'asked' : 'covered',
		supports: count('supports'),
		contradicts: count('contradicts'),
		neutral: count('neutral'),
		unanswered,
		links,
	};
}

const isUnanswered = ({ answer }: CoverageLink): boolean => answer === 'evasive' || answer === 'none';

/** “All groups say”: at least two groups, each has answered, and every answer is the same. */
function unanimityOf(columns: readonly Column[], cells: ReadonlyMap<string, Cell>): Row['unanimous'] {
	const groups = columns.filter(({ kind }) => kind === 'interview').map(({ key }) => cells.get(key)!);
	if (groups.length < 2) return null;
	const all = (stance: 'supports' | 'contradicts') =>
		groups.every(
			(cell) => cell.unanswered === 0 && cell.links.length > 0 && cell[stance] === cell.links.length,
		);
	return all('supports') ? 'supports' : all('contradicts') ? 'contradicts' : null;
}

/** Subquestions that a group has not been asked about. */
export const notYetAsked = ({ rows }: Coverage, columnKey: string): string[] =>
	rows.filter((row) => row.cells.get(columnKey)?.state === 'hole').map((row) => row.subquestionId);

/** For those who ask of one subquestion after another. */
export const conflictSet = ({ conflicts }: Coverage): ReadonlySet<string> => new Set(conflicts);

/** Who wrote a section, as the server tells it, and what is said of each: colour, initials, name and date. */
import * as v from 'valibot';
import type { Span } from '#document/authorship.ts';
import { call, evaluationPath } from '#lib/workspace/api.ts';

const runSchema = v.object({
	kind: v.picklist(['text', 'table', 'figure', 'reference', 'citation']),
	block: v.number(),
	text: v.string(),
	client: v.number(),
	clock: v.number(),
	length: v.number(),
	userId: v.nullable(v.string()),
	at: v.string(),
});
const authorsSchema = v.object({
	seq: v.number(),
	runs: v.array(runSchema),
	people: v.array(
		v.object({ userId: v.string(), name: v.string(), initials: v.string(), former: v.boolean() }),
	),
});

export type AuthoredRun = v.InferOutput<typeof runSchema>;
export type AuthorsOfSection = v.InferOutput<typeof authorsSchema>;

export interface Writer {
	/** Of `author-…`: a person's colour, or `none`. */
	color: string;
	initials: string;
	/** Name and time, said on hovering. */
	title: string;
}

/** What the editor lays over its text. */
export interface AuthorSpans {
	spans: readonly Span[];
	writer: (span: Pick<Span, 'userId' | 'at'>) => Writer;
}

export interface Share {
	userId: string | null;
	/** Of the characters, 0–1. */
	share: number;
	/** ISO 8601: their latest words. */
	last: string;
}

/** Undefined where the log could not be read. */
export async function fetchAuthors(
	evaluationId: string,
	section: string,
): Promise<AuthorsOfSection | undefined> {
	const answer = await call('GET', evaluationPath(evaluationId, 'sections', section, 'authors'));
	const parsed = answer.ok ? v.safeParse(authorsSchema, answer.data) : undefined;
	return parsed?.success ? parsed.output : undefined;
}

/** Who has most first. */
export function sharesOf(runs: readonly AuthoredRun[]): Share[] {
	const all = runs.reduce((sum, { length }) => sum + length, 0);
	const by = new Map<string | null, Share>();
	for (const { userId, length, at } of runs) {
		const known = by.get(userId) ?? { userId, share: 0, last: at };
		known.share += length / all;
		if (at > known.last) known.last = at;
		by.set(userId, known);
	}
	return [...by.values()].sort((a, b) => b.share - a.share);
}

/** The runs of each block, in order. */
export function blocksOf(runs: readonly AuthoredRun[]): AuthoredRun[][] {
	const blocks: AuthoredRun[][] = [];
	for (const run of runs) {
		if (blocks.at(-1)?.[0]?.block !== run.block) blocks.push([]);
		blocks.at(-1)!.push(run);
	}
	return blocks;
}

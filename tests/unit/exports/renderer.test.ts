import { afterEach, expect, test } from 'vitest';
import { createRenderer, RenderError, type Renderer, type RendererLimits } from '#server/exports/renderer.ts';
import type { RenderTask } from '#server/exports/render.ts';
import type { Stage } from '#server/exports/stages.ts';
import { fullModel, pictures } from '../../support/report/full.ts';

let renderer: Renderer | undefined;
afterEach(() => renderer?.stop());

const faults: unknown[] = [];
const start = (limits: Partial<RendererLimits> = {}): Renderer =>
	(renderer = createRenderer({
		log: { error: (fault: unknown) => void faults.push(fault) },
		limits: { queue: 24, time: 60_000, rest: 60_000, ...limits },
	}));
const task = (format: RenderTask['format'] = 'pdf'): RenderTask => ({
	format,
	model: fullModel(),
	locale: 'sv',
	at: '2019-03-01T12:00:00Z',
	pictures,
});
const code = async (rendering: Promise<unknown>): Promise<string> => {
	const outcome = await rendering.catch((error: unknown) => error);
	return outcome instanceof RenderError ? outcome.code : 'rendered';
};

test('the server’s own thread goes on while a report is rendered', async () => {
	const rendering = start().render(task());
	let turns = 0;
	let longest = 0;
	let last = performance.now();
	const turning = setInterval(() => {
		turns += 1;
		longest = Math.max(longest, performance.now() - last);
		last = performance.now();
	}, 5);
	const bytes = await rendering;
	clearInterval(turning);
	expect(Buffer.from(bytes).toString('latin1', 0, 5)).toBe('%PDF-');
	expect(turns).toBeGreaterThan(3);
	// Rendering takes hundreds of milliseconds at the least; a blocked thread would show all of it as one turn.
	expect(turns * 5).toBeGreaterThan(longest / 10);
});

test('says what it is doing, in order', async () => {
	const stages: Stage[] = [];
	await start().render(task('docx'), { onStage: (stage) => stages.push(stage) });
	expect(stages).toEqual(['composing', 'writing']);
});

test('refuses what does not fit in its queue', async () => {
	const made = start({ queue: 1 });
	const outcomes = [made.render(task('xlsx')), made.render(task('xlsx')), made.render(task('xlsx'))].map(
		code,
	);
	expect(await Promise.all(outcomes)).toEqual(['rendered', 'rendered', 'busy']);
});

test('ends what is cancelled, waiting or under way, and renders what comes after', async () => {
	const made = start();
	const [running, waiting] = [new AbortController(), new AbortController()];
	const outcomes = [
		code(made.render(task(), { signal: running.signal })),
		code(made.render(task(), { signal: waiting.signal })),
		code(made.render(task('xlsx'))),
	];
	waiting.abort();
	running.abort();
	expect(await Promise.all(outcomes)).toEqual(['cancelled', 'cancelled', 'rendered']);
	expect(await code(made.render(task(), { signal: running.signal }))).toBe('cancelled');
});

test('gives up what takes too long, and renders what comes after', async () => {
	const made = start({ time: 1 });
	expect(await code(made.render(task()))).toBe('slow');
	await renderer?.stop();
	expect(await code(start().render(task('xlsx')))).toBe('rendered');
});

test('a report that cannot be rendered fails alone', async () => {
	const made = start();
	const broken = { ...task(), model: { ...fullModel(), areas: null } } as unknown as RenderTask;
	expect(await code(made.render(broken))).toBe('failed');
	expect(faults.length).toBeGreaterThan(0);
	expect(await code(made.render(task('xlsx')))).toBe('rendered');
});

test('takes nothing once it has been stopped, and tells those who wait', async () => {
	const made = start();
	const waiting = [code(made.render(task())), code(made.render(task()))];
	await made.stop();
	expect(await Promise.all(waiting)).toEqual(['cancelled', 'cancelled']);
	expect(await code(made.render(task()))).toBe('busy');
});

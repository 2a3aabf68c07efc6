/**
 * A report of some sixty pages, rendered as the server does it: PDF in under five seconds and Word in under three, the
 * start of the thread included. `node bench/report.ts [--json FILE]`
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import { reportModel } from '#domain/report/model.ts';
import type { RichText } from '#domain/report/rich-text.ts';
import type { ReportFinding } from '#domain/report/source.ts';
import { createRenderer } from '#server/exports/renderer.ts';
import type { RenderTask } from '#server/exports/render.ts';

const LIMITS = { pdf: 5000, docx: 3000, xlsx: 3000 } as const;
const ROUNDS = 5;

const SENTENCE =
	'Kommunen har en tydlig inriktning för arbetet, den är känd bland cheferna, och uppföljningen sker i fast takt varje tertial. ';

/** Twelve words a line, some forty lines a page. */
const prose = (paragraphs: number, seed: number): RichText => ({
	type: 'doc',
	content: Array.from({ length: paragraphs }, (_, i) => ({
		type: 'paragraph',
		content: [{ type: 'text', text: `${seed}.${i + 1} ${SENTENCE.repeat(5)}` }],
	})),
});

const findings = KOMMUNKOMPASSEN.areas.flatMap(({ id }) =>
	Array.from({ length: 13 }, (_, i): ReportFinding => ({
		id: `${id}-${i}`,
		kind: i < 8 ? 'strength' : 'improvement',
		area: id,
		text: prose(1, i),
	})),
);

const model = reportModel({
	framework: KOMMUNKOMPASSEN,
	evaluation: {
		id: 'bench',
		title: 'Vallentuna 2019',
		municipality: { code: '0115', name: 'Vallentuna' },
		year: 2019,
		phase: 'final',
	},
	source: {
		agreed: new Map(
			allSubquestions(KOMMUNKOMPASSEN).map(({ id, max }) => [id, { kind: 'points', points: max * 75 }]),
		),
		reasons: new Map(),
		summary: prose(6, 0),
		areas: new Map(
			KOMMUNKOMPASSEN.areas.map(({ id }) => [id, { general: prose(1, 1), summary: prose(1, 2) }]),
		),
		commentary: new Map(allSubquestions(KOMMUNKOMPASSEN).map(({ id }, i) => [id, prose(6, i)])),
		findings,
		facts: Array.from({ length: 20 }, (_, i) => ({
			id: String(i),
			label: `Uppgift ${i}`,
			value: '33 432',
			remark: null,
			asOf: '2018',
			source: null,
		})),
		sources: Array.from({ length: 60 }, (_, i) => ({
			id: String(i),
			kind: 'document' as const,
			social: false,
			title: `Dokument ${i}`,
			author: 'Vallentuna kommun',
			date: '2018',
			from: null,
			to: null,
			url: null,
			respondents: null,
		})),
	},
});

const pagesOf = (pdf: Uint8Array): number =>
	Buffer.from(pdf)
		.toString('latin1')
		.match(/\/Type \/Page\b/g)?.length ?? 0;

const results: Record<string, unknown> = { cpus: cpus().length, load: loadavg() };
for (const format of ['pdf', 'docx', 'xlsx'] as const) {
	const times: number[] = [];
	/** Of all threads: what it would take on a machine that does nothing else, at the most. */
	const processor: number[] = [];
	let bytes = new Uint8Array();
	for (let round = 0; round < ROUNDS; round++) {
		const renderer = createRenderer({ log: { error: (fault: unknown) => console.error(fault) } });
		const task: RenderTask = { format, model, locale: 'sv', at: '2019-03-01T12:00:00Z', pictures: new Map() };
		const [start, before] = [performance.now(), process.cpuUsage()];
		bytes = new Uint8Array(await renderer.render(task));
		times.push(performance.now() - start);
		const { user, system } = process.cpuUsage(before);
		processor.push((user + system) / 1000);
		await renderer.stop();
	}
	for (const list of [times, processor]) list.sort((a, b) => a - b);
	const middle = (list: number[]) => Math.round(list[Math.floor(ROUNDS / 2)] ?? 0);
	const [median, cpu] = [middle(times), middle(processor)];
	const worst = Math.round(times.at(-1) ?? 0);
	results[format] = { median, worst, cpu, limit: LIMITS[format], kib: Math.round(bytes.length / 1024) };
	const pages = format === 'pdf' ? `, ${pagesOf(bytes)} pages` : '';
	console.log(
		`${format}: median ${median} ms, worst ${worst} ms, processor ${cpu} ms (limit ${LIMITS[format]} ms)${pages}`,
	);
}
console.log(
	`load ${loadavg()
		.map((load) => load.toFixed(1))
		.join(' ')} on ${cpus().length} processors`,
);

const at = process.argv.indexOf('--json');
const file = at > 0 ? process.argv[at + 1] : undefined;
if (file) writeFileSync(file, `${JSON.stringify(results, null, '\t')}\n`);

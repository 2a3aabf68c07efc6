/** A report of Vallentuna 2019 in which a test writes what it wants looked at. */
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { figures } from '#domain/points/totals.ts';
import type { RichText } from '#domain/report/rich-text.ts';
import { runChecks } from '#domain/text-checks/run.ts';
import type {
	CheckedFinding,
	CheckedText,
	CheckFinding,
	CheckSource,
} from '#domain/text-checks/text-check.ts';
import { wordsOf } from '#domain/text-checks/words.ts';
import { agreedVallentuna } from '../fixtures/vallentuna.ts';

export const paragraphs = (...lines: string[]): RichText => ({
	type: 'doc',
	content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

/** Section id → its words. */
export function source(
	texts: Record<string, string | RichText>,
	change: Partial<CheckSource> = {},
): CheckSource {
	const findings: readonly CheckedFinding[] = change.findings ?? [];
	return {
		framework: KOMMUNKOMPASSEN,
		figures: figures(KOMMUNKOMPASSEN, agreedVallentuna),
		year: 2019,
		texts: Object.entries(texts).map(([section, text]): CheckedText => {
			const [kind, id = ''] = section.split(':');
			const finding = findings.find((each) => kind === 'finding' && each.id === id);
			const area = kind === 'sub' ? id.split('.')[0] : kind === 'area' ? id : finding?.area;
			return {
				section,
				area,
				subquestions: kind === 'sub' ? [id] : finding?.subquestion ? [finding.subquestion] : [],
				...wordsOf(typeof text === 'string' ? paragraphs(text) : text),
			};
		}),
		findings,
		targets: new Set(['area:1', 'sub:1.1']),
		...change,
	};
}

/** What is found in one section with these words, as `check level`. */
export const found = (words: string, section = 'report:summary'): string[] =>
	runChecks(source({ [section]: words })).map(({ check, level }) => `${check} ${level}`);

export const findingsIn = (...args: Parameters<typeof source>): CheckFinding[] => runChecks(source(...args));

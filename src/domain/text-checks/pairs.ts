/** Strengths that an improvement goes on with: pairs whose other half is gone, or stands on the same side. */
import type { CheckedFinding, CheckSource, Remark, TextCheck } from './text-check.ts';

const GOES_ON = /(?:…|\.\.\.)\s*$/u;
const CONTINUES = /^\s*(?:…|\.\.\.)/u;

type Fault = 'gone' | 'sameSide' | 'otherArea' | 'openEnd' | 'openBeginning';

export const pairs: TextCheck = ({ findings, texts }: CheckSource): Remark[] => {
	const byId = new Map(findings.map((finding) => [finding.id, finding]));
	const named = new Set(findings.flatMap(({ pair }) => (pair === undefined ? [] : [pair])));
	const wordsOf = new Map(texts.map(({ section, words }) => [section, words]));
	return findings.flatMap((finding): Remark[] => {
		const section = `finding:${finding.id}`;
		const words = wordsOf.get(section) ?? '';
		const fault = faultOf(finding, byId, named, words);
		if (!fault) return [];
		const shown = words.trimEnd();
		return [
			{
				level: 'hint',
				section,
				range: [0, shown.length],
				words: shown,
				params: { fault, area: finding.area, kind: finding.kind },
				basis: `${fault} ${finding.pair ?? ''}`,
			},
		];
	});
};

function faultOf(
	{ id, kind, area, pair }: CheckedFinding,
	byId: ReadonlyMap<string, CheckedFinding>,
	named: ReadonlySet<string>,
	words: string,
): Fault | undefined {
	if (pair !== undefined) {
		const other = byId.get(pair);
		if (!other) return 'gone';
		if (other.kind === kind) return 'sameSide';
		return other.area === area ? undefined : 'otherArea';
	}
	if (named.has(id)) return undefined;
	if (kind === 'strength' && GOES_ON.test(words)) return 'openEnd';
	return kind === 'improvement' && CONTINUES.test(words) ? 'openBeginning' : undefined;
}

/** What was kept after a refusal, in words. */
import { formatPoints, toHundredths } from '#domain/points/points.ts';
import { parseMapPlace, parseTextPlace } from '#document/paths.ts';
import { parseValue } from '#document/values.ts';
import type { I18n } from '#lib/i18n/context.ts';
import type { KeptWords } from '#lib/sync/carry-over.ts';
import { splitPath } from '#lib/sync/split-path.ts';

/** What it was: "Score for 1.4". */
export function describeKept({ path }: KeptWords, { t }: I18n): string {
	const [root, key] = splitPath(path);
	const place = key === undefined ? parseTextPlace(root) : parseMapPlace(root, key);
	if (place?.kind === 'score') return t('kept.score', { subquestion: place.subquestionId });
	if (place?.kind === 'finding') return t('kept.finding');
	if (place?.kind !== 'text') return t('kept.other');
	return place.section.kind === 'subquestion'
		? t('kept.text', { subquestion: place.section.subquestionId })
		: t('kept.findingText');
}

/** The words themselves; empty for something that was taken away. */
export function wordsToCopy({ text, value }: KeptWords, { t, locale }: I18n): string {
	if (text !== undefined) return text;
	const message = parseValue('messages', value);
	if (message) return message.text;
	const source = parseValue('sources', value);
	if (source) return [source.title, source.quote, source.description].filter(Boolean).join('\n');
	const score = parseValue('scores', value);
	if (!score) return value === null || value === undefined ? '' : JSON.stringify(value);
	if ('notAssessable' in score) return `${t('row.notAssessable')}: ${score.notAssessable}`;
	if ('abstain' in score) return t('row.abstain');
	const points = toHundredths(score.points);
	return [points === undefined ? String(score.points) : formatPoints(points, locale), score.note ?? '']
		.filter(Boolean)
		.join('\n');
}

/** Where a text is, in words: “1.4”, “område 2”, “sammanfattningen”. */
import type { Framework } from '#domain/framework/framework.ts';
import { parseSectionId } from '#document/paths.ts';
import type { Translate } from '#lib/i18n/index.ts';

export function sectionName(framework: Framework, section: string, t: Translate): string {
	const parsed = parseSectionId(section);
	switch (parsed?.kind) {
		case 'subquestion':
			return parsed.subquestionId;
		case 'note':
			return t('evidence.in.note', { id: parsed.subquestionId });
		case 'area':
			return t('evidence.in.area', {
				area: framework.areas.find(({ id }) => id === parsed.areaId)?.name ?? parsed.areaId,
			});
		case 'report':
			return t('evidence.in.summary');
		case 'finding':
			return t('evidence.in.finding');
		default:
			return t('evidence.in.section');
	}
}

/** Each once, in order. */
export const sectionNames = (framework: Framework, sections: readonly string[], t: Translate): string[] => [
	...new Set(sections.map((section) => sectionName(framework, section, t))),
];

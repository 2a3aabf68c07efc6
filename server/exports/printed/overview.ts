/** What opens the report: the method in short, how this evaluation was made, its result, and what it amounts to. */
import { formatWhole } from '#domain/points/points.ts';
import { formats } from '#lib/i18n/format.ts';
import type { Block } from './blocks.ts';
import { written } from './chapter.ts';
import { cohortDefinition, comparabilityOf, resultDiagrams } from './diagrams.ts';
import { note, paragraph, previousTitle, words, type Page } from './page.ts';
import { summaryAnchor } from './references.ts';
import { restingOn } from './sources.ts';

/** The standard text of the framework, and its areas. */
export function about({ model, t, own }: Page): Block[] {
	const { name, introduction, validFrom, version, versions } = model.framework;
	if (introduction === null) return [];
	return [
		{
			kind: 'heading',
			level: 2,
			anchor: 'about',
			text: words(t('report.about', { framework: name })),
			listed: true,
			opens: true,
		},
		...introduction
			.split(/\n\s*\n/)
			.filter((part) => part.trim() !== '')
			.map((part) => paragraph(part.trim(), own)),
		paragraph(t('report.theAreas', { count: model.areas.length })),
		{
			kind: 'list',
			ordered: true,
			start: 1,
			items: model.areas.map((area) => [paragraph(area.name, own)]),
		},
		...(validFrom === null ? [] : [paragraph(t('report.usedSince', { version, year: validFrom }))]),
		...versions.flatMap(({ note: said }) => (said === null ? [] : [paragraph(said, own)])),
	];
}

export function overview(page: Page): Block[] {
	const { model, t } = page;
	const { name } = model.evaluation.municipality;
	const comparisons = comparisonParagraphs(page);
	return [
		{
			kind: 'heading',
			level: 2,
			anchor: 'overview',
			text: words(t('report.overview', { name, framework: model.framework.name })),
			listed: true,
			opens: true,
		},
		{ kind: 'heading', level: 3, anchor: 'evaluation', text: words(t('report.evaluation')), listed: true },
		...method(page),
		{ kind: 'heading', level: 3, anchor: 'results', text: words(t('report.results')), listed: true },
		paragraph(totalSentence(page), { tone: 'lead' }),
		...resultDiagrams(page),
		...(comparisons.length === 0
			? []
			: [
					{
						kind: 'heading',
						level: 3,
						anchor: 'comparisons',
						text: words(t('report.comparisons')),
						listed: true,
					} as const,
					...comparisons,
				]),
		{ kind: 'heading', level: 3, anchor: 'summary', text: words(t('report.comments')), listed: true },
		...summary(page),
	];
}

function totalSentence({ model: { total }, t, locale }: Page): string {
	const max = formatWhole(total.max, locale);
	return total.achieved === null
		? t('report.totalSoFar', { achieved: formatWhole(total.soFar, locale), max, missing: total.missing })
		: t('report.totalPoints', { achieved: formatWhole(total.achieved, locale), max });
}

function method(page: Page): Block[] {
	const { model, t, locale } = page;
	const { evaluation, framework, method: made, previous } = model;
	const list = (items: string[]) => formats(locale).list(items);
	const groups = made.roleGroups.map((group) => group.toLocaleLowerCase(locale));
	const interviews =
		made.interviews === 0
			? []
			: [
					made.respondents === null
						? t('report.interviews', { count: made.interviews })
						: t('report.interviewsWith', { count: made.interviews, people: made.respondents }),
				];
	const based = [
		...interviews,
		...(made.documents > 0 ? [t('report.documents', { count: made.documents })] : []),
		...(made.web > 0 ? [t('report.webPages', { count: made.web })] : []),
		...(made.social > 0 ? [t('report.socialMedia', { count: made.social })] : []),
	];
	return [
		paragraph(
			t('report.madeIn', {
				name: evaluation.municipality.name,
				year: evaluation.year,
				framework: framework.name,
				version: framework.version,
			}),
		),
		...(previous
			? [
					paragraph(
						t('report.previousWas', {
							title: previousTitle(page, previous),
							framework: `${previous.framework.name} ${previous.framework.version}`,
						}),
					),
				]
			: []),
		...(based.length > 0 ? [paragraph(t('report.basedOn', { what: list(based) }))] : []),
		...(groups.length > 0 ? [paragraph(t('report.interviewed', { groups: list(groups) }))] : []),
	];
}

function comparisonParagraphs(page: Page): Block[] {
	const { model, t } = page;
	const { previous, cohort, framework } = model;
	const noted = (version: string): Block[] =>
		framework.versions.flatMap(({ version: other, note: said }) =>
			other === version && said !== null ? [paragraph(said, page.own)] : [],
		);
	return [
		...(previous
			? [
					paragraph(
						comparabilityOf(page, previousTitle(page, previous), previous.framework, (area) => area.previous),
					),
					...noted(previous.framework.version),
				]
			: []),
		...(cohort
			? [
					paragraph(cohortDefinition(page, cohort)),
					paragraph(comparabilityOf(page, t('report.cohortName'), cohort.framework, (area) => area.cohort)),
				]
			: []),
	];
}

function summary(page: Page): Block[] {
	const { model, t, own } = page;
	if (!model.summary && model.summaryParts.length === 0) return [note(t('report.noComments'))];
	return [
		...(model.summary ? written(page, model.summary, 3) : []),
		...restingOn(page, { kind: 'report', part: 'summary' }, model.summary),
		...model.summaryParts.flatMap(({ section, title, text }, i): Block[] => [
			...(title === null
				? []
				: [{ kind: 'heading', level: 4, anchor: summaryAnchor(i), text: words(title), ...own } as const]),
			...written(page, text, 4),
			...restingOn(page, section, text),
		]),
	];
}

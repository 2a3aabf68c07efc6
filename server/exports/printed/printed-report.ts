/** The whole report in its order, from the model alone: nobody who may not see the model has a part in it. */
import type { ReportModel } from '#domain/report/model.ts';
import { formats } from '#lib/i18n/format.ts';
import { translator, type Locale } from '#lib/i18n/index.ts';
import { facts, roleModels } from './appendices.ts';
import type { PrintedReport } from './blocks.ts';
import { chapter } from './chapter.ts';
import { distribution } from './distribution.ts';
import { finished, printableAll } from './finish.ts';
import { about, overview } from './overview.ts';
import { words, type Page } from './page.ts';
import { referencesOf } from './references.ts';
import { sourceIndex } from './sources.ts';

/** `at`: when it is made; working material says so. */
export function printedReport(model: ReportModel, locale: Locale, at?: Date): PrintedReport {
	const t = translator(locale);
	const { evaluation, framework, snapshot, status } = model;
	const own = framework.language === locale ? {} : { lang: framework.language };
	const page: Page = { model, locale, t, own, references: referencesOf(model, t) };
	const working = status === 'working';
	const date = formats(locale);
	return {
		locale,
		...printableAll({
			title: t('report.title', { name: evaluation.municipality.name, year: evaluation.year }),
			subtitle: t('report.subtitle', { framework: framework.name, version: framework.version }),
			status,
			statusLabel: t(working ? 'report.working' : 'report.final'),
			statusNote: working ? t('report.workingNote') : null,
			origin: [
				...(evaluation.title === '' ? [] : [evaluation.title]),
				...(snapshot
					? [
							t('report.asOfSnapshot', { label: snapshot.label, at: date.dateTime(snapshot.at) }),
							t('report.fingerprint', { sha256: snapshot.sha256 }),
						]
					: working && at
						? [t('report.asOf', { at: date.dateTime(at) })]
						: []),
			],
		}),
		blocks: finished([
			{ kind: 'contents', title: t('report.contents') },
			...about(page),
			...overview(page),
			{
				kind: 'heading',
				level: 2,
				anchor: 'details',
				text: words(t('report.details')),
				listed: true,
				opens: true,
			},
			...model.areas.flatMap((area) => chapter(page, area)),
			...distribution(page),
			...facts(page),
			...roleModels(page),
			...sourceIndex(page),
		]),
		words: {
			page: t('report.page'),
			pageOf: t('report.pageOf'),
			contents: t('report.contents'),
			linked: t('report.linked'),
		},
	};
}

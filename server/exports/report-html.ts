/**
 * The printable report: one complete page in the order of the published reports, with tables, diagrams and their
 * figures, and nothing that has to be loaded.
 */
import type { ReportArea, ReportModel } from '#domain/report/model.ts';
import { formats } from '#lib/i18n/format.ts';
import { translator, type Locale, type Translate } from '#lib/i18n/index.ts';
import { html, toText, trusted, type Html } from './html.ts';
import { chapter } from './report-html-chapter.ts';
import { resultFigures } from './report-html-diagrams.ts';
import { distribution } from './report-html-tables.ts';
import { REPORT_STYLE } from './report-style.ts';
import { richTextHtml } from './rich-text-html.ts';

/** What every part of the page needs. */
export interface Page {
	model: ReportModel;
	locale: Locale;
	t: Translate;
	/** Language of the framework's labels and of the evaluators' texts, where it is not the page's. */
	own: Html;
}

/** `notice`: a sentence above everything, for whoever reads it here and now. */
export function reportHtml(
	model: ReportModel,
	locale: Locale,
	{ notice }: { notice?: string | undefined } = {},
): string {
	const t = translator(locale);
	const language = model.framework.language;
	const page: Page = { model, locale, t, own: language === locale ? trusted('') : html`lang="${language}"` };
	const title = t('report.title', { name: model.evaluation.municipality.name, year: model.evaluation.year });
	const state = t(model.status === 'final' ? 'report.final' : 'report.working');
	return toText(
		html`<!doctype html>
			<html lang="${locale}">
				<head>
					<meta charset="utf-8" />
					<meta name="viewport" content="width=device-width, initial-scale=1" />
					<title>${title} – ${model.framework.name} – ${state}</title>
					${trusted(`<style>${REPORT_STYLE}</style>`)}
				</head>
				<body>
					${notice ? html`<p class="note" role="note">${notice}</p>` : null} ${front(page, title, state)}
					<main>
						${about(page)} ${overview(page)}
						<section aria-labelledby="details">
							<h2 id="details">${t('report.details')}</h2>
							${model.areas.map((area) => chapter(page, area))}
						</section>
						${distribution(page)}
					</main>
				</body>
			</html> `,
	);
}

function front({ model, locale, t, own }: Page, title: string, state: string): Html {
	const { snapshot } = model;
	const entry = (id: string, label: string) => html`<li><a href="#${id}">${label}</a></li>`;
	const areaEntry = (area: ReportArea) =>
		html`<li ${own}>
			<a href="#area-${area.id}">${t('report.area', { id: area.id, name: area.title })}</a>
		</li>`;
	return html`<header>
			<p class="${model.status === 'final' ? 'status final' : 'status'}">${state}</p>
			<h1>${title}</h1>
			<p ${own}>${model.evaluation.title} · ${model.framework.name} ${model.framework.version}</p>
			${model.status === 'working' ? html`<p class="note">${t('report.workingNote')}</p>` : null}
			${
				snapshot
					? html`<p class="meta">
							${t('report.asOfSnapshot', {
								label: snapshot.label,
								at: formats(locale).dateTime(snapshot.at),
							})}<br />${t('report.fingerprint', { sha256: snapshot.sha256 })}
						</p>`
					: null
			}
		</header>
		<nav aria-labelledby="contents">
			<h2 id="contents">${t('report.contents')}</h2>
			<ol>
				${model.framework.introduction === null ? null : entry('about', t('report.about', { framework: model.framework.name }))}
				${entry('overview', overviewTitle(model, t))}
				<li>
					<a href="#details">${t('report.details')}</a>
					<ul>
						${model.areas.map(areaEntry)}
					</ul>
				</li>
				${entry('distribution', t('report.distribution'))}
			</ol>
		</nav>`;
}

const overviewTitle = (model: ReportModel, t: Translate): string =>
	t('report.overview', { name: model.evaluation.municipality.name, framework: model.framework.name });

function about({ model, t, own }: Page): Html | null {
	const { name, introduction } = model.framework;
	if (introduction === null) return null;
	return html`<section aria-labelledby="about">
		<h2 id="about">${t('report.about', { framework: name })}</h2>
		<p ${own}>${introduction}</p>
	</section>`;
}

function overview(page: Page): Html {
	const { model, t, own } = page;
	return html`<section aria-labelledby="overview">
		<h2 id="overview">${overviewTitle(model, t)}</h2>
		<h3>${t('report.results')}</h3>
		${resultFigures(page)}
		<h3>${t('report.comments')}</h3>
		${
			model.summary
				? html`<div ${own}>${richTextHtml(model.summary, 4)}</div>`
				: html`<p class="note">${t('report.noComments')}</p>`
		}
	</section>`;
}

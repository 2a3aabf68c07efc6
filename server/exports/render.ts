/** One report in one form, from the model alone. Runs in the worker; what it is given and gives is plain data. */
import type { ReportModel } from '#domain/report/model.ts';
import type { Locale } from '#lib/i18n/index.ts';
import { reportDocx } from './docx/report-docx.ts';
import type { Format } from './formats.ts';
import { reportPdf } from './pdf/report-pdf.ts';
import type { Pictures } from './printed/blocks.ts';
import { printedReport } from './printed/printed-report.ts';
import { printedHtml } from './report-html.ts';
import { reportXlsx } from './report-xlsx.ts';
import type { Stage } from './stages.ts';

/** The forms that take time; the others are made where they are asked for. */
export type RenderedFormat = Exclude<Format, 'csv' | 'json'>;

export interface RenderTask {
	format: RenderedFormat;
	model: ReportModel;
	locale: Locale;
	/** ISO 8601: when it was asked for. */
	at: string;
	pictures: Pictures;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export async function render(
	{ format, model, locale, at, pictures }: RenderTask,
	progress: (stage: Stage) => void,
): Promise<Uint8Array> {
	progress('composing');
	if (format === 'xlsx') return reportXlsx(model, locale);
	const printed = printedReport(model, locale, new Date(at));
	progress('writing');
	if (format === 'html') return bytes(printedHtml(printed, pictures));
	return format === 'pdf' ? reportPdf(printed, pictures) : reportDocx(printed, pictures);
}

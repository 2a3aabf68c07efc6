/** The report as a tagged PDF: headings, tables with their header cells, words for every picture, language, outline. */
import type { Pictures, PrintedReport } from '../printed/blocks.ts';
import { typstData } from './typst-data.ts';
import { typstPdf } from './typst.ts';

export const reportPdf = (report: PrintedReport, pictures: Pictures): Promise<Uint8Array> =>
	typstPdf(typstData(report, pictures));

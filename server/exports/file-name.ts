/** What a downloaded report is called: letters and digits that every system takes. */
import type { ReportModel } from '#domain/report/model.ts';

export const plainName = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.replace(/[^0-9A-Za-z]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.toLowerCase();

/** Without an ending: `vallentuna-2019`, `vallentuna-2019-working`. */
export const fileName = ({ evaluation, status }: ReportModel): string =>
	[
		plainName(evaluation.municipality.name),
		evaluation.year,
		...(status === 'working' ? ['working'] : []),
	].join('-');

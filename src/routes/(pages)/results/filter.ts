/** What the library's pages are asked to show, from their address: anything that makes no sense is passed over. */
import { isCounty } from '#domain/municipalities/counties.ts';

export const yearIn = (params: URLSearchParams, name: string): number | undefined => {
	const text = params.get(name) ?? '';
	return /^\d{4}$/.test(text) ? Number(text) : undefined;
};

export const countiesIn = (params: URLSearchParams): string[] => params.getAll('county').filter(isCounty);

/** A text field; '' where it is absent. */
export const textIn = (params: URLSearchParams, name: string): string => params.get(name)?.trim() ?? '';

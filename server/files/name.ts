/** What a file is called: one line that every system takes, with an ending that says what it is. */
import { KINDS, type MediaType } from './kinds.ts';

const MAX_STEM = 100;
/** What stands after the last dot of “Plan v1.2” is no ending. */
const ENDING = /^[a-z][a-z0-9]{1,5}$/i;
/** Control and format characters (bidirectional overrides among them), and what file systems refuse. */
const UNFIT = /[\p{C}<>:"|?*]/gu;

function parts(given: string): { stem: string; ending: string | undefined } {
	const last = given.split(/[/\\]/).at(-1) ?? '';
	const clean = last
		.normalize('NFC')
		.replace(UNFIT, '')
		.replace(/\s+/g, ' ')
		.replace(/^[\s.]+|[\s.]+$/g, '');
	const dot = clean.lastIndexOf('.');
	const ending = dot === -1 ? '' : clean.slice(dot + 1);
	return ENDING.test(ending)
		? { stem: clean.slice(0, dot), ending: ending.toLowerCase() }
		: { stem: clean, ending: undefined };
}

/** False where the name's ending promises something else than the bytes are. A name without an ending promises nothing. */
export function fitsName(given: string, type: MediaType): boolean {
	const { ending } = parts(given);
	return ending === undefined || KINDS[type].endings.includes(ending);
}

export function safeName(given: string, type: MediaType): string {
	const { stem } = parts(given);
	const short = [...stem].slice(0, MAX_STEM).join('').trim();
	return `${short === '' ? 'fil' : short}.${KINDS[type].endings[0]}`;
}

/** RFC 6266: the plain form for old readers, the whole name beside it. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
	const plain = name
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.replace(/[^0-9A-Za-z._ -]/g, '_');
	const encoded = encodeURIComponent(name).replace(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
	);
	return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

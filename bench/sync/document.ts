/** Documents of a real evaluation's size whose every piece the gate lets in: 45 co-written texts and 106 findings. */
import * as Y from 'yjs';
import { KOMMUNKOMPASSEN } from '../../src/domain/framework/bundled.ts';
import { allSubquestions } from '../../src/domain/framework/framework.ts';
import { seeded } from '../guard-document.ts';

const SUBQUESTIONS = allSubquestions(KOMMUNKOMPASSEN);
const WORDS = 'kommunen styrning dialog uppföljning mål resultat ledning arbete och som för med att'.split(
	' ',
);
/** Client ids a document was written under, as by a group over some weeks; one session may bring so many. */
const IDS = 50;

/** Bursts of typing that give about these sizes encoded. */
export const SIZES = { '308 kB': 227, '54 kB': 37, small: 0 } as const;
export type Size = keyof typeof SIZES;

/** The encoded state, the same on every run. */
export function documentOf(size: Size): Uint8Array {
	const random = seeded(308);
	const pick = (count: number): number => Math.floor(random() * count);
	const doc = new Y.Doc();
	doc.clientID = 1;
	if (size === 'small') return Y.encodeStateAsUpdate(doc);
	for (const { id } of SUBQUESTIONS) {
		const words = new Y.XmlText();
		const paragraph = new Y.XmlElement('paragraph');
		paragraph.insert(0, [words]);
		doc.getXmlFragment(`text:sub:${id}`).insert(0, [paragraph]);
		for (let burst = 0; burst < SIZES[size]; burst++) {
			if (burst % 6 === 0) doc.clientID = 1 + pick(IDS);
			words.insert(pick(words.length + 1), ` ${WORDS[pick(WORDS.length)]!} ${WORDS[pick(WORDS.length)]!}`);
			if (burst % 9 === 8) words.delete(pick(words.length - 5), 4);
		}
	}
	for (let n = 0; n < 106; n++)
		doc.getMap('findings').set(`f${n}`, { kind: 'strength', area: String(1 + (n % 8)), order: `a${n}` });
	return Y.encodeStateAsUpdate(doc);
}

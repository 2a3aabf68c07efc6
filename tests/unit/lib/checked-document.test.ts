/** What the live checks remember is what they would find if they looked at everything again. */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { runChecks } from '#domain/text-checks/run.ts';
import { canonicalContent } from '#document/content.ts';
import { checkSourceOf } from '#document/check-source.ts';
import { CheckedDocument } from '#lib/checks/checked-document.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const SECTIONS = ['report:summary', 'area:3:summary', 'sub:3.1', 'sub:6.6', 'finding:f1', 'free:x'];
const SENTENCES = [
	'Område 3 får 84 poäng.',
	'Detta är kommunens starkaste område.',
	'Flera (alla?) är med.',
	'Personalpolitik (5) är svagast.',
	'Ett lugnt stycke utan något att anmärka på.',
	'Genomsnittet av kommuner 2016–2018.',
	'Genomsnittet av kommuner 2017–2019.',
];

test.each(Array.from({ length: 30 }, (_, n) => n + 1))(
	'after random changes, whatever they touch (seed %i)',
	(seed) => {
		const random = seededRandom(seed);
		const doc = new Y.Doc();
		const checked = new CheckedDocument(doc);
		let changes = 0;
		const stop = checked.watch(() => (changes += 1));
		const change: readonly (() => void)[] = [
			() => {
				const fragment = doc.getXmlFragment(`text:${random.pick(SECTIONS)}`);
				fragment.delete(0, fragment.length);
				const paragraph = new Y.XmlElement('paragraph');
				const reference = new Y.XmlElement('reference');
				reference.setAttribute('to', random.pick(['finding:f1', 'free:x', 'sub:1.1']));
				paragraph.insert(0, [new Y.XmlText(random.pick(SENTENCES)), reference]);
				fragment.insert(0, [paragraph]);
			},
			() => {
				const area = random.pick(KOMMUNKOMPASSEN.areas);
				for (const { id, max } of area.subquestions)
					doc.getMap('consensus').set(id, { points: random.below(max), version: 1, by: 'l', at: 0 });
			},
			() => {
				const findings = doc.getMap('findings');
				if (findings.has('f1')) findings.delete('f1');
				else findings.set('f1', { kind: 'strength', area: random.pick(['1', '3']), order: 'a0', pair: 'f2' });
			},
			() => {
				const outline = doc.getMap('outline');
				if (outline.has('free:x')) outline.delete('free:x');
				else outline.set('free:x', { area: random.pick(['3', '6']), order: 'a0' });
			},
		];
		for (let n = 0; n < 25; n += 1) {
			doc.transact(() => random.pick(change)());
			expect(changes).toBe(n + 1);
			expect(checked.run(KOMMUNKOMPASSEN, 2019)).toEqual(
				runChecks(checkSourceOf(KOMMUNKOMPASSEN, 2019, canonicalContent(doc))),
			);
		}
		stop();
	},
);

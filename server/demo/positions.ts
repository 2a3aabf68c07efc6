/** Where each of the three stands on what was agreed: most of it settled, some of it not yet, as in a real week. */
import { personKey } from '#document/scores.ts';
import type { Position } from '#document/values.ts';
import { CARL, EVA, LEAD, type DemoSeat } from './people.ts';

type Stand = (version: number) => Position | undefined;

const agree: Stand = (version) => ({ version, stance: 'agree' });
const accept: Stand = (version) => ({ version, stance: 'accept' });
const abstain: Stand = (version) => ({ version, stance: 'abstain' });
const silent: Stand = () => undefined;
const object =
	(reason: string): Stand =>
	(version) => ({ version, stance: 'object', reason });

/** Everyone agrees with everything but this. */
const SPECIAL: Readonly<Record<string, Partial<Record<'anna' | 'carl' | 'eva', Stand>>>> = {
	'1.4': { carl: accept },
	'2.4': { carl: accept },
	'4.5': { carl: silent },
	'5.5': { eva: accept, anna: silent },
	'6.6': {
		anna: object('Planen för mångfald finns och är beslutad. Tre poäng säger att nästan inget är gjort.'),
	},
	'7.4': { carl: silent, eva: silent },
	'8.5': { carl: abstain },
	'8.6': { carl: silent },
};

const NAMES = new Map<DemoSeat, 'anna' | 'carl' | 'eva'>([
	[LEAD, 'anna'],
	[CARL, 'carl'],
	[EVA, 'eva'],
]);

/** One person's entries of the map `positions`: key → value. `versionOf` gives the consensus each one is about. */
export function demoPositions(
	seat: DemoSeat,
	userId: string,
	subquestions: readonly { id: string }[],
	versionOf: (subquestionId: string) => number,
): Map<string, Position> {
	const name = NAMES.get(seat);
	const entries = new Map<string, Position>();
	for (const { id } of subquestions) {
		const position = ((name && SPECIAL[id]?.[name]) ?? agree)(versionOf(id));
		if (position) entries.set(personKey(id, userId), position);
	}
	return entries;
}

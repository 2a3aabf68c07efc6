/**
 * Three people's scores around the agreed points: close on most subquestions, far apart on some, as groups are.
 * The same at every run.
 */
import { divideHalfUp, fromHundredths } from '#domain/points/points.ts';
import type { Subquestion } from '#domain/framework/framework.ts';
import type { Score } from '#document/values.ts';
import { AGREED } from './agreed.ts';
import { CARL, EVA, LEAD, type DemoSeat } from './people.ts';

type Row = readonly [anna: Score, carl: Score, eva: Score];

/**
 * Where the group disagreed, somebody did something else than give points, or the pattern below would leave what they
 * agreed on outside everyone's scores.
 */
const SPECIAL: Readonly<Record<string, Row>> = {
	'1.4': [
		{ points: 24, confidence: 'medium', note: 'Många kanaler, och medborgarna känner till dem.' },
		{
			points: 16.5,
			confidence: 'high',
			note: 'Ser inte att dialogen leder till något. Vem svarar invånaren?',
		},
		{ points: 21.5 },
	],
	'2.4': [
		{ points: 14 },
		{ points: 9.5, note: 'Få undersökningar följs upp.' },
		{ points: 12, confidence: 'low' },
	],
	'3.5': [{ points: 13 }, { points: 12.5 }, { abstain: true }],
	'4.5': [{ points: 17 }, { points: 12, note: 'Cheferna gav mycket olika bilder.' }, { points: 16 }],
	'5.5': [
		{ points: 14, confidence: 'low' },
		{ points: 12 },
		{ points: 9, note: 'Jämför gärna, men sedan då?' },
	],
	'6.4': [{ points: 13.5 }, { points: 12 }, { points: 13 }],
	'6.6': [{ points: 5, confidence: 'low' }, { points: 2 }, { points: 3, confidence: 'high' }],
	'7.4': [{ points: 12 }, { points: 7.5, note: 'Ingen gemensam metod.' }, { points: 9.5 }],
	'8.1': [{ points: 10.5 }, { points: 10 }, { points: 11 }],
	'8.2': [{ points: 11.5 }, { points: 11 }, { points: 12 }],
	'8.5': [
		{ points: 7.5 },
		{ notAssessable: 'Jag har inte sett något underlag om de internationella kontakterna.' },
		{ points: 8 },
	],
	'8.6': [{ points: 14, confidence: 'medium' }, { points: 10.5 }, { points: 12 }],
	'8.7': [{ points: 10.5 }, { points: 9.5 }, { points: 10 }],
};

const ORDER: readonly DemoSeat[] = [LEAD, CARL, EVA];
/** Percent of max that each gives more than the others, on the whole. */
const LENIENCY = [2, -3, 1];
/** At most so many percent of max besides. */
const SCATTER = 5;

/** From −SCATTER to SCATTER, by the letters of the id and the person alone. */
function scatter(id: string, person: number): number {
	let hash = 17 + person * 101;
	for (const letter of id) hash = (hash * 31 + letter.charCodeAt(0)) % 9973;
	return (hash % (2 * SCATTER + 1)) - SCATTER;
}

/** The score of one of the three for one subquestion; points in halves, as people give them. */
export function demoScore(subquestion: Subquestion, seat: DemoSeat): Score {
	const person = ORDER.indexOf(seat);
	const special = SPECIAL[subquestion.id]?.[person];
	if (special) return special;
	const agreed = Math.round((AGREED[subquestion.id] ?? 0) * 100);
	const shifted = agreed + subquestion.max * ((LENIENCY[person] ?? 0) + scatter(subquestion.id, person));
	const halves = divideHalfUp(Math.min(Math.max(shifted, 0), subquestion.max * 100), 50);
	return { points: fromHundredths(halves * 50) };
}

/**
 * Fills a demonstration: Vallentuna 2019, scored, calibrated and half written. Everything goes through services and
 * commands, so it lies in the same log under the same rules as anybody's work. Running it again changes nothing.
 */
import { generateNKeysBetween } from 'fractional-indexing';
import type * as Y from 'yjs';
import { allSubquestions, type Framework } from '#domain/framework/framework.ts';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import type { Phase } from '#domain/phases/phases.ts';
import type { RichText } from '#domain/report/rich-text.ts';
import { readConsensus } from '#document/consensus.ts';
import { writeRichText } from '#document/rich-text.ts';
import { findingSection, subquestionSection, textRoot } from '#document/roots.ts';
import { personKey } from '#document/scores.ts';
import type { Finding, SectionState } from '#document/values.ts';
import { OPERATOR } from '../auth/accounts.ts';
import * as users from '../db/users.ts';
import type { DemoPerson } from '../demo-entry.ts';
import type { Actor } from '../services/actor.ts';
import { evaluationRoom } from '../services/evaluation-command.ts';
import type { Services } from '../services/services.ts';
import { AGREED, MOTIVES } from './agreed.ts';
import { DEMO_TEXTS } from './commentary.ts';
import { DEMO_FINDINGS } from './findings.ts';
import { demoLibrary } from './library.ts';
import { CARL, DEMO_SEATS, EVA, LEAD, type DemoSeat } from './people.ts';
import { demoPositions } from './positions.ts';
import { DEMO_PARTS, writeReportParts } from './report-parts.ts';
import { text } from './rich-text.ts';
import { noteInterviews, writeRegister } from './register.ts';
import { demoScore } from './scores.ts';

type DemoServices = Pick<
	Services,
	| 'accounts'
	| 'cohorts'
	| 'connection'
	| 'consensus'
	| 'evaluations'
	| 'frameworks'
	| 'phases'
	| 'results'
	| 'rounds'
	| 'snapshots'
	| 'sourceNotes'
	| 'sync'
>;

const YEAR = 2019;
const VALLENTUNA = '0115';
/** The last step: where it is there, the demonstration is complete and people may have gone on from it. */
export const DEMO_SNAPSHOT = 'Efter kalibreringen';

/** What the reviewer is asked to read. */
export const DEMO_ROUND = 'Utkast 1';

export interface SeededDemo {
	evaluationId: string;
	people: DemoPerson[];
}

export async function seedDemo(services: DemoServices): Promise<SeededDemo> {
	const framework = KOMMUNKOMPASSEN;
	const actors = new Map<DemoSeat, Actor>();
	const people: DemoPerson[] = [];
	for (const seat of DEMO_SEATS) {
		const { actor, initials } = await personFor(services, seat);
		actors.set(seat, actor);
		people.push({ id: actor.id, name: actor.name, initials, role: seat.role });
	}
	const actorOf = (seat: DemoSeat): Actor => {
		const actor = actors.get(seat);
		if (!actor) throw new Error(`${seat.name} has no account`);
		return actor;
	};
	const lead = actorOf(LEAD);
	const evaluationId = await evaluationFor(services, lead, framework);
	const taken = await services.snapshots.list(lead, evaluationId);
	if (!taken.some(({ label }) => label === DEMO_SNAPSHOT))
		await fill(services, evaluationId, framework, actorOf);
	return { evaluationId, people };
}

async function personFor({ accounts, connection: { db } }: DemoServices, seat: DemoSeat) {
	const known = await users.findByEmail(db, seat.email);
	if (!known) await accounts.create(OPERATOR, { ...seat, password: null });
	const user = known ?? (await users.findByEmail(db, seat.email));
	if (!user) throw new Error(`${seat.email} could not be created`);
	const { id, name, email, admin, initials } = user;
	return { actor: { id, name, email, admin, sessionId: null }, initials };
}

async function evaluationFor(
	{ evaluations }: DemoServices,
	lead: Actor,
	framework: Framework,
): Promise<string> {
	const mine = await evaluations.list(lead);
	const known = mine.find(({ municipality, year }) => municipality.code === VALLENTUNA && year === YEAR);
	if (known) return known.id;
	const created = await evaluations.create(lead, {
		frameworkId: framework.id,
		municipalityCode: VALLENTUNA,
		year: YEAR,
		blind: 'off',
		members: DEMO_SEATS.map(({ email, role, scores }) => ({ email, role, scores })),
	});
	return created.id;
}

async function fill(
	services: DemoServices,
	evaluationId: string,
	framework: Framework,
	actorOf: (seat: DemoSeat) => Actor,
): Promise<void> {
	const lead = actorOf(LEAD);
	const subquestions = allSubquestions(framework);
	const write = (seat: DemoSeat, change: (doc: Y.Doc) => void): Promise<void> => {
		const room = evaluationRoom(evaluationId);
		const { id: userId, sessionId } = actorOf(seat);
		return services.sync.command([room], { userId, sessionId }, (context) =>
			Promise.resolve(context.room(room).write(change)),
		);
	};

	await reach(services, lead, evaluationId, 'scoring');
	for (const seat of [LEAD, CARL, EVA])
		await write(seat, (doc) => {
			for (const subquestion of subquestions)
				doc.getMap('scores').set(personKey(subquestion.id, actorOf(seat).id), demoScore(subquestion, seat));
		});
	await reach(services, lead, evaluationId, 'calibration');

	// Each text by one of the three, in turn.
	const writers = [EVA, CARL, LEAD];
	for (const [turn, seat] of writers.entries()) {
		const own = Object.entries({ ...DEMO_TEXTS, ...DEMO_PARTS }).filter(
			(_, i) => i % writers.length === turn,
		);
		await write(seat, (doc) => {
			for (const [section, words] of own) fillText(doc, section, words);
		});
	}
	await write(CARL, writeFindings);
	await write(EVA, (doc) => writeReportParts(doc, actorOf(EVA).id));
	await write(EVA, (doc) => {
		for (const id of ['1.1', '1.2', '5.3', '8.3'])
			doc.getMap('sections').set(subquestionSection(id), {
				state: 'ready',
				by: actorOf(EVA).id,
			} satisfies SectionState);
	});

	await services.cohorts.choose(lead, evaluationId, await demoLibrary(services, lead));
	await write(EVA, (doc) => writeRegister(doc, (seat) => actorOf(seat).id));
	await noteInterviews(services, actorOf(EVA), evaluationId);

	await agree(services, lead, evaluationId, subquestions);
	for (const seat of [LEAD, CARL, EVA])
		await write(seat, (doc) => {
			const agreed = readConsensus(doc.getMap('consensus').entries());
			const versionOf = (id: string) => agreed.get(id)?.version ?? 1;
			for (const [key, position] of demoPositions(seat, actorOf(seat).id, subquestions, versionOf))
				doc.getMap('positions').set(key, position);
		});
	const rounds = await services.rounds.list(lead, evaluationId);
	if (rounds.length === 0) await services.rounds.open(lead, evaluationId, { label: DEMO_ROUND });
	await services.snapshots.take(lead, evaluationId, DEMO_SNAPSHOT);
}

/** One step forward where it has not been taken yet. */
async function reach(services: DemoServices, lead: Actor, evaluationId: string, to: Phase): Promise<void> {
	const { phase } = await services.evaluations.get(lead, evaluationId);
	const before: Phase = to === 'scoring' ? 'setup' : 'scoring';
	if (phase === before) await services.phases.change(lead, evaluationId, to);
}

/** A run that was cut short may have left the text already. */
function fillText(doc: Y.Doc, sectionId: string, words: RichText): void {
	const fragment = doc.getXmlFragment(textRoot(sectionId));
	if (fragment.length === 0) writeRichText(fragment, words);
}

function writeFindings(doc: Y.Doc): void {
	for (const [area, { strengths, improvements }] of Object.entries(DEMO_FINDINGS)) {
		const place = (kind: Finding['kind'], i: number) => `demo-${area}-${kind}-${i + 1}`;
		for (const [kind, list] of [
			['strength', strengths],
			['improvement', improvements],
		] as const) {
			const order = generateNKeysBetween(null, null, list.length);
			for (const [i, { words, continuedBy, subquestion, size, question, corrected }] of list.entries()) {
				const finding: Finding = {
					kind,
					area,
					...(subquestion !== undefined && { subquestion }),
					...(continuedBy !== undefined && { pair: place('improvement', continuedBy) }),
					...(size !== undefined && { size }),
					...(question && { question }),
					...(corrected && { corrected }),
					order: order[i] ?? 'a0',
				};
				doc.getMap('findings').set(place(kind, i), finding);
				fillText(doc, findingSection(place(kind, i)), text(words.replace(' …', '\u00A0…')));
			}
		}
	}
}

async function agree(
	{ consensus, snapshots }: DemoServices,
	lead: Actor,
	evaluationId: string,
	subquestions: readonly { id: string }[],
): Promise<void> {
	const { consensus: there } = await snapshots.content(lead, evaluationId);
	for (const { id } of subquestions)
		if (!Object.hasOwn(there, id))
			await consensus.set(lead, evaluationId, id, {
				points: AGREED[id] ?? null,
				motive: MOTIVES[id],
				basedOn: null,
			});
}

/** A calibrating group with scores, notes and texts that no reviewer may see, and sockets into its rooms. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { writeRichText } from '#document/rich-text.ts';
import { textRoot } from '#document/roots.ts';
import { evaluationRoom } from '#server/services/evaluation-command.ts';
import type { Actor } from '#server/services/actor.ts';
import type { Group, Server } from './group.ts';
import { FINDING, SUMMARY } from './review-texts.ts';

/** Points nobody else has, and words that stand nowhere else: none of them may reach a reviewer. */
export const SECRET_POINTS = [3.37, 4.41, 6.73] as const;
export const SECRETS = {
	note: 'hemlig-poängnotering',
	first: 'hemlig-första-omgång',
	position: 'hemlig-invändning',
	motive: 'hemlig-motivering',
	minority: 'hemlig-avvikande-mening',
	thread: 'hemlig-tråd',
	scribe: 'hemlig-protokollrad',
	interview: 'hemlig-intervjutitel',
	interviewQuote: 'hemligt-intervjucitat',
	removed: 'hemlig-struken-styrka',
	removedSection: 'hemligt-struket-avsnitt',
	removedQuote: 'hemligt-struket-citat',
} as const;

/** Fills a group in calibration or review with everything a draft holds, and everything it must not. */
export async function fillDraft({ services }: Server, group: Group): Promise<void> {
	const { id, lead, evaluators } = group;
	const [eva] = evaluators;
	if (!eva) throw new Error('A group has an evaluator.');
	const at = '2026-03-14T09:00:00Z';
	await services.sync.command([evaluationRoom(id)], { userId: lead.id, sessionId: null }, (context) => {
		context.room(evaluationRoom(id)).write((doc) => {
			const set = (root: string, key: string, value: object) => doc.getMap(root).set(key, value);
			set('scores', `1.1/${eva.id}`, { points: SECRET_POINTS[0], note: SECRETS.note });
			set('firstScores', `1.1/${eva.id}`, { points: SECRET_POINTS[1], note: SECRETS.first });
			set('consensus', '1.1', {
				points: 8.25,
				version: 2,
				by: lead.id,
				at,
				motive: SECRETS.motive,
				minority: { [eva.id]: SECRETS.minority },
				basis: { [eva.id]: SECRET_POINTS[2] },
				lastAgreed: { points: SECRET_POINTS[1], version: 1 },
			});
			set('consensus', '1.2', { notAssessable: 'Inget underlag.', version: 1, by: lead.id, at });
			set('positions', `1.1/${eva.id}`, { version: 2, stance: 'object', reason: SECRETS.position });
			set('findings', 'f1', { kind: 'strength', area: '1', subquestion: '1.1', order: 'a0' });
			set('sources', 's1', {
				kind: 'interview',
				title: SECRETS.interview,
				roleGroup: 'Förvaltningschefer',
				date: '2026-02',
				description: SECRETS.note,
			});
			set('sources', 's2', { kind: 'document', title: 'Årsredovisning', date: '2025' });
			set('sources', 's3', { kind: 'interview', title: SECRETS.interview });
			set('citations', 'sub:1.1/s1', { quote: SECRETS.interviewQuote });
			set('citations', 'sub:1.1/s2', { quote: 'Målet är nått.', page: 12 });
			set('citations', 'sub:1.1/s3', { quote: SECRETS.interviewQuote });
			set('threads', 't1', { on: 'sub:1.1', quote: SECRETS.thread, class: 'fact', by: eva.id, at });
			set('messages', `t1/${eva.id}/m1`, { text: SECRETS.thread, at });
			set('sections', 'sub:1.1', { state: 'ready', by: eva.id });
			writeRichText(doc.getXmlFragment(textRoot('report:summary')), SUMMARY);
			writeRichText(doc.getXmlFragment(textRoot('finding:f1')), FINDING);
			const words = (section: string, text: string) =>
				writeRichText(doc.getXmlFragment(textRoot(section)), {
					type: 'doc',
					content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
				});
			words('note:1.1', SECRETS.scribe);
			// Taken away again; their words stay in the document, so that it can be undone.
			words('finding:struken', SECRETS.removed);
			words('free:struket', SECRETS.removedSection);
			set('citations', 'finding:struken/s2', { quote: SECRETS.removedQuote });
			set('sections', 'free:struket', { state: 'ready', by: eva.id });
		});
		return Promise.resolve();
	});
}

export interface Sockets {
	url: string;
	origin: string;
}

/** The server's sync on a real port; it ends with the file. */
export async function serveSockets({ services }: Server): Promise<Sockets> {
	const http = createServer((_, response) => response.writeHead(404).end());
	services.sync.attach(http, { refuseOtherUpgrades: true });
	http.listen(0, '127.0.0.1');
	await once(http, 'listening');
	afterAll(() => {
		http.close();
		http.closeAllConnections();
	});
	const { port } = http.address() as AddressInfo;
	return { url: `ws://127.0.0.1:${port}/sync`, origin: services.origin() };
}

/** A browser of this person's. */
export async function signedIn({ services }: Server, { id }: Actor): Promise<{ cookie: string }> {
	const { name, value } = await services.auth.begin(id, null);
	return { cookie: `${name}=${value}` };
}

/**
 * Where the browser is measured: the product as in production, an evaluation of 308 kB with eight evaluators, seven of
 * them connected over sockets of their own, and the eighth in Chromium.
 */
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import * as Y from 'yjs';
import { KOMMUNKOMPASSEN } from '../../src/domain/framework/bundled.ts';
import { allSubquestions } from '../../src/domain/framework/framework.ts';
import { OPERATOR } from '../../server/auth/accounts.ts';
import type { Actor } from '../../server/services/actor.ts';
import { evaluationRoom } from '../../server/services/evaluation-command.ts';
import type { Services } from '../../server/services/services.ts';
import { closeClients, yClientIn } from '../../tests/support/sync-client.ts';
import { documentOf } from '../sync/document.ts';
import { Colleague } from './colleague.ts';
import { openProduct } from './product.ts';

export const PEOPLE = 8;
export const PASSWORD = 'granit-och-tall-42';
export const SUBQUESTIONS = allSubquestions(KOMMUNKOMPASSEN);
/** Those that the measured person has not scored yet: the first two areas. */
export const BLANK = KOMMUNKOMPASSEN.areas.slice(0, 2).flatMap(({ subquestions }) => subquestions);
/** The subquestion that is looked at, far from both ends of the report. */
export const SHOWN = '5.3';
const VIEWPORT = { width: 1440, height: 900 };

export interface Workplace {
	url: string;
	evaluationId: string;
	me: { email: string };
	colleagues: readonly Colleague[];
	/** Bytes of the shared document as it is opened. */
	documentBytes: number;
	/** A browser that has never been here: nothing is cached. `signedIn`: with my session. */
	visit(signedIn: boolean): Promise<{ context: BrowserContext; page: Page; cdp: CDPSession }>;
	/** Of the browser, its version. */
	browser: string;
	close(): Promise<void>;
}

async function person(services: Services, name: string, n: number): Promise<Actor> {
	const email = `person${n}@bench.example`;
	// Without an administrator nobody gets past the first run.
	const admin = n === 0;
	const { id } = await services.accounts.create(OPERATOR, { email, name, password: PASSWORD, admin });
	return { id, name, email, admin, sessionId: null };
}

/** Needs a build. Whatever was started by then is stopped again where it fails. */
export async function openWorkplace(): Promise<Workplace> {
	const product = await openProduct();
	const { running, browser } = product;
	const close = () => {
		closeClients();
		return product.close();
	};
	try {
		const { services, url } = running;
		const lead = await person(services, 'Lena Lind', 0);
		const people: Actor[] = [];
		for (let n = 1; n <= PEOPLE; n += 1) people.push(await person(services, `Eva Nummer${n}`, n));
		const { id } = await services.evaluations.create(lead, {
			frameworkId: KOMMUNKOMPASSEN.id,
			municipalityCode: '0115',
			year: 2026,
			blind: 'off',
			members: people.map(({ email }) => ({ email, role: 'evaluator' as const, scores: true })),
		});
		await services.phases.change(lead, id, 'scoring');
		await services.phases.change(lead, id, 'calibration');
		const enter = async ({ id: userId }: Actor, doc = new Y.Doc()): Promise<Colleague> => {
			const { name, value } = await services.auth.begin(userId, 'bench');
			const server = { url: `${url.replace(/^http/, 'ws')}/sync`, origin: url };
			const room = evaluationRoom(id);
			return new Colleague(await yClientIn(server, room, { cookie: `${name}=${value}` }, { doc }), userId);
		};
		await write(await enter(lead, written()));
		const [me, ...others] = people;
		const [mine, ...colleagues] = await Promise.all([me!, ...others].map((actor) => enter(actor)));
		for (const [n, colleague] of [mine!, ...colleagues].entries())
			await colleague.scoreAll(n === 0 ? SUBQUESTIONS.slice(BLANK.length) : SUBQUESTIONS, n);
		mine!.leave();
		return {
			url,
			evaluationId: id,
			me: me!,
			colleagues,
			documentBytes: Y.encodeStateAsUpdate(colleagues[0]!.doc).length,
			browser: browser.version(),
			async visit(signedIn) {
				const context = await browser.newContext({ viewport: VIEWPORT, locale: 'sv-SE' });
				if (signedIn) {
					const { name, value } = await services.auth.begin(me!.id, 'bench');
					await context.addCookies([{ name, value, url }]);
				}
				const page = await context.newPage();
				const cdp = await context.newCDPSession(page);
				await cdp.send('Network.enable');
				return { context, page, cdp };
			},
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

function written(): Y.Doc {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, documentOf('308 kB'));
	return doc;
}

/** What somebody brought with them has been committed once a change after it has. */
async function write(author: Colleague): Promise<void> {
	await author.finding(0, 0);
	author.leave();
}

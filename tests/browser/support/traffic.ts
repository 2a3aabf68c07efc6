/** Everything that reaches one browser: answers, frames of sockets, and what is stored; to be searched for secrets. */
import type { BrowserContext, Page, Response } from '@playwright/test';

export class Traffic {
	readonly #context: BrowserContext;
	readonly #pieces: { where: string; bytes: Buffer }[] = [];
	readonly #bodies = new Set<Promise<void>>();

	constructor(context: BrowserContext) {
		this.#context = context;
		context.on('page', (page) => this.#record(page));
		for (const page of context.pages()) this.#record(page);
	}

	#record(page: Page): void {
		page.on('response', (response) => {
			const body = this.#take(response).finally(() => this.#bodies.delete(body));
			this.#bodies.add(body);
		});
		page.on('websocket', (socket) =>
			socket.on('framereceived', ({ payload }) =>
				this.#pieces.push({ where: socket.url(), bytes: Buffer.from(payload) }),
			),
		);
	}

	async #take(response: Response): Promise<void> {
		const { headers, where } = { headers: JSON.stringify(response.headers()), where: response.url() };
		// Redirects have no body, and one of a page that is being left can no longer be asked for.
		const body = await response.body().catch(() => Buffer.alloc(0));
		this.#pieces.push({ where, bytes: Buffer.concat([Buffer.from(headers), body]) });
	}

	/** How much was recorded; a recording that holds nothing proves nothing. */
	get count(): { answers: number; frames: number } {
		const frames = this.#pieces.filter(({ where }) => where.startsWith('ws')).length;
		return { answers: this.#pieces.length - frames, frames };
	}

	/** Where any of these texts or numbers has been seen: addresses, or kinds of storage. */
	async find(texts: readonly string[], numbers: readonly number[]): Promise<string[]> {
		await Promise.all(this.#bodies);
		const needles = [...texts.map((text) => Buffer.from(text)), ...numbers.flatMap(written)];
		const stored = await Promise.all(this.#context.pages().map((page) => this.#stored(page)));
		const places = [...this.#pieces, ...stored.flat()];
		return places
			.filter(({ bytes }) => needles.some((needle) => bytes.includes(needle)))
			.map(({ where }) => where);
	}

	async #stored(page: Page): Promise<{ where: string; bytes: Buffer }[]> {
		const held = await page.evaluate(async () => ({
			local: JSON.stringify({ ...localStorage }),
			session: JSON.stringify({ ...sessionStorage }),
			databases: JSON.stringify(await indexedDB.databases()),
			caches: JSON.stringify(await caches.keys()),
			page: document.documentElement.outerHTML,
		}));
		const cookies = JSON.stringify(await this.#context.cookies());
		return Object.entries({ ...held, cookies }).map(([where, text]) => ({ where, bytes: Buffer.from(text) }));
	}
}

/** A number with decimals as it stands in JSON, in Swedish text, and in the eight bytes of an update. */
function written(value: number): Buffer[] {
	const eight = Buffer.alloc(8);
	eight.writeDoubleBE(value);
	return [Buffer.from(String(value)), Buffer.from(String(value).replace('.', ',')), eight];
}

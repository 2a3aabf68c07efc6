/** A server as in production with a crowd in a process of its own, and what the server uses of the machine meanwhile. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { endsWithUs } from '../leaving.ts';
import { usageOf, type Usage } from '../sync/figures.ts';
import { startServer, type RunningServer } from '../sync/servers.ts';
import { startStores } from '../sync/stores.ts';
import type { CrowdAnswer, CrowdOrder, CrowdPlace } from './crowd.ts';

export interface Company {
	server: RunningServer;
	usage: () => Usage;
	gather: (documents: number, people: number) => Promise<CrowdAnswer>;
	/** `cpu`: seconds of the server's processor time a second, while letters are measured and for a second before. */
	write: (rate: number, seconds: number) => Promise<CrowdAnswer & { cpu: number }>;
}

export interface CompanyOptions {
	documents: number;
	/** Of each document. */
	writers: number;
	/** Before anybody comes. */
	prepare?: (server: RunningServer) => Promise<void>;
}

export async function withCompany<T>(
	{ documents, writers, prepare }: CompanyOptions,
	run: (company: Company) => Promise<T>,
): Promise<T> {
	const stores = await startStores({ withRedis: false });
	try {
		const server = await startServer('ours', documents, stores);
		try {
			await prepare?.(server);
			const { rooms, tokens, urls } = server;
			const place: CrowdPlace = { url: urls[0]!, rooms, tokens, writers };
			const crowd = fork(path.join(import.meta.dirname, 'crowd.ts'), [JSON.stringify(place)]);
			endsWithUs(crowd);
			const gone = once(crowd, 'exit').then(() => Promise.reject(new Error('the crowd is gone')));
			gone.catch(() => undefined);
			const ask = async (order: CrowdOrder): Promise<CrowdAnswer> => {
				crowd.send(order);
				const [answer] = (await Promise.race([once(crowd, 'message'), gone])) as [CrowdAnswer];
				return answer;
			};
			const usage = () => usageOf(server.pids());
			try {
				return await run({
					server,
					usage,
					gather: (count, people) => ask({ do: 'gather', documents: count, people }),
					async write(rate, seconds) {
						const before = { ...usage(), at: performance.now() };
						const answer = await ask({ do: 'write', rate, seconds });
						const cpu = (usage().cpu - before.cpu) / ((performance.now() - before.at) / 1000);
						return { ...answer, cpu };
					},
				});
			} finally {
				crowd.kill();
			}
		} finally {
			await server.stop();
		}
	} finally {
		await stores.stop();
	}
}

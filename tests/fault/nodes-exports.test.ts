/** What one node keeps to itself is reached through every node. */
import { expect } from 'vitest';
import { createNodes, http, several, type Node } from '../support/nodes.ts';
import { yClientIn } from '../support/sync-client.ts';

interface ExportAnswer {
	id: string;
	status: string;
}

const nodes = await createNodes('nodes-exports');
const { world } = nodes;

several(
	'an export is followed, fetched and cancelled through any node, whoever holds the evaluation by then',
	async () => {
		const start = () => nodes.start({ env: { SYNC_LIMITS: '{"idleUnloadMs":100,"sweepMs":100}' } });
		const [one, two, three] = await Promise.all([start(), start(), start()]);
		const lea = await world.person('Lea');
		const id = await world.evaluation([{ person: lea, role: 'lead' }]);
		const call = (node: Node, method: string, rest: string, body?: unknown) =>
			http(node, lea, method, `/evaluations/${id}/exports${rest}`, body);
		const begun = async (): Promise<string> => {
			const answer = await call(one, 'POST', '', { format: 'pdf' });
			expect(answer.status).toBe(202);
			return ((await answer.json()) as ExportAnswer).id;
		};
		const [made, cancelled] = [await begun(), await begun()];
		await expect.poll(() => nodes.ownerOf(id)).toBe(undefined);
		await yClientIn(two.at, `evaluation/${id}`, lea);
		expect(await nodes.ownerOf(id)).toBe(two.address);

		for (const node of [one, two, three]) {
			const look = async () => ((await (await call(node, 'GET', `/${made}`)).json()) as ExportAnswer).status;
			await expect.poll(look, { timeout: 60_000 }).toBe('done');
			const file = await call(node, 'GET', `/${made}/file`);
			expect(file.headers.get('content-type')).toBe('application/pdf');
			expect(new TextDecoder().decode((await file.arrayBuffer()).slice(0, 5))).toBe('%PDF-');
		}
		expect((await call(three, 'DELETE', `/${cancelled}`)).status).toBe(204);
		for (const node of [one, two, three]) expect((await call(node, 'GET', `/${cancelled}`)).status).toBe(404);

		// What a node made goes with it.
		one.process.kill('SIGKILL');
		await expect.poll(async () => (await call(two, 'GET', `/${made}`)).status).toBe(404);
	},
);

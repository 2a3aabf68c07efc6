/** Our server for the benchmark, as in production: sessions, gate, PostgreSQL with fsync. Evaluations and people are made first. */
import { KOMMUNKOMPASSEN } from '../../src/domain/framework/bundled.ts';
import { readConfig } from '../../server/config.ts';
import { createLog } from '../../server/log.ts';
import { serve } from '../../server/serve.ts';
import { person } from '../person.ts';

const PEOPLE = 20;
const wanted = Number(process.argv[2] ?? 0);
const running = await serve(readConfig(process.env), createLog('error'));
const { services } = running;

if (wanted > 0) {
	const people = await Promise.all(
		Array.from({ length: PEOPLE }, (_, n) => person(services, `Eva Nummer${n}`)),
	);
	const [lead, ...others] = people;
	const tokens: string[] = [];
	for (const actor of people)
		tokens.push((await services.tokens.create(actor, { name: 'bench', expires: null })).token);
	const rooms: string[] = [];
	for (let n = 0; n < wanted; n++) {
		const { id } = await services.evaluations.create(lead!, {
			frameworkId: KOMMUNKOMPASSEN.id,
			municipalityCode: '0115',
			year: 2026,
			blind: 'off',
			members: others.map(({ email }) => ({ email, role: 'evaluator' as const })),
		});
		await services.phases.change(lead!, id, 'scoring');
		rooms.push(`evaluation/${id}`);
	}
	console.log(JSON.stringify({ rooms, tokens }));
}
console.log('ready');
process.on('SIGTERM', () => void running.stop().then(() => process.exit(0)));

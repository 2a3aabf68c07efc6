/** An evaluation and its group, each of them signed in in a browser of their own. */
import type { BlindMode, Role } from '#domain/permissions/roles.ts';
import type { Phase } from '#domain/phases/phases.ts';
import { PHASES } from '#domain/phases/phases.ts';
import type { Join, Participant } from './journey.ts';
import { newPerson } from './people.ts';

export interface Group {
	id: string;
	lead: Participant;
	/** Whoever was named, in that order. */
	members: Participant[];
}

interface Wanted {
	members: readonly { name: string; role: Role }[];
	blind?: BlindMode;
	phase?: Phase;
	leadScores?: boolean;
	consensusBy?: 'lead' | 'evaluators';
}

export async function gather(join: Join, wanted: Wanted): Promise<Group> {
	const { members: seats, blind = 'off', phase = 'scoring', leadScores = false, consensusBy } = wanted;
	const [leading, ...rest] = await Promise.all(
		['Lena Lind', ...seats.map(({ name }) => name)].map(newPerson),
	);
	if (!leading) throw new Error('a group has a lead');
	const [lead, ...members] = await Promise.all([leading, ...rest].map((person) => join(person)));
	if (!lead) throw new Error('a group has a lead');
	const { id } = await lead.api<{ id: string }>('POST', '/evaluations', {
		frameworkId: 'kommunkompassen-2.1',
		municipalityCode: '0115',
		year: 2024,
		blind,
		...(consensusBy && { consensusBy }),
		members: [
			{ email: leading.email, role: 'lead', scores: leadScores },
			...rest.map(({ email }, n) => ({ email, role: seats[n]?.role })),
		],
	});
	await moveOn(lead, id, phase);
	return { id, lead, members };
}

/** Step by step from the beginning to this phase. */
async function moveOn(lead: Participant, id: string, phase: Phase): Promise<void> {
	for (const to of PHASES.slice(1, PHASES.indexOf(phase) + 1))
		await lead.api('POST', `/evaluations/${id}/phase`, { to });
}

/** The demonstration's people: fictitious, without passwords, entered by one click and only there. */
import type { Role } from '#domain/permissions/roles.ts';

export interface DemoSeat {
	email: string;
	name: string;
	role: Role;
	scores: boolean;
	/** The lead is the demonstration's administrator as well, so that every page can be seen. */
	admin: boolean;
}

const at = (name: string): string => `${name}@demo.samsyn.example`;

export const LEAD: DemoSeat = {
	email: at('anna'),
	name: 'Anna Bergström',
	role: 'lead',
	scores: true,
	admin: true,
};
export const CARL: DemoSeat = {
	email: at('carl'),
	name: 'Carl Dahl',
	role: 'evaluator',
	scores: true,
	admin: false,
};
export const EVA: DemoSeat = {
	email: at('eva'),
	name: 'Eva Falk',
	role: 'evaluator',
	scores: true,
	admin: false,
};
export const REVIEWER: DemoSeat = {
	email: at('gunnar'),
	name: 'Gunnar Holm',
	role: 'reviewer',
	scores: false,
	admin: false,
};

export const DEMO_SEATS: readonly DemoSeat[] = [LEAD, CARL, EVA, REVIEWER];

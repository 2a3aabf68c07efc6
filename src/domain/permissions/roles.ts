/** Who someone is in one evaluation. A lead has an evaluator's rights as well. */
export const ROLES = ['lead', 'evaluator', 'reviewer', 'observer'] as const;
export type Role = (typeof ROLES)[number];

export const isRole = (value: unknown): value is Role => (ROLES as readonly unknown[]).includes(value);

/** Who scores unless the member's own setting says otherwise. */
export const scoresByDefault = (role: Role): boolean => role === 'evaluator';

export const BLIND_MODES = ['off', 'subquestion', 'area', 'evaluation'] as const;
export type BlindMode = (typeof BLIND_MODES)[number];

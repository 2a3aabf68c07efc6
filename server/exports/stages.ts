/** What is being done with an export; in this order. */
export const STAGES = ['waiting', 'gathering', 'composing', 'writing', 'done'] as const;
export type Stage = (typeof STAGES)[number];

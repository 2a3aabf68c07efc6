/** Hands the evaluation from its layout down to everything inside it. */
import { createContext } from 'svelte';
import type { SyncedEvaluation } from './synced-evaluation.svelte.ts';

export const [useEvaluation, provideEvaluation] = createContext<SyncedEvaluation>();

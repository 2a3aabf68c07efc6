import { defineConfig } from 'vitest/config';

/** One file, three kinds: pure rules, real PostgreSQL and sockets, and processes that are killed. */
export default defineConfig({
	test: {
		// A busy machine must not fail what it only delays; who waits for an event waits as long as the test may.
		expect: { poll: { timeout: 15_000 } },
		projects: [
			{
				test: {
					name: 'unit',
					include: ['tests/unit/**/*.test.ts'],
					environment: 'node',
					testTimeout: 120_000,
				},
			},
			{
				test: {
					name: 'integration',
					include: ['tests/integration/**/*.test.ts'],
					environment: 'node',
					globalSetup: ['tests/support/postgres.ts'],
					testTimeout: 60_000,
					hookTimeout: 60_000,
				},
			},
			{
				test: {
					name: 'fault',
					include: ['tests/fault/**/*.test.ts'],
					environment: 'node',
					globalSetup: ['tests/support/postgres.ts'],
					fileParallelism: false,
					testTimeout: 300_000,
					hookTimeout: 60_000,
				},
			},
		],
	},
});

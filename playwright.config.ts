import { defineConfig } from '@playwright/test';
import { chromiumArgs, chromiumPath } from './tests/support/chromium.ts';

const PORT = 4320;

/** Journeys with several people at once, in real Chromium, against the built server on a data folder of its own. */
export default defineConfig({
	testDir: 'tests/browser',
	testMatch: '**/*.spec.ts',
	globalSetup: './tests/browser/support/setup.ts',
	workers: 1,
	reporter: process.env.CI ? 'list' : [['list']],
	// A journey may walk twelve pages with four people; what it waits for is bounded step by step below.
	timeout: 240_000,
	expect: { timeout: 15_000 },
	outputDir: 'test-results',
	forbidOnly: true,
	use: {
		baseURL: `http://localhost:${PORT}`,
		locale: 'sv-SE',
		timezoneId: 'Europe/Stockholm',
		launchOptions: { executablePath: await chromiumPath(), args: chromiumArgs },
		trace: 'retain-on-failure',
		actionTimeout: 15_000,
	},
	webServer: {
		command: 'node tests/browser/support/server.ts',
		url: `http://localhost:${PORT}/readyz`,
		env: {
			PORT: String(PORT),
			ORIGIN: `http://localhost:${PORT}`,
			DATA_DIR: '.test-browser',
			LOG_LEVEL: 'warn',
		},
		gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
		reuseExistingServer: false,
		timeout: 90_000,
		stdout: 'pipe',
		stderr: 'pipe',
	},
});

/** Where the browser of the browser tests comes from: CHROMIUM_PATH, the one the lockfile pins, or the system's. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const chromiumArgs = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const SYSTEM = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export async function chromiumPath(): Promise<string> {
	if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
	if (process.platform === 'linux' && process.arch === 'x64') return packedChromium();
	const found = SYSTEM.find((file) => existsSync(file));
	if (found) return found;
	throw new Error('No Chromium found for the browser tests: set CHROMIUM_PATH to one.');
}

/** Unpacks the Chromium that npm installed; it needs nothing from the system, not even fonts. */
async function packedChromium(): Promise<string> {
	const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV };
	const target = path.resolve(import.meta.dirname, '../../node_modules/.cache/chromium');
	mkdirSync(target, { recursive: true });
	// The package unpacks into the temporary folder and reuses whatever lies there, of any version;
	// the second variable makes it unpack, and point the loader at, its own NSS libraries.
	process.env.TMPDIR = target;
	process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x';
	try {
		const { default: packed } = await import('@sparticuz/chromium');
		const executable = await packed.executablePath();
		// Without any font Chromium dies at the first form field.
		const fonts = path.join(target, 'fonts');
		mkdirSync(fonts, { recursive: true });
		writeFileSync(
			path.join(fonts, 'fonts.conf'),
			`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${fonts}/cache</cachedir></fontconfig>`,
		);
		process.env.FONTCONFIG_PATH = fonts;
		return executable;
	} finally {
		for (const [name, value] of Object.entries(before)) {
			if (value === undefined) delete process.env[name];
			else process.env[name] = value;
		}
	}
}

/** A mail server of a few lines: takes every letter, or refuses as long as it is told to. */
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface Letter {
	from: string;
	to: string[];
	/** As it came, headers and all, dots undone. */
	raw: string;
}

export interface SmtpSink {
	url: string;
	letters: Letter[];
	/** Answers every letter with this instead of taking it; undefined takes them. */
	refusal: string | undefined;
	stop(): Promise<void>;
}

export async function startSmtpSink(): Promise<SmtpSink> {
	const sink: SmtpSink = { url: '', letters: [], refusal: undefined, stop: () => stopped(server) };
	const server = createServer((socket) => {
		let letter: Letter = { from: '', to: [], raw: '' };
		let inData = false;
		let rest = '';
		const say = (line: string) => socket.write(`${line}\r\n`);
		const hear = (line: string): void => {
			if (inData) {
				if (line !== '.') letter.raw += `${line.startsWith('.') ? line.slice(1) : line}\n`;
				else {
					inData = false;
					sink.letters.push(letter);
					letter = { from: '', to: [], raw: '' };
					say('250 taken');
				}
				return;
			}
			const [command = ''] = line.toUpperCase().split(/[ :]/);
			const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
			if (command === 'EHLO' || command === 'HELO') say('250 sink');
			else if (command === 'MAIL') {
				letter.from = address;
				say(sink.refusal ?? '250 ok');
			} else if (command === 'RCPT') {
				letter.to.push(address);
				say('250 ok');
			} else if (command === 'DATA') {
				inData = true;
				say('354 go on');
			} else if (command === 'QUIT') socket.end('221 bye\r\n');
			else say('250 ok');
		};
		say('220 sink ready');
		socket.on('error', () => socket.destroy());
		socket.on('data', (bytes) => {
			const lines = (rest + bytes.toString('latin1')).split('\r\n');
			rest = lines.pop() ?? '';
			for (const line of lines) hear(line);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	sink.url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return sink;
}

const stopped = (server: Server): Promise<void> => new Promise((done) => server.close(() => done()));

/** What a reader sees of a letter: its parts decoded and put together. */
export function readable({ raw }: Letter): string {
	const unfolded = raw.replaceAll(/=\n/g, '');
	const bytes = unfolded.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
		String.fromCharCode(Number.parseInt(hex, 16)),
	);
	const text = Buffer.from(bytes, 'latin1').toString('utf8');
	return text.replaceAll(/\n\n([A-Za-z0-9+/=\n]{60,})\n\n?--/g, (_, code: string) => {
		const decoded = Buffer.from(code, 'base64').toString('utf8');
		return `\n\n${decoded}\n--`;
	});
}

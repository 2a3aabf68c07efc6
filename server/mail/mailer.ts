/** Mail by SMTP. A message is handed over whole or not at all: what fails throws, and the caller tries again. */
import { createTransport } from 'nodemailer';

export interface Mail {
	to: string;
	subject: string;
	text: string;
	html: string;
	/** Where reading programs offer to end it. */
	unsubscribe: string;
}

export interface Mailer {
	send(mail: Mail): Promise<void>;
	close(): void;
}

/** A server that does not answer must not hold a digest for ever. Milliseconds. */
const PATIENCE = 20_000;

export function createMailer({ smtpUrl, from }: { smtpUrl: string; from: string }): Mailer {
	const transport = createTransport({
		url: smtpUrl,
		connectionTimeout: PATIENCE,
		greetingTimeout: PATIENCE,
		socketTimeout: PATIENCE,
		disableFileAccess: true,
		disableUrlAccess: true,
	});
	return {
		async send({ to, subject, text, html, unsubscribe }) {
			await transport.sendMail({
				from,
				to,
				subject,
				text,
				html,
				headers: { 'List-Unsubscribe': `<${unsubscribe}>`, 'Auto-Submitted': 'auto-generated' },
			});
		},
		close: () => transport.close(),
	};
}

/** Signing in, the first administrator, and invitations. */
export const en = {
	'door.lead':
		'Where an evaluation group works together: scores, calibrates, writes, and arrives at a report that holds.',
	'signIn.title': 'Sign in',
	'signIn.email': 'E-mail',
	'signIn.password': 'Password',
	'signIn.enter': 'Sign in',
	'signIn.help': 'No account, or a forgotten password? Ask whoever leads your evaluation for an invitation.',
	'signIn.ended': 'You have been signed out. Sign in again to go on where you were.',
	'signIn.demo.title': 'Enter the demonstration',
	'signIn.demo.lead':
		'Vallentuna 2019, with invented people. Choose who you want to be; nothing here can be ruined.',
	'signIn.demo.enter': 'Enter as',
	'signIn.demo.own': 'Sign in with an account of your own',
	'firstRun.title': 'The first administrator',
	'firstRun.lead':
		'This Samsyn is new. The account you make here manages the others: it invites people and imports frameworks.',
	'firstRun.token': 'One-time key',
	'firstRun.token.hint': 'Samsyn printed it in the terminal where it was started, after “first run”.',
	'firstRun.name': 'Name',
	'firstRun.password': 'Password',
	'firstRun.password.hint': ({ least }: { least: number }) =>
		`At least ${least} characters. A sentence is both safer and easier to remember than a word.`,
	'firstRun.submit': 'Create the account',
	'firstRun.closed.title': 'The first administrator exists',
	'firstRun.closed.text':
		'This page works only until there is an administrator. Sign in, or ask the administrator for an invitation.',
	'firstRun.toSignIn': 'To sign-in',
	'invite.title': 'You are invited',
	'invite.toEvaluation': ({ by, title, role }: { by: string; title: string; role: string }) =>
		`${by} invites you to ${title}, as ${role.toLowerCase()}.`,
	'invite.toAccount': ({ by }: { by: string }) => `${by} invites you to Samsyn.`,
	'invite.somebody': 'The administrator',
	'invite.makeAccount': 'Make your account',
	'invite.name': 'Name, as the others will see it',
	'invite.password': 'Choose a password',
	'invite.accept': 'Accept',
	'invite.create': 'Create the account and accept',
	'invite.haveAccount': ({ email }: { email: string }) =>
		`${email} has an account already. Sign in with it, and you come back here to accept.`,
	'invite.otherUser': ({ email, user }: { email: string; user: string }) =>
		`The invitation is for ${email}, but you are signed in as ${user}. Sign out first, then open the link again.`,
	'invite.gone.title': 'This invitation cannot be used',
	'invite.gone.text':
		'The link has expired, has been used already or was withdrawn. Ask whoever sent it for a new one; it takes them a moment.',
	'invite.gone.used': 'If you accepted it before, just sign in.',
	'role.lead.does': 'Leads the work, sets the consensus and moves the evaluation on.',
	'role.evaluator.does': 'Scores, discusses and writes.',
	'role.reviewer.does': 'Reads the draft and comments on it.',
	'role.observer.does': 'Follows along without changing anything.',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'door.lead':
		'Här arbetar en utvärderingsgrupp tillsammans: poängsätter, kalibrerar, skriver och kommer fram till en rapport som håller.',
	'signIn.title': 'Logga in',
	'signIn.email': 'E-post',
	'signIn.password': 'Lösenord',
	'signIn.enter': 'Logga in',
	'signIn.help': 'Inget konto, eller glömt lösenordet? Be den som leder din utvärdering om en inbjudan.',
	'signIn.ended': 'Du har loggats ut. Logga in igen för att fortsätta där du var.',
	'signIn.demo.title': 'Gå in i demonstrationen',
	'signIn.demo.lead':
		'Vallentuna 2019, med påhittade personer. Välj vem du vill vara; här går inget att förstöra.',
	'signIn.demo.enter': 'Gå in som',
	'signIn.demo.own': 'Logga in med ett eget konto',
	'firstRun.title': 'Den första administratören',
	'firstRun.lead':
		'Den här installationen är ny. Kontot du skapar här tar hand om de andra: det bjuder in människor och läser in ramverk.',
	'firstRun.token': 'Engångsnyckel',
	'firstRun.token.hint': 'Samsyn skrev ut den i terminalen där det startades, efter ”first run”.',
	'firstRun.name': 'Namn',
	'firstRun.password': 'Lösenord',
	'firstRun.password.hint': ({ least }) =>
		`Minst ${least} tecken. En mening är både säkrare och lättare att minnas än ett ord.`,
	'firstRun.submit': 'Skapa kontot',
	'firstRun.closed.title': 'Den första administratören finns redan',
	'firstRun.closed.text':
		'Den här sidan fungerar bara tills det finns en administratör. Logga in, eller be administratören om en inbjudan.',
	'firstRun.toSignIn': 'Till inloggningen',
	'invite.title': 'Du är inbjuden',
	'invite.toEvaluation': ({ by, title, role }) =>
		`${by} bjuder in dig till ${title}, som ${role.toLowerCase()}.`,
	'invite.toAccount': ({ by }) => `${by} bjuder in dig till Samsyn.`,
	'invite.somebody': 'Administratören',
	'invite.makeAccount': 'Skapa ditt konto',
	'invite.name': 'Namn, som de andra ser det',
	'invite.password': 'Välj ett lösenord',
	'invite.accept': 'Tacka ja',
	'invite.create': 'Skapa kontot och tacka ja',
	'invite.haveAccount': ({ email }) =>
		`${email} har redan ett konto. Logga in med det, så kommer du tillbaka hit för att tacka ja.`,
	'invite.otherUser': ({ email, user }) =>
		`Inbjudan gäller ${email}, men du är inloggad som ${user}. Logga ut först och öppna sedan länken igen.`,
	'invite.gone.title': 'Den här inbjudan går inte att använda',
	'invite.gone.text':
		'Länken har gått ut, är redan använd eller har dragits tillbaka. Be den som skickade den om en ny; det går fort.',
	'invite.gone.used': 'Har du redan tackat ja är det bara att logga in.',
	'role.lead.does': 'Leder arbetet, sätter konsensus och för utvärderingen vidare.',
	'role.evaluator.does': 'Poängsätter, diskuterar och skriver.',
	'role.reviewer.does': 'Läser utkastet och kommenterar det.',
	'role.observer.does': 'Följer med utan att ändra något.',
};

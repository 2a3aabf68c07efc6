/** What accounts, sign-in, invitations and the first run refuse, in words. Part of the closed set in `errors.ts`. */
export const en = {
	wrongSignIn: 'E-mail address and password do not belong together. Check both and try again.',
	wrongPassword: 'That is not your present password.',
	tooManyAttempts: ({ minutes }: { minutes: number }) =>
		`Too many attempts. Wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} and try again.`,
	passwordTooShort: ({ limit }: { limit: number }) =>
		`A password has at least ${limit} characters. Several words in a row make a good one.`,
	passwordTooLong: ({ limit }: { limit: number }) => `A password has at most ${limit} characters.`,
	passwordTooCommon: 'This password is among the first that are tried. Choose another one.',
	emailTaken: 'Somebody already has an account with this e-mail address.',
	lastAdministrator: 'This is the last administrator. Make somebody else an administrator first.',
	notASession: 'An access token is not a session. Withdraw it under its own address instead.',
	notInPast: 'This time has passed already.',
	invitationGone: 'This invitation is used up, withdrawn or too old. Ask for a new one.',
	invitationForOther: ({ email }: { email: string }) =>
		`This invitation is for ${email}. Sign in with that address to accept it.`,
	invitationNeedsSignIn: ({ email }: { email: string }) =>
		`There is an account for ${email} already. Sign in, then open the invitation again.`,
	firstRunGone: 'This link is not valid. The newest one is printed where the server was started.',
	firstRunDone: 'The first administrator has been created. Sign in.',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	wrongSignIn: 'E-postadressen och lösenordet hör inte ihop. Kontrollera båda och försök igen.',
	wrongPassword: 'Det är inte ditt nuvarande lösenord.',
	tooManyAttempts: ({ minutes }) =>
		`För många försök. Vänta ${minutes} ${minutes === 1 ? 'minut' : 'minuter'} och försök igen.`,
	passwordTooShort: ({ limit }) =>
		`Ett lösenord har minst ${limit} tecken. Flera ord efter varandra blir ett bra lösenord.`,
	passwordTooLong: ({ limit }) => `Ett lösenord har högst ${limit} tecken.`,
	passwordTooCommon: 'Det här lösenordet hör till dem som prövas först. Välj ett annat.',
	emailTaken: 'Någon har redan ett konto med den här e-postadressen.',
	lastAdministrator: 'Det här är den sista administratören. Gör först någon annan till administratör.',
	notASession: 'En åtkomstnyckel är ingen session. Återkalla den under dess egen adress i stället.',
	notInPast: 'Den tidpunkten har redan passerat.',
	invitationGone: 'Inbjudan är använd, återkallad eller för gammal. Be om en ny.',
	invitationForOther: ({ email }) =>
		`Inbjudan gäller ${email}. Logga in med den adressen för att ta emot den.`,
	invitationNeedsSignIn: ({ email }) =>
		`Det finns redan ett konto för ${email}. Logga in och öppna sedan inbjudan igen.`,
	firstRunGone: 'Länken gäller inte. Den senaste skrivs ut där servern startades.',
	firstRunDone: 'Den första administratören är skapad. Logga in.',
};

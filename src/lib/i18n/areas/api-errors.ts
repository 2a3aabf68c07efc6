/** What the HTTP layer and the input parser refuse, in words. Part of the closed set in `errors.ts`. */
export const en = {
	malformedJson: 'The body is not valid JSON. Check it and send it again.',
	bodyMissing: 'A JSON body is needed here, but none was sent.',
	notJson: 'Send the body as JSON, with the header Content-Type: application/json.',
	bodyTooLarge: ({ limit }: { limit: number }) =>
		`The body is too large. At most ${limit} bytes are taken here.`,
	noSuchPath: 'The API has no such address. See /api/v1/openapi.json.',
	methodNotAllowed: ({ allowed }: { allowed: string }) => `This address takes ${allowed} only.`,
	crossOrigin: 'The request came from another site, so it was refused.',
	required: 'This is needed.',
	unknownField: 'There is no such field here. Check the spelling.',
	wrongType: ({ expected }: { expected: string }) => `This must be of another kind: ${expected}.`,
	notOneOf: ({ expected }: { expected: string }) => `This must be one of ${expected}.`,
	tooShort: ({ limit }: { limit: number }) =>
		limit === 1 ? 'This must not be empty.' : `At least ${limit} characters or items are needed.`,
	tooLong: ({ limit }: { limit: number }) => `At most ${limit} characters or items fit.`,
	tooSmall: ({ limit }: { limit: number }) => `This must be at least ${limit}.`,
	tooBig: ({ limit }: { limit: number }) => `This must be at most ${limit}.`,
	notEmail: 'This is not an e-mail address.',
	notWhole: 'This must be a whole number.',
	notTime: 'This is not a point in time in ISO 8601, such as 2026-03-14T09:00:00Z.',
	badValue: 'This value cannot be used here.',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	malformedJson: 'Det som skickades är inte giltig JSON. Kontrollera det och skicka igen.',
	bodyMissing: 'Här behövs ett innehåll i JSON, men inget skickades.',
	notJson: 'Skicka innehållet som JSON, med rubriken Content-Type: application/json.',
	bodyTooLarge: ({ limit }) => `Innehållet är för stort. Här tas högst ${limit} byte emot.`,
	noSuchPath: 'API:et har ingen sådan adress. Se /api/v1/openapi.json.',
	methodNotAllowed: ({ allowed }) => `Den här adressen tar bara ${allowed}.`,
	crossOrigin: 'Anropet kom från en annan webbplats och avvisades därför.',
	required: 'Det här behövs.',
	unknownField: 'Det finns inget sådant fält här. Kontrollera stavningen.',
	wrongType: ({ expected }) => `Det här måste vara av ett annat slag: ${expected}.`,
	notOneOf: ({ expected }) => `Det här måste vara något av ${expected}.`,
	tooShort: ({ limit }) =>
		limit === 1 ? 'Det här får inte vara tomt.' : `Det behövs minst ${limit} tecken eller poster.`,
	tooLong: ({ limit }) => `Högst ${limit} tecken eller poster får plats.`,
	tooSmall: ({ limit }) => `Det här måste vara minst ${limit}.`,
	tooBig: ({ limit }) => `Det här får vara högst ${limit}.`,
	notEmail: 'Det här är inte en e-postadress.',
	notWhole: 'Det här måste vara ett heltal.',
	notTime: 'Det här är inte en tidpunkt enligt ISO 8601, till exempel 2026-03-14T09:00:00Z.',
	badValue: 'Det här värdet kan inte användas här.',
};

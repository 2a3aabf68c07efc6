/** Titles of problem documents: one short line per HTTP status. The detail comes from `errors.ts`. */
export const en = {
	'problem.400': 'The request could not be read',
	'problem.401': 'Not signed in',
	'problem.403': 'Not allowed',
	'problem.404': 'Not found',
	'problem.405': 'Method not allowed',
	'problem.409': 'In conflict with what is there now',
	'problem.410': 'No longer there',
	'problem.413': 'Too large',
	'problem.415': 'Wrong kind of content',
	'problem.422': 'Cannot be used',
	'problem.429': 'Too many attempts',
	'problem.500': 'Something went wrong',
	'problem.503': 'Not available right now',
	'problem.other': 'The request was refused',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'problem.400': 'Anropet gick inte att läsa',
	'problem.401': 'Inte inloggad',
	'problem.403': 'Inte tillåtet',
	'problem.404': 'Finns inte',
	'problem.405': 'Metoden är inte tillåten',
	'problem.409': 'I konflikt med det som finns nu',
	'problem.410': 'Finns inte längre',
	'problem.413': 'För stort',
	'problem.415': 'Fel slags innehåll',
	'problem.422': 'Går inte att använda',
	'problem.429': 'För många försök',
	'problem.500': 'Något gick fel',
	'problem.503': 'Inte tillgängligt just nu',
	'problem.other': 'Anropet avvisades',
};

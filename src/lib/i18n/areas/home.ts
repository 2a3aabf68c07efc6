/** My evaluations, and the page that says what went wrong. */
export const en = {
	'home.title': 'My evaluations',
	'home.new': 'New evaluation',
	'home.municipality': 'Municipality',
	'home.year': 'Year',
	'home.phase': 'Phase',
	'home.role': 'My role',
	'home.progress': 'My scores',
	'home.progressOf': ({ filled, of }: { filled: number; of: number }) => `${filled} of ${of} scored`,
	'home.needs': 'Needs me',
	'home.changed': 'Last change',
	'home.needs.prepare': 'Prepare and start the scoring',
	'home.needs.score': ({ left }: { left: number }) =>
		left === 1 ? 'One row to score' : `${left} rows to score`,
	'home.needs.lead.scoring': 'Follow the scoring',
	'home.needs.calibrate': 'Calibrate together',
	'home.needs.review': 'Read the draft',
	'home.needs.finish': 'Go through the review',
	'home.needs.nothing': 'Nothing right now',
	'home.needs.done': 'Finished',
	'home.empty.title': 'No evaluations yet',
	'home.empty.text':
		'An evaluation is one municipality in one year, judged by a group under a framework. Make one and invite the group, or wait for an invitation: the link in it brings you straight in.',
	'error.title': 'Something went wrong',
	'error.404.title': 'There is nothing here',
	'error.404.text':
		'The address may be mistyped, or what stood here was removed or is not open to you. Nothing of yours is lost.',
	'error.403.title': 'This is not open to you',
	'error.403.text':
		'Your account does not have access to this page. Ask whoever leads the evaluation, or the administrator.',
	'error.500.text':
		'The fault is on our side, and what you had saved is kept. Try again in a moment. If it comes back, report the reference below to the administrator.',
	'error.retry': 'Try again',
	'error.home': 'To my evaluations',
	'error.reference': ({ id }: { id: string }) => `Reference: ${id}`,
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'home.title': 'Mina utvärderingar',
	'home.new': 'Ny utvärdering',
	'home.municipality': 'Kommun',
	'home.year': 'År',
	'home.phase': 'Fas',
	'home.role': 'Min roll',
	'home.progress': 'Mina poäng',
	'home.progressOf': ({ filled, of }) => `${filled} av ${of} poängsatta`,
	'home.needs': 'Väntar på mig',
	'home.changed': 'Senast ändrad',
	'home.needs.prepare': 'Förbered och starta poängsättningen',
	'home.needs.score': ({ left }) => (left === 1 ? 'En rad att poängsätta' : `${left} rader att poängsätta`),
	'home.needs.lead.scoring': 'Följ poängsättningen',
	'home.needs.calibrate': 'Kalibrera tillsammans',
	'home.needs.review': 'Läs utkastet',
	'home.needs.finish': 'Gå igenom granskningen',
	'home.needs.nothing': 'Inget just nu',
	'home.needs.done': 'Klar',
	'home.empty.title': 'Inga utvärderingar ännu',
	'home.empty.text':
		'En utvärdering är en kommun ett visst år, bedömd av en grupp enligt ett ramverk. Skapa en och bjud in gruppen, eller vänta på en inbjudan: länken i den leder rakt in.',
	'error.title': 'Något gick fel',
	'error.404.title': 'Här finns ingenting',
	'error.404.text':
		'Adressen kan vara felskriven, eller så är det som fanns här borttaget eller inte öppet för dig. Inget av ditt är förlorat.',
	'error.403.title': 'Det här är inte öppet för dig',
	'error.403.text':
		'Ditt konto har inte tillgång till sidan. Fråga den som leder utvärderingen, eller administratören.',
	'error.500.text':
		'Felet ligger hos oss, och det du hade sparat finns kvar. Försök igen om en stund. Kommer det tillbaka, lämna referensen nedan till administratören.',
	'error.retry': 'Försök igen',
	'error.home': 'Till mina utvärderingar',
	'error.reference': ({ id }) => `Referens: ${id}`,
};

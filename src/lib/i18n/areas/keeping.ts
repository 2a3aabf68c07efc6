/** What is kept, taken along and erased: the page for administrators, and the part of an evaluation's versions. */
export const en = {
	'keeping.title': 'Keeping and erasing',
	'keeping.import': 'Take in an evaluation',
	'keeping.import.lead':
		'A file that was exported on another server, at most 50 MiB. Everything in it is verified before it stays; people are found by their addresses.',
	'keeping.import.file': 'Exported file',
	'keeping.import.submit': 'Check and take in',
	'keeping.import.sending': ({ percent }: { percent: number }) => `Sending: ${percent} %`,
	'keeping.import.checking': 'Checking every row and every chain …',
	'keeping.import.done': ({ title }: { title: string }) => `${title} is taken in`,
	'keeping.import.verified': ({ rows, versions }: { rows: number; versions: number }) =>
		`${rows} log rows and ${versions} final versions verified.`,
	'keeping.import.links': 'Send these links to those who have no account here. They are shown only now.',
	'keeping.policy': 'Interview notes',
	'keeping.policy.lead':
		'So many days after an evaluation became final its interview notes are erased by themselves. What the group wrote in the report stays.',
	'keeping.policy.days': 'Days after final',
	'keeping.policy.never': 'Empty: never by themselves',
	'keeping.policy.submit': 'Set the rule',
	'keeping.policy.set': 'The rule is set.',
	'keeping.policy.bad': 'A whole number of days from 1 to 36,500, or nothing.',
	'keeping.person': 'A person’s data',
	'keeping.person.lead':
		'Name and address are replaced, sessions and tokens end at once. The log and the final versions hold only the id, so no chain breaks.',
	'keeping.person.who': 'Person',
	'keeping.person.choose': 'Choose',
	'keeping.person.reason': 'Reason',
	'keeping.person.erase': 'Erase',
	'keeping.person.ask': 'Erase this person’s data?',
	'keeping.person.text': 'It cannot be taken back. Type the person’s e-mail address to go on.',
	'keeping.person.email': 'E-mail address',
	'keeping.person.wrong': 'This is not the address of the person you chose.',
	'keeping.person.done': 'The data is erased.',
	'keeping.trace': 'What has been erased',
	'keeping.trace.none': 'Nothing has been erased yet.',
	'keeping.trace.at': 'When',
	'keeping.trace.what': 'What',
	'keeping.trace.by': 'By',
	'keeping.trace.reason': 'Reason',
	'keeping.trace.notes': ({ count }: { count: number }) =>
		`${count} interview ${count === 1 ? 'note' : 'notes'}`,
	'keeping.trace.person': 'Personal data',
	'keeping.trace.policy': 'The rule',
	'keeping.trace.operator': 'The operator',
	'keeping.backup': 'Backups',
	'keeping.backup.lead':
		'Made and restored on the server by whoever runs it, while people work. A restore checks everything before it replaces anything.',
	'keeping.evaluation': 'Take the evaluation along',
	'keeping.evaluation.lead':
		'One file with the log, all versions, review rounds, files and sign-offs, for another Samsyn server. Interview notes stay here.',
	'keeping.evaluation.export': 'Export the evaluation',
	'keeping.notes.erase': 'Erase all interview notes',
	'keeping.notes.ask': 'Erase all interview notes of this evaluation?',
	'keeping.notes.text': 'They are gone for good, for everybody. That it was done is noted.',
	'keeping.notes.done': ({ count }: { count: number }) =>
		count === 0
			? 'There were no interview notes.'
			: `${count} interview ${count === 1 ? 'note' : 'notes'} erased.`,
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'keeping.title': 'Bevara och gallra',
	'keeping.import': 'Läs in en utvärdering',
	'keeping.import.lead':
		'En fil som exporterats på en annan server, högst 50 MiB. Allt i den kontrolleras innan det får stanna, och personer hittas genom sina adresser.',
	'keeping.import.file': 'Exporterad fil',
	'keeping.import.submit': 'Kontrollera och läs in',
	'keeping.import.sending': ({ percent }) => `Skickar: ${percent} %`,
	'keeping.import.checking': 'Kontrollerar varje rad och varje kedja …',
	'keeping.import.done': ({ title }) => `${title} är inläst`,
	'keeping.import.verified': ({ rows, versions }) =>
		`${rows} loggrader och ${versions} slutliga versioner kontrollerade.`,
	'keeping.import.links': 'Skicka länkarna till dem som saknar konto här. De visas bara nu.',
	'keeping.policy': 'Intervjuanteckningar',
	'keeping.policy.lead':
		'Så många dagar efter att en utvärdering blivit slutlig gallras dess intervjuanteckningar av sig själva. Det som gruppen skrev i rapporten finns kvar.',
	'keeping.policy.days': 'Dagar efter slutlig',
	'keeping.policy.never': 'Tomt: aldrig av sig själva',
	'keeping.policy.submit': 'Spara regeln',
	'keeping.policy.set': 'Regeln är sparad.',
	'keeping.policy.bad': 'Ett helt antal dagar från 1 till 36 500, eller inget.',
	'keeping.person': 'En persons uppgifter',
	'keeping.person.lead':
		'Namn och adress ersätts, sessioner och åtkomstnycklar upphör genast. Loggen och de slutliga versionerna håller bara id:t, så ingen kedja bryts.',
	'keeping.person.who': 'Person',
	'keeping.person.choose': 'Välj',
	'keeping.person.reason': 'Skäl',
	'keeping.person.erase': 'Gallra',
	'keeping.person.ask': 'Gallra personens uppgifter?',
	'keeping.person.text': 'Det går inte att ångra. Skriv personens e-postadress för att gå vidare.',
	'keeping.person.email': 'E-postadress',
	'keeping.person.wrong': 'Det är inte adressen till den du valde.',
	'keeping.person.done': 'Uppgifterna är gallrade.',
	'keeping.trace': 'Det som har gallrats',
	'keeping.trace.none': 'Inget har gallrats ännu.',
	'keeping.trace.at': 'När',
	'keeping.trace.what': 'Vad',
	'keeping.trace.by': 'Av',
	'keeping.trace.reason': 'Skäl',
	'keeping.trace.notes': ({ count }) =>
		`${count} ${count === 1 ? 'intervjuanteckning' : 'intervjuanteckningar'}`,
	'keeping.trace.person': 'Personuppgifter',
	'keeping.trace.policy': 'Regeln',
	'keeping.trace.operator': 'Driften',
	'keeping.backup': 'Säkerhetskopior',
	'keeping.backup.lead':
		'Görs och återställs på servern av den som driver den, medan folk arbetar. En återställning kontrollerar allt innan något ersätts.',
	'keeping.evaluation': 'Ta med utvärderingen',
	'keeping.evaluation.lead':
		'En fil med loggen, alla versioner, granskningsomgångar, filer och godkännanden, för en annan Samsyn-server. Intervjuanteckningar stannar här.',
	'keeping.evaluation.export': 'Exportera utvärderingen',
	'keeping.notes.erase': 'Gallra alla intervjuanteckningar',
	'keeping.notes.ask': 'Gallra alla intervjuanteckningar i utvärderingen?',
	'keeping.notes.text': 'De försvinner för gott, för alla. Att det gjordes antecknas.',
	'keeping.notes.done': ({ count }) =>
		count === 0
			? 'Det fanns inga intervjuanteckningar.'
			: `${count} ${count === 1 ? 'intervjuanteckning' : 'intervjuanteckningar'} gallrade.`,
};

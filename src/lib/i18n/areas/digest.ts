/** The digest by e-mail: its letter, its setting, and the page that ends it. */
interface Count {
	count: number;
}

export const en = {
	'digest.subject': ({ count }: Count) =>
		count === 1 ? 'Samsyn: one thing waits for you' : `Samsyn: ${count} things wait for you`,
	'digest.greeting': ({ name }: { name: string }) => `Hello ${name}! This waits for you:`,
	'digest.why': 'You get this because you asked for a digest.',
	'digest.end': 'End the digest',
	'digest.setting': 'Digest by e-mail',
	'digest.setting.hint': 'What waits for you, in one letter. It never holds scores or what somebody wrote.',
	'digest.choice.off': 'None',
	'digest.choice.daily': 'Each morning, when something is new',
	'digest.choice.soon': 'Soon after something is new, at most every quarter of an hour',
	'digest.unsubscribe.title': 'End the digest?',
	'digest.unsubscribe.text': 'You will get no more digests. You can choose them again in your account.',
	'digest.unsubscribe.done': 'The digest has ended',
	'digest.unsubscribe.gone': 'This link ends nothing any more',
	'digest.unsubscribe.gone.text': 'The digest has ended already, or was chosen anew since.',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'digest.subject': ({ count }) =>
		count === 1 ? 'Samsyn: en sak väntar på dig' : `Samsyn: ${count} saker väntar på dig`,
	'digest.greeting': ({ name }) => `Hej ${name}! Det här väntar på dig:`,
	'digest.why': 'Du får det här för att du har valt en sammanfattning.',
	'digest.end': 'Avsluta sammanfattningen',
	'digest.setting': 'Sammanfattning med e-post',
	'digest.setting.hint':
		'Det som väntar på dig, i ett brev. Där står aldrig poäng eller vad någon har skrivit.',
	'digest.choice.off': 'Ingen',
	'digest.choice.daily': 'Varje morgon, när något är nytt',
	'digest.choice.soon': 'Strax efter att något är nytt, högst en gång i kvarten',
	'digest.unsubscribe.title': 'Avsluta sammanfattningen?',
	'digest.unsubscribe.text': 'Du får inga fler sammanfattningar. Du kan välja dem igen i ditt konto.',
	'digest.unsubscribe.done': 'Sammanfattningen är avslutad',
	'digest.unsubscribe.gone': 'Länken avslutar ingenting längre',
	'digest.unsubscribe.gone.text': 'Sammanfattningen är redan avslutad, eller har valts på nytt sedan dess.',
};

/** What waits for the reader, on the first page, in the header and in the digest. */
interface Count {
	count: number;
}
type Listed = Count & { first: string };

export const en = {
	'needs.menu': ({ count }: Count) => (count === 0 ? 'Nothing waits for you' : `Waiting for you (${count})`),
	'needs.title': ({ count }: Count) => `Waiting for you (${count})`,
	'needs.none': 'Nothing waits for you right now.',
	'needs.mention': 'Somebody mentioned you in a comment',
	'needs.review': ({ label }: { label: string }) => `Read and comment on “${label}”`,
	'needs.answers': ({ count, label }: Count & { label: string }) =>
		count === 1
			? `One of your comments on “${label}” is answered`
			: `${count} of your comments on “${label}” are answered`,
	'needs.score': ({ left, of }: { left: number; of: number }) =>
		left === 1 ? 'One row is left to score' : `${left} of ${of} rows are left to score`,
	'needs.handIn': ({ count }: Count) =>
		count === 1 ? 'Hand in the last row' : `Hand in your ${count} scored rows`,
	'needs.positions': ({ count, first }: Listed) =>
		count === 1
			? `Take a position on ${first}`
			: `Take positions on ${count} subquestions, beginning with ${first}`,
	'needs.settle': ({ count, first }: Listed) =>
		count === 1 ? `${first} needs a value` : `${count} subquestions need a value, beginning with ${first}`,
	'needs.dispositions': ({ count }: Count) =>
		count === 1 ? 'One comment waits for an answer' : `${count} comments wait for an answer`,
	'needs.questions': ({ count }: Count) =>
		count === 1 ? 'A question of yours has no answer yet' : `${count} questions of yours have no answer yet`,
	'needs.sign': 'Sign the evaluation',
	'needs.signAgain': 'Sign again: the report has changed since you signed',
	'needs.prepare': 'Prepare and start the scoring',
	'review.deadline': ({ day }: { day: string }) => `Until ${day}`,
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'needs.menu': ({ count }) => (count === 0 ? 'Inget väntar på dig' : `Väntar på dig (${count})`),
	'needs.title': ({ count }) => `Väntar på dig (${count})`,
	'needs.none': 'Inget väntar på dig just nu.',
	'needs.mention': 'Någon har nämnt dig i en kommentar',
	'needs.review': ({ label }) => `Läs och kommentera ”${label}”`,
	'needs.answers': ({ count, label }) =>
		count === 1
			? `En av dina kommentarer på ”${label}” är besvarad`
			: `${count} av dina kommentarer på ”${label}” är besvarade`,
	'needs.score': ({ left, of }) =>
		left === 1 ? 'En rad återstår att poängsätta' : `${left} av ${of} rader återstår att poängsätta`,
	'needs.handIn': ({ count }) =>
		count === 1 ? 'Lämna in den sista raden' : `Lämna in dina ${count} poängsatta rader`,
	'needs.positions': ({ count, first }) =>
		count === 1
			? `Ta ställning till ${first}`
			: `Ta ställning till ${count} delfrågor, med början i ${first}`,
	'needs.settle': ({ count, first }) =>
		count === 1
			? `${first} behöver ett värde`
			: `${count} delfrågor behöver ett värde, med början i ${first}`,
	'needs.dispositions': ({ count }) =>
		count === 1 ? 'En kommentar väntar på besked' : `${count} kommentarer väntar på besked`,
	'needs.questions': ({ count }) =>
		count === 1 ? 'En fråga du har ställt saknar svar' : `${count} frågor du har ställt saknar svar`,
	'needs.sign': 'Skriv under utvärderingen',
	'needs.signAgain': 'Skriv under igen: rapporten har ändrats sedan du skrev under',
	'needs.prepare': 'Förbered och starta poängsättningen',
	'review.deadline': ({ day }) => `Till och med ${day}`,
};

/** Conversations beside the work: comments in the evaluation itself, mentions, suggested wording. */
interface Count {
	count: number;
}

export const en = {
	'talk.new': 'Comment',
	'talk.new.on': 'What is it about?',
	'talk.none': 'Nobody has said anything about this yet.',
	'talk.none.how': 'Select words in a text, or press C, to comment.',
	'talk.open': 'Open',
	'talk.decided': ({ count }: Count) => (count === 1 ? 'One settled' : `${count} settled`),
	'talk.fromReview': 'All comments, also from reviewers',
	'talk.suggest': 'Suggest other words',
	'talk.suggest.tooMuch': 'To suggest other words, select less: a page or two at most.',
	'talk.suggestion': 'Instead',
	'talk.suggestion.hint': 'Leave empty to strike the words out.',
	'talk.suggests': 'Suggests other words.',
	'talk.accept': 'Take it in',
	'talk.reject': 'Do not take it in',
	'talk.takeBack': 'Take the decision back',
	'talk.accepted.toast': 'The words are in the text.',
	'talk.undo': 'Undo',
	'talk.now': 'There it says now:',
	'talk.mention.list': 'People to mention',
	'talk.where': 'Go there',
	'talk.comment.selection': 'Comment on the selected words',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'talk.new': 'Kommentera',
	'talk.new.on': 'Vad gäller det?',
	'talk.none': 'Ingen har sagt något om det här ännu.',
	'talk.none.how': 'Markera ord i en text, eller tryck C, för att kommentera.',
	'talk.open': 'Öppna',
	'talk.decided': ({ count }) => (count === 1 ? 'En avgjord' : `${count} avgjorda`),
	'talk.fromReview': 'Alla kommentarer, även granskarnas',
	'talk.suggest': 'Föreslå andra ord',
	'talk.suggest.tooMuch': 'Markera mindre för att föreslå andra ord: högst en eller två sidor.',
	'talk.suggestion': 'I stället',
	'talk.suggestion.hint': 'Lämna tomt för att stryka orden.',
	'talk.suggests': 'Föreslår andra ord.',
	'talk.accept': 'Ta in',
	'talk.reject': 'Ta inte in',
	'talk.takeBack': 'Ta tillbaka beslutet',
	'talk.accepted.toast': 'Orden står i texten.',
	'talk.undo': 'Ångra',
	'talk.now': 'Där står nu:',
	'talk.mention.list': 'Personer att nämna',
	'talk.where': 'Gå dit',
	'talk.comment.selection': 'Kommentera de markerade orden',
};

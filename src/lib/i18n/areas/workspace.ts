/** The frame of an evaluation: map, presence, saving, connection, palette, keys. */
import type { View } from '../../sync/people.ts';

const changes = { en: 'change', sv: 'ändring' };

export const en = {
	'workspace.map': 'Subquestions',
	'workspace.map.open': 'Open the map of subquestions',
	'workspace.map.mine': 'My points',
	'workspace.map.group': 'Agreed points',
	'workspace.views': 'Parts of the evaluation',
	'workspace.view.overview': 'Overview',
	'workspace.view.score': 'Score',
	'workspace.view.calibrate': 'Calibrate',
	'workspace.view.session': 'Session',
	'workspace.view.agreement': 'Statistics',
	'workspace.view.question': 'Subquestions',
	'workspace.view.write': 'Write',
	'workspace.view.facts': 'Facts',
	'workspace.view.questions': 'Questions',
	'workspace.view.review': 'Review',
	'workspace.view.report': 'Report',
	'workspace.view.members': 'Group and phases',
	'workspace.view.follow-up': 'Follow-up',
	'workspace.view.versions': 'Versions',
	'workspace.view.history': 'Timeline',
	'workspace.total': 'Total',
	'workspace.ofMax': ({ max }: { max: string }) => `of ${max}`,
	'workspace.area': ({ id }: { id: string }) => `Area ${id}`,
	'workspace.side': 'Beside the page',
	'workspace.side.show': 'Show the side panel',
	'workspace.side.hide': 'Fold the side panel away',
	'row.empty': 'not scored',
	'row.scored': 'scored',
	'row.near': 'scores close together',
	'row.disputed': 'scores far apart',
	'row.notAssessable': 'not assessable',
	'row.notAssessable.short': 'n/a',
	'row.abstain': 'abstains',
	'row.abstain.short': 'abst.',

	'presence.here': 'Here now',
	'presence.alone': 'Nobody else is here right now.',
	'presence.follow': ({ name, place }: { name: string; place: string }) => `${name}, at ${place}. Go there`,
	'presence.more': ({ count }: { count: number }) => `${count} more people are here`,
	'presence.unknownPlace': 'somewhere in the evaluation',
	'presence.place': ({ view, subquestion }: { view: View; subquestion: string | undefined }) =>
		view === 'question' && subquestion
			? subquestion
			: {
					overview: 'the overview',
					score: 'the score grid',
					calibrate: 'the calibration',
					session: subquestion ? `${subquestion} in the session` : 'the session',
					agreement: 'the statistics',
					question: 'a subquestion',
					write: 'the report’s text',
					facts: 'facts and role models',
					questions: 'the open questions',
					review: 'the review',
					report: 'the report',
					members: 'group and phases',
					'follow-up': 'the follow-up',
					versions: 'versions',
					history: 'the timeline',
				}[view],

	'saved.saved': 'Saved',
	'saved.saving': 'Saving …',
	'saved.unsaved': ({ count }: { count: number }) => `${count} unsaved`,
	'saved.readOnly': 'Read only',
	'saved.connecting': 'Connecting …',
	'saved.closed': 'Not connected',
	'saved.title.saved': 'Everything you have written is committed on the server.',
	'saved.title.saving': 'Sent and on its way to being committed.',
	'saved.title.unsaved': 'Kept on this page and sent as soon as there is a connection.',
	'saved.title.readOnly': 'You can read everything here; your role or the phase does not let you write.',
	'saved.title.connecting': 'The live document is being opened.',
	'saved.title.closed': 'The connection has ended. What you see is as it was then.',

	'connection.offline': ({ count }: { count: number }) =>
		count === 0
			? 'No connection. You can go on working: your changes are kept here and sent when the connection is back.'
			: `No connection. ${count} ${changes.en}${count === 1 ? '' : 's'} kept here, sent when the connection is back. Keep this page open.`,
	'connection.paused.title': 'The server cannot save right now',
	'connection.paused': ({ count }: { count: number }) =>
		count === 0
			? 'Writing is paused and goes on by itself as soon as the server can save again. Nothing of yours is unsaved.'
			: `Writing is paused. ${count} ${changes.en}${count === 1 ? '' : 's'} kept on this page, saved by themselves as soon as the server can. Keep this page open.`,
	'connection.signedOut.title': 'You have been signed out',
	'connection.signedOut': ({ count }: { count: number }) =>
		count === 0
			? 'Sign in again to go on where you are.'
			: `Sign in again to go on where you are. ${count} unsaved ${changes.en}${count === 1 ? ' is' : 's are'} kept here meanwhile.`,
	'connection.notAllowed.title': 'This evaluation is no longer open to you',
	'connection.notAllowed':
		'You have been taken out of the group, or your role does not let you open the working document. Ask whoever leads the evaluation.',
	'connection.noSuchRoom.title': 'The evaluation is not there any more',
	'connection.noSuchRoom': 'It may have been removed. Ask whoever leads it.',
	'connection.tooLarge.title': 'The last change was too large to send',
	'connection.tooLarge':
		'Something very large was pasted, more than a megabyte at once. Copy what you need from below, reload the page and paste it in smaller pieces.',
	'connection.tooFast.title': 'More changes than the server takes at once',
	'connection.tooFast':
		'Changes came faster than a person types, perhaps by a large paste or another program. They are kept here. Wait a little, then connect again.',
	'connection.malformed.title': 'The page and the server no longer understand each other',
	'connection.malformed':
		'This is a fault in the program, perhaps because it was updated meanwhile. Copy what you need, then reload the page.',
	'connection.again': 'Connect again',
	'connection.reload': 'Reload the page',
	'connection.home': 'To my evaluations',
	'connection.leave': ({ count }: { count: number }) =>
		`${count} ${changes.en}${count === 1 ? ' is' : 's are'} not saved yet. Leave the evaluation anyway?`,

	'signIn.email': 'E-mail',
	'signIn.password': 'Password',
	'signIn.submit': 'Sign in and go on',
	'signIn.other':
		'You were here as somebody else. Sign in as the same person, or reload the page to start over.',

	'refusal.title': 'A change was not let in',
	'refusal.carried': ({ count }: { count: number }) =>
		count === 1
			? 'Your other change was kept and is saved.'
			: `Your ${count} other changes were kept and are saved.`,
	'refusal.kept': 'What you had written, to copy:',
	'refusal.deleted': '(removed)',
	'refusal.copy': 'Copy',
	'refusal.copied': 'Copied',
	'refusal.dismiss': 'I have what I need',
	'refusal.generation':
		'The document was restored to another version while you were away, so this page started over with it.',
	'refusal.closed': 'What you had written came too late: this part had been closed before it arrived.',
	'kept.score': ({ subquestion }: { subquestion: string }) => `Score for ${subquestion}`,
	'kept.text': ({ subquestion }: { subquestion: string }) => `Commentary on ${subquestion}`,
	'kept.findingText': 'Text of a strength or improvement',
	'kept.finding': 'A strength or improvement',
	'kept.other': 'A change',

	'palette.title': 'Go to or do',
	'palette.placeholder': 'Subquestion, person or command',
	'palette.none': 'Nothing matches. Try a number such as 3.2, or a word of the question.',
	'palette.count': ({ count }: { count: number }) => (count === 1 ? '1 match' : `${count} matches`),
	'palette.kind.question': 'Subquestion',
	'palette.kind.area': 'Area',
	'palette.kind.section': 'Section',
	'palette.kind.fact': 'Fact',
	'palette.kind.roleModel': 'Role model',
	'palette.kind.asked': 'Question',
	'palette.kind.person': 'Person',
	'palette.kind.view': 'Part',
	'palette.kind.command': 'Command',
	'palette.open': 'Find',

	'keys.title': 'Keys',
	'keys.palette': 'Find a subquestion, a person or a command',
	'keys.next': 'Next subquestion',
	'keys.previous': 'Previous subquestion',
	'keys.digits': 'Write my score',
	'keys.commit': 'Commit the score',
	'keys.revert': 'Take back what I was typing',
	'keys.write': 'Write in the commentary',
	'keys.nextEmpty': 'Next subquestion I have not scored',
	'keys.side': 'Fold the side panel out or away',
	'keys.help': 'Show this list',
	'keys.leave': 'Leave a field or close a window',
	'keys.bold': 'Bold, italic',
	'keys.undo': 'Undo my last change in a text',
	'keys.show': 'Show all keys',
	'keys.where.anywhere': 'Anywhere outside a field',
	'keys.where.score': 'In the score field',
	'keys.where.text': 'In a text',
	'keys.where.write': 'Where the report is written',
	'keys.write.next': 'Next or previous section',
	'keys.write.text': 'Write in this section',
	'keys.write.move': 'Move the section (on its heading line)',
	'keys.list.move': 'Move a card or a row (on its grip)',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'workspace.map': 'Delfrågor',
	'workspace.map.open': 'Öppna kartan över delfrågor',
	'workspace.map.mine': 'Mina poäng',
	'workspace.map.group': 'Beslutade poäng',
	'workspace.views': 'Utvärderingens delar',
	'workspace.view.overview': 'Översikt',
	'workspace.view.score': 'Poängsätt',
	'workspace.view.calibrate': 'Kalibrera',
	'workspace.view.session': 'Session',
	'workspace.view.agreement': 'Statistik',
	'workspace.view.question': 'Delfrågor',
	'workspace.view.write': 'Skriv',
	'workspace.view.facts': 'Fakta',
	'workspace.view.questions': 'Frågor',
	'workspace.view.review': 'Granska',
	'workspace.view.report': 'Rapport',
	'workspace.view.members': 'Grupp och faser',
	'workspace.view.follow-up': 'Uppföljning',
	'workspace.view.versions': 'Versioner',
	'workspace.view.history': 'Tidslinje',
	'workspace.total': 'Totalt',
	'workspace.ofMax': ({ max }) => `av ${max}`,
	'workspace.area': ({ id }) => `Område ${id}`,
	'workspace.side': 'Vid sidan av',
	'workspace.side.show': 'Visa sidopanelen',
	'workspace.side.hide': 'Fäll undan sidopanelen',
	'row.empty': 'inte poängsatt',
	'row.scored': 'poängsatt',
	'row.near': 'poängen ligger nära varandra',
	'row.disputed': 'poängen ligger långt isär',
	'row.notAssessable': 'ej bedömbar',
	'row.notAssessable.short': 'e.b.',
	'row.abstain': 'avstår',
	'row.abstain.short': 'avst.',

	'presence.here': 'Här just nu',
	'presence.alone': 'Ingen annan är här just nu.',
	'presence.follow': ({ name, place }) => `${name}, vid ${place}. Gå dit`,
	'presence.more': ({ count }) => `${count} till är här`,
	'presence.unknownPlace': 'någonstans i utvärderingen',
	'presence.place': ({ view, subquestion }) =>
		view === 'question' && subquestion
			? subquestion
			: {
					overview: 'översikten',
					score: 'poängtabellen',
					calibrate: 'kalibreringen',
					session: subquestion ? `${subquestion} i sessionen` : 'sessionen',
					agreement: 'statistiken',
					question: 'en delfråga',
					write: 'rapportens text',
					facts: 'fakta och förebilder',
					questions: 'de öppna frågorna',
					review: 'granskningen',
					report: 'rapporten',
					members: 'grupp och faser',
					'follow-up': 'uppföljningen',
					versions: 'versioner',
					history: 'tidslinjen',
				}[view],

	'saved.saved': 'Sparat',
	'saved.saving': 'Sparar …',
	'saved.unsaved': ({ count }) => `${count} osparade`,
	'saved.readOnly': 'Bara läsning',
	'saved.connecting': 'Ansluter …',
	'saved.closed': 'Inte ansluten',
	'saved.title.saved': 'Allt du har skrivit är skrivet till servern.',
	'saved.title.saving': 'Skickat och på väg att skrivas ner.',
	'saved.title.unsaved': 'Finns kvar på den här sidan och skickas så snart det finns en anslutning.',
	'saved.title.readOnly': 'Du kan läsa allt här; din roll eller fasen gör att du inte kan skriva.',
	'saved.title.connecting': 'Det levande dokumentet öppnas.',
	'saved.title.closed': 'Anslutningen är avslutad. Det du ser är som det var då.',

	'connection.offline': ({ count }) =>
		count === 0
			? 'Ingen anslutning. Du kan arbeta vidare: dina ändringar finns kvar här och skickas när anslutningen är tillbaka.'
			: `Ingen anslutning. ${count} ${changes.sv}${count === 1 ? '' : 'ar'} finns kvar här och skickas när anslutningen är tillbaka. Låt sidan vara öppen.`,
	'connection.paused.title': 'Servern kan inte spara just nu',
	'connection.paused': ({ count }) =>
		count === 0
			? 'Skrivandet är pausat och fortsätter av sig självt så snart servern kan spara igen. Inget av ditt är osparat.'
			: `Skrivandet är pausat. ${count} ${changes.sv}${count === 1 ? '' : 'ar'} finns kvar på sidan och sparas av sig själva så snart servern kan. Låt sidan vara öppen.`,
	'connection.signedOut.title': 'Du är utloggad',
	'connection.signedOut': ({ count }) =>
		count === 0
			? 'Logga in igen för att fortsätta där du är.'
			: `Logga in igen för att fortsätta där du är. ${count} ${count === 1 ? 'osparad ändring' : 'osparade ändringar'} finns kvar här under tiden.`,
	'connection.notAllowed.title': 'Utvärderingen är inte längre öppen för dig',
	'connection.notAllowed':
		'Du har tagits bort ur gruppen, eller så får din roll inte öppna arbetsdokumentet. Fråga den som leder utvärderingen.',
	'connection.noSuchRoom.title': 'Utvärderingen finns inte kvar',
	'connection.noSuchRoom': 'Den kan ha tagits bort. Fråga den som ledde den.',
	'connection.tooLarge.title': 'Den senaste ändringen var för stor att skicka',
	'connection.tooLarge':
		'Något mycket stort klistrades in, mer än en megabyte på en gång. Kopiera det du behöver, ladda om sidan och klistra in det i mindre delar.',
	'connection.tooFast.title': 'Fler ändringar än servern tar emot på en gång',
	'connection.tooFast':
		'Ändringarna kom snabbare än någon skriver, kanske genom en stor inklistring eller ett annat program. De finns kvar här. Vänta lite och anslut igen.',
	'connection.malformed.title': 'Sidan och servern förstår inte längre varandra',
	'connection.malformed':
		'Det är ett fel i programmet, kanske för att det har uppdaterats under tiden. Kopiera det du behöver och ladda om sidan.',
	'connection.again': 'Anslut igen',
	'connection.reload': 'Ladda om sidan',
	'connection.home': 'Till mina utvärderingar',
	'connection.leave': ({ count }) =>
		`${count} ${count === 1 ? 'ändring är' : 'ändringar är'} inte sparade än. Lämna utvärderingen ändå?`,

	'signIn.email': 'E-post',
	'signIn.password': 'Lösenord',
	'signIn.submit': 'Logga in och fortsätt',
	'signIn.other':
		'Du var här som någon annan. Logga in som samma person, eller ladda om sidan och börja på nytt.',

	'refusal.title': 'En ändring släpptes inte in',
	'refusal.carried': ({ count }) =>
		count === 1
			? 'Din andra ändring är kvar och sparad.'
			: `Dina ${count} andra ändringar är kvar och sparade.`,
	'refusal.kept': 'Det du hade skrivit, att kopiera:',
	'refusal.deleted': '(borttaget)',
	'refusal.copy': 'Kopiera',
	'refusal.copied': 'Kopierat',
	'refusal.dismiss': 'Jag har det jag behöver',
	'refusal.generation':
		'Dokumentet återställdes till en annan version medan du var borta, så sidan började om med den.',
	'refusal.closed': 'Det du hade skrivit kom för sent: den här delen hade stängts innan det kom fram.',
	'kept.score': ({ subquestion }) => `Poäng för ${subquestion}`,
	'kept.text': ({ subquestion }) => `Kommentar till ${subquestion}`,
	'kept.findingText': 'Text till en styrka eller förbättringsmöjlighet',
	'kept.finding': 'En styrka eller förbättringsmöjlighet',
	'kept.other': 'En ändring',

	'palette.title': 'Gå till eller gör',
	'palette.placeholder': 'Delfråga, person eller kommando',
	'palette.none': 'Inget passar. Prova ett nummer som 3.2 eller ett ord ur frågan.',
	'palette.count': ({ count }) => (count === 1 ? '1 träff' : `${count} träffar`),
	'palette.kind.question': 'Delfråga',
	'palette.kind.area': 'Område',
	'palette.kind.section': 'Avsnitt',
	'palette.kind.fact': 'Faktum',
	'palette.kind.roleModel': 'Förebild',
	'palette.kind.asked': 'Fråga',
	'palette.kind.person': 'Person',
	'palette.kind.view': 'Del',
	'palette.kind.command': 'Kommando',
	'palette.open': 'Sök',

	'keys.title': 'Tangenter',
	'keys.palette': 'Hitta en delfråga, en person eller ett kommando',
	'keys.next': 'Nästa delfråga',
	'keys.previous': 'Föregående delfråga',
	'keys.digits': 'Skriv min poäng',
	'keys.commit': 'Bekräfta poängen',
	'keys.revert': 'Ta tillbaka det jag höll på att skriva',
	'keys.write': 'Skriv i kommentaren',
	'keys.nextEmpty': 'Nästa delfråga som jag inte har poängsatt',
	'keys.side': 'Fäll ut eller undan sidopanelen',
	'keys.help': 'Visa den här listan',
	'keys.leave': 'Lämna ett fält eller stäng ett fönster',
	'keys.bold': 'Fet, kursiv',
	'keys.undo': 'Ångra min senaste ändring i en text',
	'keys.show': 'Visa alla tangenter',
	'keys.where.anywhere': 'Var som helst utanför ett fält',
	'keys.where.score': 'I poängfältet',
	'keys.where.text': 'I en text',
	'keys.where.write': 'Där rapporten skrivs',
	'keys.write.next': 'Nästa eller föregående avsnitt',
	'keys.write.text': 'Skriv i det här avsnittet',
	'keys.write.move': 'Flytta avsnittet (på dess rubrikrad)',
	'keys.list.move': 'Flytta ett kort eller en rad (på dess grepp)',
};

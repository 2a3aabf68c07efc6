/** Why a change to the shared document was not let in: what, why and what to do. One text for each code. */
export const en = {
	'refusal.unknown-place':
		'The change was not saved: it is to something this evaluation does not have. Reload the page and try again.',
	'refusal.server-only':
		'The change was not saved: this is kept by the system itself. Use the buttons for it on the page.',
	'refusal.role': 'The change was not saved: your role does not write here. Ask the lead if you should.',
	'refusal.phase':
		'The change was not saved: the evaluation is in another phase now. Ask the lead if it has to be changed.',
	'refusal.room-closed':
		'The change was not saved: this review round is closed. Tell the lead what you wanted to say.',
	'refusal.paused': 'The change was not saved: the server cannot save at the moment. Try again when it can.',
	'refusal.not-scoring':
		'The score was not saved: you do not score in this evaluation. Ask the lead if you should.',
	'refusal.not-yours':
		'The change was not saved: it belongs to somebody else. Make it under your own name instead.',
	'refusal.not-revealed':
		'The score was not saved here: this subquestion is not revealed yet. Score it in your own ballot.',
	'refusal.handed-in':
		'The score was not saved: you have handed this subquestion in. Ask the lead to reopen it, with a reason.',
	'refusal.row-revealed':
		'The score was not saved in your ballot: this subquestion is revealed. Change your score on the open board.',
	'refusal.too-many-points':
		'The score was not saved: it is higher than the maximum of the subquestion. Enter a lower one.',
	'refusal.wrong-author':
		'The change was not saved: it was signed with another name than yours. Reload the page.',
	'refusal.thread-fixed':
		'The thread was not changed: it stays as it was written. Write a message in it, or begin a new one.',
	'refusal.section-approved':
		'The section was not changed: approving, and taking an approval back, is for the lead. Ask the lead.',
	'refusal.unknown-area':
		'It was not saved: its area or subquestion is not in the framework. Choose another and try again.',
	'refusal.value':
		'The change was not saved: what was entered cannot be used here. Check its form and length and try again.',
	'refusal.rich-text':
		'The text was not saved: it holds something the report cannot, such as an unsafe link. Take it out and try again.',
	'refusal.container':
		'The change was not saved: it is of a form this evaluation does not use. Reload the page and try again.',
	'refusal.foreign-client':
		'The change was not saved: it was sent under somebody else’s writing id. Reload the page and make it again.',
	'refusal.server-client':
		'The change was not saved: it was sent under the server’s own writing id. Reload the page and make it again.',
	'refusal.too-many-clients':
		'The change was not saved: too many windows have written in this session. Sign out, sign in and make it again.',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'refusal.unknown-place':
		'Ändringen sparades inte: den gäller något som inte finns i utvärderingen. Ladda om sidan och försök igen.',
	'refusal.server-only':
		'Ändringen sparades inte: detta sköts av systemet självt. Använd knapparna för det på sidan.',
	'refusal.role':
		'Ändringen sparades inte: i din roll skriver man inte här. Fråga ledaren om du borde kunna göra det.',
	'refusal.phase':
		'Ändringen sparades inte: utvärderingen är i en annan fas nu. Fråga ledaren om det behöver ändras.',
	'refusal.room-closed':
		'Ändringen sparades inte: granskningsomgången är stängd. Berätta för ledaren vad du ville säga.',
	'refusal.paused': 'Ändringen sparades inte: servern kan inte spara just nu. Försök igen när det går.',
	'refusal.not-scoring':
		'Poängen sparades inte: du poängsätter inte i den här utvärderingen. Fråga ledaren om du borde göra det.',
	'refusal.not-yours':
		'Ändringen sparades inte: den gäller något som är någon annans. Gör den i ditt eget namn i stället.',
	'refusal.not-revealed':
		'Poängen sparades inte här: delfrågan är inte avslöjad än. Poängsätt den i din egen valsedel.',
	'refusal.handed-in':
		'Poängen sparades inte: du har lämnat in delfrågan. Be ledaren öppna den igen, med en motivering.',
	'refusal.row-revealed':
		'Poängen sparades inte i din valsedel: delfrågan är avslöjad. Ändra din poäng på den öppna tavlan.',
	'refusal.too-many-points': 'Poängen sparades inte: den är högre än delfrågans maxpoäng. Ange en lägre.',
	'refusal.wrong-author':
		'Ändringen sparades inte: den var undertecknad med ett annat namn än ditt. Ladda om sidan.',
	'refusal.thread-fixed':
		'Tråden ändrades inte: den står kvar som den skrevs. Skriv ett inlägg i den eller börja en ny.',
	'refusal.section-approved':
		'Avsnittet ändrades inte: att godkänna, och att ta tillbaka ett godkännande, är ledarens sak. Fråga ledaren.',
	'refusal.unknown-area':
		'Det sparades inte: området eller delfrågan finns inte i ramverket. Välj ett annat och försök igen.',
	'refusal.value':
		'Ändringen sparades inte: det som skrevs in går inte att använda här. Kontrollera form och längd och försök igen.',
	'refusal.rich-text':
		'Texten sparades inte: den innehåller något som rapporten inte kan ha, till exempel en osäker länk. Ta bort det och försök igen.',
	'refusal.container':
		'Ändringen sparades inte: den har en form som utvärderingen inte använder. Ladda om sidan och försök igen.',
	'refusal.foreign-client':
		'Ändringen sparades inte: den skickades under någon annans skriv-id. Ladda om sidan och gör den igen.',
	'refusal.server-client':
		'Ändringen sparades inte: den skickades under serverns eget skriv-id. Ladda om sidan och gör den igen.',
	'refusal.too-many-clients':
		'Ändringen sparades inte: för många fönster har skrivit under den här inloggningen. Logga ut, logga in och gör den igen.',
};

/** What decisions about comments and suggestions refuse, in words. Part of the closed set in `errors.ts`. */
export const en = {
	noMail: 'This server sends no mail, so there is no digest to choose.',
	dispositionReason: 'Say why: whoever wrote the comment reads it.',
	noSuggestion: 'This comment suggests no wording.',
	alreadyDecided: 'Somebody has decided about this suggestion already.',
	notDecided: 'Nobody has decided about this suggestion yet, so there is nothing to take back.',
	suggestionOutdated:
		'The words have changed since the suggestion was made. Read what stands there now, and change it by hand if it is still right.',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	noMail: 'Den här servern skickar ingen e-post, så det finns ingen sammanfattning att välja.',
	dispositionReason: 'Skriv varför: den som skrev kommentaren läser det.',
	noSuggestion: 'Den här kommentaren föreslår ingen formulering.',
	alreadyDecided: 'Någon har redan tagit ställning till förslaget.',
	notDecided: 'Ingen har tagit ställning till förslaget än, så det finns inget att ta tillbaka.',
	suggestionOutdated:
		'Orden har ändrats sedan förslaget gjordes. Läs vad som står där nu och ändra för hand om det fortfarande stämmer.',
};

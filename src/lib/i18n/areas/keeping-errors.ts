/** What export, import and erasing refuse, in words. Part of the closed set in `errors.ts`. */
export const en = {
	ballotsHidden:
		'There are scores that nobody may see yet, and a file cannot keep them hidden. Export the evaluation once they are revealed.',
	bundleForeign: 'The file is not an evaluation that Samsyn has exported. Choose another file.',
	bundleVersion: 'The file was exported by a newer version of Samsyn. Update this server first.',
	bundleCut: 'The file is cut short: its end is missing. Fetch it again from where it was exported.',
	bundleChanged:
		'The file was changed or damaged since it was exported, so nothing of it was taken in. Export it again.',
	bundleTooLarge: ({ limit }: { limit: number }) =>
		`The file is too large. At most ${limit} MiB are taken here.`,
	bundleThere: 'This evaluation is on this server already. Nothing was changed.',
	bundleFramework: ({ id }: { id: string }) =>
		`This server has another framework by the name ${id}, so the evaluation cannot be taken in.`,
	bundleTampered: ({ fault }: { fault: string }) =>
		`What the file holds was tampered with before it was exported (${fault}). Nothing was taken in.`,
	eraseSelf: 'Nobody erases themselves. Ask another administrator.',
	erasedAlready: 'This person’s data has been erased already.',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	ballotsHidden:
		'Det finns poäng som ingen får se ännu, och en fil kan inte hålla dem dolda. Exportera utvärderingen när de har visats.',
	bundleForeign: 'Filen är ingen utvärdering som Samsyn har exporterat. Välj en annan fil.',
	bundleVersion: 'Filen kommer från en nyare version av Samsyn. Uppdatera den här servern först.',
	bundleCut: 'Filen är avkortad: slutet saknas. Hämta den igen där den exporterades.',
	bundleChanged:
		'Filen har ändrats eller skadats sedan den exporterades, så inget av den togs in. Exportera den igen.',
	bundleTooLarge: ({ limit }) => `Filen är för stor. Högst ${limit} MiB tas emot här.`,
	bundleThere: 'Utvärderingen finns redan på den här servern. Inget ändrades.',
	bundleFramework: ({ id }) =>
		`Servern har ett annat ramverk med namnet ${id}, så utvärderingen går inte att ta in.`,
	bundleTampered: ({ fault }) =>
		`Det som filen innehåller hade manipulerats innan den exporterades (${fault}). Inget togs in.`,
	eraseSelf: 'Ingen gallrar sig själv. Be en annan administratör.',
	erasedAlready: 'Personens uppgifter är redan gallrade.',
};

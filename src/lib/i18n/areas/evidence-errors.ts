/** What uploads and interview notes refuse, in words. Part of the closed set in `errors.ts`. */
export const en = {
	fileEmpty: 'The file is empty. Choose another one.',
	fileNotAllowed:
		'This is no kind of file that can be kept here. Pictures (PNG, JPEG, WebP, GIF) and PDF can; save it as one of them.',
	fileNotImage: 'This is not a picture. Pictures in PNG, JPEG, WebP and GIF can be put in.',
	fileNameMismatch: ({ kind }: { kind: string }) =>
		`The name promises another kind of file than this is: it is ${kind}. Give it the ending it should have and try again.`,
	fileBroken: 'The file is broken or cut off. Save it again and try once more.',
	fileTooLarge: ({ limit }: { limit: number }) =>
		`The file is too large: at most ${limit} MB fit. Make it smaller and try again.`,
	imageTooLarge: ({ width, height, limit }: { width: number; height: number; limit: number }) =>
		`The picture is too large: ${width} × ${height} pixels. At most ${limit} a side and 50 million in all fit.`,
	filesFull: ({ files, mib }: { files: number; mib: number }) =>
		`The evaluation’s room for files is used up: at most ${files} files and ${mib} MB. Remove some that are not needed.`,
	fileInUse: ({ count }: { count: number }) =>
		count === 1
			? 'The file is used in one place. Take it away there first.'
			: `The file is used in ${count} places. Take it away there first.`,
	uploadsBusy: 'Several uploads are under way already. Try again in a moment.',
	noteChanged: 'Somebody wrote in this note in the meantime. See what is there now.',
	noteOfNothing: 'There is no such interview in the register, so there is nothing to write notes on.',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	fileEmpty: 'Filen är tom. Välj en annan.',
	fileNotAllowed:
		'Det här slaget av fil kan inte sparas här. Bilder (PNG, JPEG, WebP, GIF) och PDF går bra; spara om den som något av dem.',
	fileNotImage: 'Det här är ingen bild. Bilder i PNG, JPEG, WebP och GIF går bra.',
	fileNameMismatch: ({ kind }) =>
		`Namnet lovar ett annat slag av fil än det är: den är ${kind}. Ge den rätt filändelse och försök igen.`,
	fileBroken: 'Filen är trasig eller avhuggen. Spara om den och försök igen.',
	fileTooLarge: ({ limit }) =>
		`Filen är för stor: högst ${limit} MB får plats. Gör den mindre och försök igen.`,
	imageTooLarge: ({ width, height, limit }) =>
		`Bilden är för stor: ${width} × ${height} bildpunkter. Högst ${limit} per sida och 50 miljoner totalt får plats.`,
	filesFull: ({ files, mib }) =>
		`Utvärderingens plats för filer är slut: högst ${files} filer och ${mib} MB. Ta bort några som inte behövs.`,
	fileInUse: ({ count }) =>
		count === 1
			? 'Filen används på ett ställe. Ta bort den där först.'
			: `Filen används på ${count} ställen. Ta bort den där först.`,
	uploadsBusy: 'Flera uppladdningar pågår redan. Försök igen om en stund.',
	noteChanged: 'Någon har skrivit i anteckningen under tiden. Se vad som står där nu.',
	noteOfNothing: 'Det finns ingen sådan intervju i registret, så det finns inget att anteckna till.',
};

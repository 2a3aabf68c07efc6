/** What is wrong with an uploaded framework. Each error stands beside the path of its field. */
type Field = { field: string };
type Expected = { field: string; expected: string };
type Most = { most: number };
type Range = { least: number; most: number };
type Id = { id: string };

export const en = {
	frameworkFieldMissing: ({ field }: Field) => `The field “${field}” is missing. Add it.`,
	frameworkFieldUnknown: ({ field }: Field) =>
		`There is no field called “${field}” here. Check the spelling or remove it.`,
	frameworkFieldType: ({ field, expected }: Expected) =>
		field
			? `The field “${field}” has the wrong kind of value: ${expected} is expected.`
			: `The file must hold one JSON object; ${expected} is expected.`,
	frameworkTextLength: ({ most }: Most) => `Write a text of 1 to ${most} characters.`,
	frameworkIdForm:
		'Use letters a–z, digits, hyphens and underscores, with full stops between parts, such as 1.4.',
	frameworkWholeNumber: ({ least, most }: Range) => `Write a whole number from ${least} to ${most}.`,
	frameworkChoice: ({ options }: { options: string }) => `Choose one of: ${options}.`,
	frameworkListLength: ({ least, most }: Range) => `The list must have ${least} to ${most} entries.`,
	frameworkIdTwice: ({ id }: Id) => `The id “${id}” is used more than once. Each must be unique.`,
	frameworkAreaSum: ({ area, sum, max }: { area: string; sum: number; max: number }) =>
		`The subquestions of area ${area} add up to ${sum} points, but the area's maximum is ${max}. They must be equal.`,
	frameworkSubquestionUnknown: ({ id, area }: { id: string; area: string }) =>
		`Area ${area} has no subquestion “${id}”. Correct the reference.`,
	frameworkAreaUnknown: ({ id }: Id) => `There is no area “${id}”. Correct the reference.`,
	frameworkAreaMissing: ({ id }: Id) => `Say how comparable area “${id}” is: full, tightened or none.`,
	frameworkVersionTwice: ({ version }: { version: string }) =>
		`Version “${version}” is this version or already listed. Each other version is listed once.`,
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	frameworkFieldMissing: ({ field }) => `Fältet ”${field}” saknas. Lägg till det.`,
	frameworkFieldUnknown: ({ field }) =>
		`Här finns inget fält som heter ”${field}”. Kontrollera stavningen eller ta bort det.`,
	frameworkFieldType: ({ field, expected }) =>
		field
			? `Fältet ”${field}” har fel slags värde: ${expected} väntas.`
			: `Filen ska innehålla ett JSON-objekt; ${expected} väntas.`,
	frameworkTextLength: ({ most }) => `Skriv en text på 1 till ${most} tecken.`,
	frameworkIdForm:
		'Använd bokstäverna a–z, siffror, bindestreck och understreck, med punkt mellan delarna, till exempel 1.4.',
	frameworkWholeNumber: ({ least, most }) => `Skriv ett heltal från ${least} till ${most}.`,
	frameworkChoice: ({ options }) => `Välj något av: ${options}.`,
	frameworkListLength: ({ least, most }) => `Listan ska ha ${least} till ${most} poster.`,
	frameworkIdTwice: ({ id }) => `Id ”${id}” används mer än en gång. Varje id ska vara unikt.`,
	frameworkAreaSum: ({ area, sum, max }) =>
		`Delfrågorna i område ${area} ger tillsammans ${sum} poäng, men områdets maxpoäng är ${max}. De ska vara lika.`,
	frameworkSubquestionUnknown: ({ id, area }) =>
		`Område ${area} har ingen delfråga ”${id}”. Rätta hänvisningen.`,
	frameworkAreaUnknown: ({ id }) => `Det finns inget område ”${id}”. Rätta hänvisningen.`,
	frameworkAreaMissing: ({ id }) => `Ange hur jämförbart område ”${id}” är: full, tightened eller none.`,
	frameworkVersionTwice: ({ version }) =>
		`Version ”${version}” är denna version eller redan upptagen. Varje annan version tas upp en gång.`,
};

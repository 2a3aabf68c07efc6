/** What an import of results refuses or remarks, row by row, and what the library refuses. Part of the closed set in `errors.ts`. */
type Id = { id: string };
type Area = { area: string };
type Place = { municipality: string; year: number; framework: string };

const columnEn = (column: string) => (column === 'id' ? 'the id of the row (id)' : 'the points (achieved)');
const columnSv = (column: string) =>
	column === 'id' ? 'radens id (id eller delfråga)' : 'poängen (uppnått eller poäng)';

export const en = {
	resultFileTooLarge: ({ limit }: { limit: number }) =>
		`The file is too large. At most ${limit} MB are taken; a table of results needs far less.`,
	resultFileKind: 'This is no kind of file that can be read here. Save it as CSV, XLSX or JSON.',
	resultFileBroken: 'The workbook is damaged and cannot be read. Open it in Excel and save it again as XLSX.',
	resultFileUnpacks:
		'The workbook unpacks to far more than a table of results can be, so it was not opened. Keep only the table and save it again.',
	resultSheetTooWide:
		'The sheet has cells far outside a table of results. Copy the table to a new sheet and save that.',
	resultQuoteOpen: ({ line }: { line: number }) =>
		`A quotation mark in line ${line} is opened and never closed. Correct it and try again.`,
	resultJsonShape: 'This does not have the shape of a result: rows with id, achieved, max and percent.',
	resultFileEmpty: 'There are no rows in the file. The first row names the columns, the others hold figures.',
	resultColumnMissing: ({ column }: { column: string }) =>
		`The first row names no column for ${columnEn(column)}. Add it, and try again.`,
	resultRowTooWide: ({ found, expected }: { found: number; expected: number }) =>
		`The row has ${found} cells under ${expected} columns. Decimals with a comma need semicolons or quotation marks around them.`,
	resultTooManyRows: ({ found, most }: { found: number; most: number }) =>
		`The file has ${found} rows; at most ${most} are taken at a time.`,
	resultIdMissing: 'The row has no id. Write the number of the area or subquestion.',
	resultIdUnknown: ({ id, framework }: { id: string; framework: string }) =>
		`${framework} has neither an area nor a subquestion “${id}”.`,
	resultIdTwice: ({ id }: Id) => `${id} stands more than once for the same municipality and year.`,
	resultNotNumber: ({ text }: { text: string }) => `“${text}” is not a number.`,
	resultNegative: ({ id }: Id) => `${id}: figures are not below zero.`,
	resultTooManyDecimals: ({ id }: Id) => `${id}: points have at most two decimals.`,
	resultAboveMax: ({ id, max }: { id: string; max: number }) => `${id} gives at most ${max} points.`,
	resultMaxDiffers: ({ id, max, given }: { id: string; max: number; given: number }) =>
		`${id} gives at most ${max} points in this framework, not ${given}. Is it another version?`,
	resultPercentWrong: ({ id }: Id) => `${id}: percent go from 0 to 100.`,
	resultPercentAlone: ({ id }: Id) =>
		`${id} has percent but no points. Points cannot be worked out from percent.`,
	resultPairImpossible: ({
		achieved,
		max,
		percent,
	}: {
		achieved: string | number;
		max: number;
		percent: string | number;
	}) => `No score prints as ${achieved} of ${max} and ${percent} percent. One of the figures is wrong.`,
	resultPointsDiffer: ({ prints }: { prints: number }) =>
		`The unrounded score prints as ${prints} points, and something else stands beside it.`,
	resultAreaImpossible: ({
		area,
		achieved,
		low,
		high,
	}: {
		area: string;
		achieved: number;
		low: number;
		high: number;
	}) =>
		`Area ${area} has ${achieved}, but its subquestions come to ${low === high ? low : `${low} to ${high}`}.`,
	resultNothing: 'There are no figures here.',
	resultMunicipalityMissing: 'Say which municipality it is, in the form or in a column.',
	resultMunicipalityUnknown: ({ text }: { text: string }) =>
		`There is no Swedish municipality “${text}”. Write its name, or its code of four digits.`,
	resultYearWrong: ({ first, last }: { first: number; last: number }) =>
		`Say the year, from ${first} to ${last}, in the form or in a column.`,
	resultFrameworkMissing: ({ known }: { known: string }) => `Say which framework version it is: ${known}.`,
	resultFrameworkUnknown: ({ text, known }: { text: string; known: string }) =>
		`There is no framework “${text}”. Those that there are: ${known}.`,
	resultTaken: ({ municipality, year, framework }: Place) =>
		`${municipality} ${year} (${framework}) is in the library already. Remove that result first if this one is better.`,
	resultTakenByEvaluation: ({ municipality, year, framework }: Place) =>
		`${municipality} ${year} (${framework}) was finalised here and is in the library as it was decided.`,
	resultAreaIncomplete: ({ area, found, of }: { area: string; found: number; of: number }) =>
		`Area ${area} has ${found} of its ${of} subquestions, so it is not summed.`,
	resultRowsBlank: ({ area, ids, count }: { area: string; ids: string; count: number }) =>
		`${ids} ${count === 1 ? 'has' : 'have'} no points and ${count === 1 ? 'is' : 'are'} taken as not assessed: area ${area} is summed without ${count === 1 ? 'it' : 'them'}.`,
	resultAreasMissing: ({ areas, count }: { areas: string; count: number }) =>
		`${count === 1 ? 'Area' : 'Areas'} ${areas} ${count === 1 ? 'has' : 'have'} no total, so there is no grand total.`,
	resultAreaDerived: ({ area, low, high }: Area & { low: number; high: number }) =>
		`Area ${area} is not given. By its rounded rows it is ${low} to ${high}; the middle is taken and marked. Give the printed total if you have it.`,
	resultOfEvaluation:
		'This result was decided in an evaluation here and goes with it. Only imports can be removed.',
	resultNotManager: 'Results are imported and removed by administrators and by those who lead an evaluation.',
	cohortSpan: 'The first year must not be later than the last.',
	cohortEmpty:
		'No result in the library fits: no such version, years and counties. Choose others, or import results first.',
	cohortUsed: ({ count }: { count: number }) =>
		count === 1
			? 'An evaluation is set beside this cohort. Choose another one there first.'
			: `${count} evaluations are set beside this cohort. Choose other ones there first.`,
	cohortUnknown: 'There is no cohort with this id.',
	countyUnknown: 'There is no county with this number.',
	comparisonSubject: 'There is no such area or subquestion in this framework.',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	resultFileTooLarge: ({ limit }) =>
		`Filen är för stor. Högst ${limit} MB tas emot; en resultattabell behöver långt mindre.`,
	resultFileKind: 'Det här är ingen sorts fil som kan läsas här. Spara den som CSV, XLSX eller JSON.',
	resultFileBroken:
		'Arbetsboken är skadad och går inte att läsa. Öppna den i Excel och spara om den som XLSX.',
	resultFileUnpacks:
		'Arbetsboken blir långt större än en resultattabell när den packas upp, och därför öppnades den inte. Behåll bara tabellen och spara om den.',
	resultSheetTooWide:
		'Bladet har celler långt utanför en resultattabell. Kopiera tabellen till ett nytt blad och spara det.',
	resultQuoteOpen: ({ line }) =>
		`Ett citattecken på rad ${line} öppnas men stängs aldrig. Rätta det och försök igen.`,
	resultJsonShape: 'Det här har inte formen av ett resultat: rader med id, achieved, max och percent.',
	resultFileEmpty: 'Det finns inga rader i filen. Första raden namnger kolumnerna, de andra har siffrorna.',
	resultColumnMissing: ({ column }) =>
		`Första raden namnger ingen kolumn för ${columnSv(column)}. Lägg till den och försök igen.`,
	resultRowTooWide: ({ found, expected }) =>
		`Raden har ${found} celler under ${expected} kolumner. Decimaler med komma behöver semikolon mellan cellerna eller citattecken om sig.`,
	resultTooManyRows: ({ found, most }) => `Filen har ${found} rader; högst ${most} tas emot åt gången.`,
	resultIdMissing: 'Raden saknar id. Skriv områdets eller delfrågans nummer.',
	resultIdUnknown: ({ id, framework }) =>
		`${framework} har varken något område eller någon delfråga ”${id}”.`,
	resultIdTwice: ({ id }) => `${id} står mer än en gång för samma kommun och år.`,
	resultNotNumber: ({ text }) => `”${text}” är inget tal.`,
	resultNegative: ({ id }) => `${id}: siffrorna är inte mindre än noll.`,
	resultTooManyDecimals: ({ id }) => `${id}: poäng har högst två decimaler.`,
	resultAboveMax: ({ id, max }) => `${id} ger högst ${max} poäng.`,
	resultMaxDiffers: ({ id, max, given }) =>
		`${id} ger högst ${max} poäng i det här ramverket, inte ${given}. Är det en annan version?`,
	resultPercentWrong: ({ id }) => `${id}: procent går från 0 till 100.`,
	resultPercentAlone: ({ id }) =>
		`${id} har procent men inga poäng. Poäng går inte att räkna fram ur procent.`,
	resultPairImpossible: ({ achieved, max, percent }) =>
		`Ingen poäng skrivs ut som ${achieved} av ${max} och ${percent} procent. En av siffrorna är fel.`,
	resultPointsDiffer: ({ prints }) =>
		`Den oavrundade poängen skrivs ut som ${prints}, och något annat står bredvid den.`,
	resultAreaImpossible: ({ area, achieved, low, high }) =>
		`Område ${area} har ${achieved}, men dess delfrågor ger ${low === high ? low : `${low} till ${high}`}.`,
	resultNothing: 'Här finns inga siffror.',
	resultMunicipalityMissing: 'Ange vilken kommun det gäller, i formuläret eller i en kolumn.',
	resultMunicipalityUnknown: ({ text }) =>
		`Det finns ingen svensk kommun ”${text}”. Skriv namnet, eller koden med fyra siffror.`,
	resultYearWrong: ({ first, last }) =>
		`Ange året, från ${first} till ${last}, i formuläret eller i en kolumn.`,
	resultFrameworkMissing: ({ known }) => `Ange vilken version av ramverket det gäller: ${known}.`,
	resultFrameworkUnknown: ({ text, known }) => `Det finns inget ramverk ”${text}”. De som finns: ${known}.`,
	resultTaken: ({ municipality, year, framework }) =>
		`${municipality} ${year} (${framework}) finns redan i biblioteket. Ta bort det resultatet först om det här är bättre.`,
	resultTakenByEvaluation: ({ municipality, year, framework }) =>
		`${municipality} ${year} (${framework}) är fastställt här och finns i biblioteket så som det beslutades.`,
	resultAreaIncomplete: ({ area, found, of }) =>
		`Område ${area} har ${found} av sina ${of} delfrågor och summeras därför inte.`,
	resultRowsBlank: ({ area, ids, count }) =>
		`${ids} saknar poäng och räknas som ${count === 1 ? 'ej bedömd' : 'ej bedömda'}: område ${area} summeras utan ${count === 1 ? 'den' : 'dem'}.`,
	resultAreasMissing: ({ areas, count }) =>
		`${count === 1 ? 'Område' : 'Områdena'} ${areas} saknar summa, så det blir ingen totalsumma.`,
	resultAreaDerived: ({ area, low, high }) =>
		`Område ${area} är inte angivet. Enligt de avrundade raderna är det ${low} till ${high}; mitten används och märks ut. Ange den tryckta summan om du har den.`,
	resultOfEvaluation:
		'Det här resultatet beslutades i en utvärdering här och hör till den. Bara importerade resultat kan tas bort.',
	resultNotManager:
		'Resultat importeras och tas bort av administratörer och av dem som leder en utvärdering.',
	cohortSpan: 'Första året får inte vara senare än det sista.',
	cohortEmpty:
		'Inget resultat i biblioteket passar: inte den versionen, de åren och de länen. Välj andra, eller importera resultat först.',
	cohortUsed: ({ count }) =>
		count === 1
			? 'En utvärdering jämförs med den här gruppen. Välj en annan där först.'
			: `${count} utvärderingar jämförs med den här gruppen. Välj andra där först.`,
	cohortUnknown: 'Det finns ingen jämförelsegrupp med det här id:t.',
	countyUnknown: 'Det finns inget län med det här numret.',
	comparisonSubject: 'Det finns inget sådant område eller någon sådan delfråga i det här ramverket.',
};

/** The results library: what it holds, importing into it, cohorts. */
export const en = {
	'results.title': 'Results library',
	'results.lead':
		'Every evaluation that was finalised here, and results imported from reports of other municipalities or earlier years. Figures are those that were printed.',
	'results.import': 'Import results',
	'results.rank': 'Rank and learn from',
	'results.cohorts': 'Cohorts',
	'results.empty.title': 'The library is empty',
	'results.empty.text':
		'It fills by itself with every evaluation that is finalised here. Results of other municipalities or of earlier years are imported as CSV, XLSX or JSON: a table with id, points, maximum and percent.',
	'results.none': 'No result fits. Choose other years, another municipality or county.',
	'results.municipality': 'Municipality',
	'results.municipality.hint': 'Part of a name, or a code',
	'results.county': 'County',
	'results.county.all': 'The whole country',
	'results.framework': 'Framework',
	'results.framework.all': 'All versions',
	'results.from': 'From',
	'results.to': 'To',
	'results.filter': 'Show',
	'results.year': 'Year',
	'results.total': 'Total',
	'results.level': 'Level',
	'results.level.subquestions': 'subquestions',
	'results.level.areas': 'areas',
	'results.source': 'From',
	'results.source.evaluation': 'Finalised here',
	'results.source.import': 'Imported',
	'results.fictitious': 'made up',
	'results.fictitious.title': 'Made up for the demonstration; no municipality had these figures.',
	'results.derived': 'about',
	'results.derived.title':
		'Worked out from rounded rows; the printed sum may differ by a point. Exact only where the sum itself is imported.',
	'results.shown': ({ from, to, of }: { from: number; to: number; of: number }) =>
		`${from} to ${to} of ${of}`,
	'results.earlier': 'Newer',
	'results.later': 'Older',

	'result.lead': ({ framework }: { framework: string }) => `As printed, under ${framework}.`,
	'result.development': 'Development over the years',
	'result.evaluation': 'Decided in an evaluation here, as its final version says.',
	'result.imported': ({ by, at }: { by: string; at: string }) => `Imported by ${by} on ${at}.`,
	'result.file': ({ name }: { name: string }) => `From the file ${name}.`,
	'result.remove': 'Remove',
	'result.remove.ask': ({ name }: { name: string }) => `Remove ${name} from the library?`,
	'result.remove.text':
		'It no longer counts in rankings and developments. Cohorts that were extracted with it keep it. The removal can be taken back.',
	'result.removed': ({ name }: { name: string }) => `${name} is removed from the library.`,
	'result.restore': 'Take it back',
	'result.figures': 'Figures',
	'result.area': 'Area',
	'result.subquestion': 'Area and subquestion',
	'result.achieved': 'Achieved',
	'result.max': 'Max',
	'result.percent': 'Percent',
	'result.unknown': 'not given',
	'result.strengths': 'Strengths that its report names',

	'import.title': 'Import results',
	'import.lead':
		'A table as printed in a report: one row for each subquestion, or one for each area. Nothing is kept before you have seen what was read.',
	'import.file': 'File',
	'import.file.hint': 'CSV (comma, semicolon or tab), XLSX or JSON, at most 5 MB.',
	'import.file.missing': 'Choose a file, or paste a table.',
	'import.text': 'Or paste a table',
	'import.text.hint': 'From a spreadsheet or a report, with its column names in the first row.',
	'import.for': 'What it is a result of',
	'import.for.hint': 'Leave empty what the table has columns for (municipality, year, framework).',
	'import.year.hint': 'Four digits',
	'import.framework.none': 'In a column',
	'import.note': 'Where it comes from',
	'import.note.hint': 'For example: the printed report of 2017, section 4',
	'import.preview': 'Read and show',
	'import.keep': 'Keep in the library',
	'import.keepN': ({ count }: { count: number }) =>
		count === 1 ? 'Keep the result in the library' : `Keep ${count} results in the library`,
	'import.busy': 'Reading …',
	'import.columns': 'The table’s columns',
	'import.columns.text':
		'id (or subquestion, area), achieved (or points), max and percent; besides municipality, year and framework where one file has many. Only id and points are needed. Decimals may be written with a comma or a full stop, percent with or without its sign. A row “1” is area 1, “1.1” a subquestion.',
	'import.faults': ({ count }: { count: number }) =>
		count === 1
			? 'One row cannot be used. Nothing was kept. Correct it in the file and read it again.'
			: `${count} rows cannot be used. Nothing was kept. Correct them in the file and read it again.`,
	'import.fault.row': 'Row',
	'import.fault.column': 'Column',
	'import.fault.what': 'What is wrong',
	'import.fault.file': 'the whole file',
	'import.column.id': 'id',
	'import.column.achieved': 'achieved',
	'import.column.max': 'max',
	'import.column.percent': 'percent',
	'import.column.municipality': 'municipality',
	'import.column.year': 'year',
	'import.column.framework': 'framework',
	'import.found': ({ count }: { count: number }) =>
		count === 1
			? 'One result was read. It is not kept yet.'
			: `${count} results were read. They are not kept yet.`,
	'import.rows': 'Rows',
	'import.rowsOf': ({ areas, subquestions }: { areas: number; subquestions: number }) =>
		`${areas} areas, ${subquestions} subquestions`,
	'import.remarks': 'Worth knowing',
	'import.kept': ({ count }: { count: number }) =>
		count === 1 ? 'The result is in the library.' : `${count} results are in the library.`,
	'import.notYou': 'Results are imported by administrators and by those who lead an evaluation.',

	'cohorts.title': 'Cohorts',
	'cohorts.lead':
		'A framework version and a span of years, with a name. Each municipality counts once, by its newest result in the span, as the library was on the day. What is shown beside a mean is always this definition.',
	'cohorts.empty.title': 'No cohort yet',
	'cohorts.empty.text': 'Define one below, and evaluations can be set beside its means.',
	'cohorts.new': 'Define a cohort',
	'cohorts.name': 'Name',
	'cohorts.name.hint': 'For example: All municipalities 2016–18',
	'cohorts.counties': 'Counties',
	'cohorts.counties.hint': 'None chosen: the whole country.',
	'cohorts.create': 'Extract',
	'cohorts.created': ({ name, n }: { name: string; n: number }) =>
		`${name} is extracted: ${n === 1 ? 'one municipality' : `${n} municipalities`}.`,
	'cohorts.years': 'Years',
	'cohorts.n': 'Municipalities',
	'cohorts.extracted': 'Extracted',
	'cohorts.mean': 'Mean total',
	'cohorts.remove': 'Remove',
	'cohorts.remove.ask': ({ name }: { name: string }) => `Remove the cohort ${name}?`,
	'cohorts.remove.text': 'Its results stay in the library, and a cohort like it can be extracted again.',
	'cohorts.ranking': 'Ranking',
	'cohorts.definition': ({
		framework,
		from,
		to,
		n,
		extracted,
		counties,
	}: {
		framework: string;
		from: number;
		to: number;
		n: number;
		extracted: string;
		counties: string;
	}) =>
		`${framework}, ${from === to ? from : `${from}–${to}`}${counties && `, ${counties}`}, ${n === 1 ? 'one municipality' : `${n} municipalities`}, extracted ${extracted}`,
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'results.title': 'Resultatbiblioteket',
	'results.lead':
		'Alla utvärderingar som fastställts här, och resultat som importerats ur rapporter från andra kommuner eller tidigare år. Siffrorna är de som trycktes.',
	'results.import': 'Importera resultat',
	'results.rank': 'Rangordna och hitta förebilder',
	'results.cohorts': 'Jämförelsegrupper',
	'results.empty.title': 'Biblioteket är tomt',
	'results.empty.text':
		'Det fylls av sig självt med varje utvärdering som fastställs här. Resultat från andra kommuner eller tidigare år importeras som CSV, XLSX eller JSON: en tabell med id, poäng, max och procent.',
	'results.none': 'Inget resultat passar. Välj andra år, en annan kommun eller ett annat län.',
	'results.municipality': 'Kommun',
	'results.municipality.hint': 'En del av namnet, eller koden',
	'results.county': 'Län',
	'results.county.all': 'Hela landet',
	'results.framework': 'Ramverk',
	'results.framework.all': 'Alla versioner',
	'results.from': 'Från',
	'results.to': 'Till',
	'results.filter': 'Visa',
	'results.year': 'År',
	'results.total': 'Totalt',
	'results.level': 'Nivå',
	'results.level.subquestions': 'delfrågor',
	'results.level.areas': 'områden',
	'results.source': 'Källa',
	'results.source.evaluation': 'Fastställt här',
	'results.source.import': 'Importerat',
	'results.fictitious': 'påhittat',
	'results.fictitious.title': 'Påhittat för demonstrationen; ingen kommun har haft de här siffrorna.',
	'results.derived': 'cirka',
	'results.derived.title':
		'Framräknat ur avrundade rader; den tryckta summan kan skilja sig med en poäng. Exakt bara där summan själv är importerad.',
	'results.shown': ({ from, to, of }) => `${from} till ${to} av ${of}`,
	'results.earlier': 'Nyare',
	'results.later': 'Äldre',

	'result.lead': ({ framework }) => `Så som det trycktes, enligt ${framework}.`,
	'result.development': 'Utveckling över åren',
	'result.evaluation': 'Beslutat i en utvärdering här, så som dess slutgiltiga version säger.',
	'result.imported': ({ by, at }) => `Importerat av ${by} den ${at}.`,
	'result.file': ({ name }) => `Ur filen ${name}.`,
	'result.remove': 'Ta bort',
	'result.remove.ask': ({ name }) => `Ta bort ${name} ur biblioteket?`,
	'result.remove.text':
		'Det räknas inte längre i rangordningar och utvecklingar. Jämförelsegrupper som togs ut med det behåller det. Borttagningen kan ångras.',
	'result.removed': ({ name }) => `${name} är borttaget ur biblioteket.`,
	'result.restore': 'Ångra',
	'result.figures': 'Siffror',
	'result.area': 'Område',
	'result.subquestion': 'Område och delfråga',
	'result.achieved': 'Uppnått',
	'result.max': 'Max',
	'result.percent': 'Procent',
	'result.unknown': 'ej angivet',
	'result.strengths': 'Styrkor som rapporten nämner',

	'import.title': 'Importera resultat',
	'import.lead':
		'En tabell så som den är tryckt i en rapport: en rad för varje delfråga, eller en för varje område. Inget behålls förrän du har sett vad som lästes.',
	'import.file': 'Fil',
	'import.file.hint': 'CSV (komma, semikolon eller tabb), XLSX eller JSON, högst 5 MB.',
	'import.file.missing': 'Välj en fil, eller klistra in en tabell.',
	'import.text': 'Eller klistra in en tabell',
	'import.text.hint': 'Ur ett kalkylblad eller en rapport, med kolumnernas namn på första raden.',
	'import.for': 'Vad det är ett resultat av',
	'import.for.hint': 'Lämna tomt det som tabellen har kolumner för (kommun, år, ramverk).',
	'import.year.hint': 'Fyra siffror',
	'import.framework.none': 'Står i en kolumn',
	'import.note': 'Varifrån det kommer',
	'import.note.hint': 'Till exempel: den tryckta rapporten 2017, avsnitt 4',
	'import.preview': 'Läs och visa',
	'import.keep': 'Behåll i biblioteket',
	'import.keepN': ({ count }) =>
		count === 1 ? 'Behåll resultatet i biblioteket' : `Behåll ${count} resultat i biblioteket`,
	'import.busy': 'Läser …',
	'import.columns': 'Tabellens kolumner',
	'import.columns.text':
		'id (eller delfråga, område), uppnått (eller poäng), max och procent; dessutom kommun, år och ramverk där en fil har många. Bara id och poäng behövs. Decimaler får skrivas med komma eller punkt, procent med eller utan tecken. En rad ”1” är område 1, ”1.1” en delfråga.',
	'import.faults': ({ count }) =>
		count === 1
			? 'En rad går inte att använda. Inget har behållits. Rätta den i filen och läs den igen.'
			: `${count} rader går inte att använda. Inget har behållits. Rätta dem i filen och läs den igen.`,
	'import.fault.row': 'Rad',
	'import.fault.column': 'Kolumn',
	'import.fault.what': 'Vad som är fel',
	'import.fault.file': 'hela filen',
	'import.column.id': 'id',
	'import.column.achieved': 'uppnått',
	'import.column.max': 'max',
	'import.column.percent': 'procent',
	'import.column.municipality': 'kommun',
	'import.column.year': 'år',
	'import.column.framework': 'ramverk',
	'import.found': ({ count }) =>
		count === 1
			? 'Ett resultat lästes. Det är inte behållet än.'
			: `${count} resultat lästes. De är inte behållna än.`,
	'import.rows': 'Rader',
	'import.rowsOf': ({ areas, subquestions }) => `${areas} områden, ${subquestions} delfrågor`,
	'import.remarks': 'Bra att veta',
	'import.kept': ({ count }) =>
		count === 1 ? 'Resultatet finns i biblioteket.' : `${count} resultat finns i biblioteket.`,
	'import.notYou': 'Resultat importeras av administratörer och av dem som leder en utvärdering.',

	'cohorts.title': 'Jämförelsegrupper',
	'cohorts.lead':
		'En version av ramverket och ett antal år, med ett namn. Varje kommun räknas en gång, med sitt nyaste resultat under åren, så som biblioteket var den dagen. Bredvid ett medelvärde står alltid den här definitionen.',
	'cohorts.empty.title': 'Ingen jämförelsegrupp än',
	'cohorts.empty.text': 'Definiera en nedan, så kan utvärderingar jämföras med dess medelvärden.',
	'cohorts.new': 'Definiera en jämförelsegrupp',
	'cohorts.name': 'Namn',
	'cohorts.name.hint': 'Till exempel: Alla kommuner 2016–18',
	'cohorts.counties': 'Län',
	'cohorts.counties.hint': 'Inget valt: hela landet.',
	'cohorts.create': 'Ta ut',
	'cohorts.created': ({ name, n }) => `${name} är uttagen: ${n === 1 ? 'en kommun' : `${n} kommuner`}.`,
	'cohorts.years': 'År',
	'cohorts.n': 'Kommuner',
	'cohorts.extracted': 'Uttagen',
	'cohorts.mean': 'Medel totalt',
	'cohorts.remove': 'Ta bort',
	'cohorts.remove.ask': ({ name }) => `Ta bort jämförelsegruppen ${name}?`,
	'cohorts.remove.text': 'Dess resultat stannar i biblioteket, och en likadan grupp kan tas ut igen.',
	'cohorts.ranking': 'Rangordning',
	'cohorts.definition': ({ framework, from, to, n, extracted, counties }) =>
		`${framework}, ${from === to ? from : `${from}–${to}`}${counties && `, ${counties}`}, ${n === 1 ? 'en kommun' : `${n} kommuner`}, uttagen ${extracted}`,
};

/** The way to the final version: what is in its way, signatures, freezing, and the versions that were frozen. */

export const en = {
	'finalise.title': 'Finalise',
	'finalise.lead': ({ version }: { version: string }) =>
		`Everything between this evaluation and its final version ${version}, each with the way to it.`,
	'finalise.lead.final': 'The evaluation is final. Nothing enters any more.',
	'finalise.early':
		'The evaluation is not in review yet. This is what would be in the way; signing and finalising come then.',
	'finalise.frozen': ({ version }: { version: string }) => `Version ${version} is frozen.`,
	'finalise.frozen.text':
		'It can be read, compared and downloaded for good. A lead can reopen the evaluation with a reason; what comes then is a new version beside it.',
	'finalise.toVersions': 'Final versions',
	'finalise.again': ({ reason }: { reason: string }) => `Reopened: “${reason}”`,

	'finalise.blockers': 'In the way',
	'finalise.blockers.none': 'Nothing is in the way.',
	'finalise.warnings': 'To look at',
	'finalise.warnings.lead': 'None of this stops you. Whoever finalises says that they have seen it.',
	'finalise.warnings.none': 'There is nothing else to look at.',
	'finalise.notAssessable': 'Agreed to be not assessable',
	'finalise.notAssessable.text': 'These print without figures and add nothing to the totals.',

	'finalise.group.consensusMissing': 'Without consensus',
	'finalise.group.objectionOpen': 'Open objections',
	'finalise.group.scoresChangedSince': 'Scores changed since consensus was set',
	'finalise.group.commentUndecided': 'Comments without a disposition',
	'finalise.group.checkOpen': 'Texts that contradict the figures or the report',
	'finalise.group.positionsMissing': 'Positions not taken',
	'finalise.group.areaWithoutText': 'Areas without text',
	'finalise.group.findingsWithoutSource': 'Strengths and improvements without a source',
	'finalise.group.factStale': 'Facts older than the year before',
	'finalise.group.questionUnanswered': 'Open questions to the municipality',
	'finalise.group.hintOpen': 'Hints about texts',
	'finalise.group.signOffMissing': 'Not signed',
	'finalise.group.signOffOutdated': 'Signed before the last change',
	'finalise.item.subquestion': ({ id, label }: { id: string; label: string }) => `${id} ${label}`,
	'finalise.item.area': ({ id, name }: { id: string; name: string }) => `Area ${id}, ${name}`,
	'finalise.item.comment': ({ place }: { place: string }) => `Comment: ${place}`,
	'finalise.item.comment.round': ({ place }: { place: string }) => `Comment from a review round: ${place}`,
	'finalise.item.question': 'A question',
	'finalise.item.silent': ({ names }: { names: string }) => `Silent: ${names}`,
	'finalise.item.count': ({ count }: { count: number }): string =>
		count === 1 ? 'one of them' : `${count} of them`,
	'finalise.item.somebody': 'somebody who has left',

	'signOff.title': 'Signatures',
	'signOff.lead':
		'What is signed is what will be published: results, texts, findings, facts and the index of sources. A later change makes a signature outdated.',
	'signOff.who': 'Who',
	'signOff.state': 'Signature',
	'signOff.when': 'When',
	'signOff.confirm': 'Confirms the whole',
	'signOff.dissent': 'Minority note',
	'signOff.missing': 'Has not signed',
	'signOff.outdated': 'before the last change',
	'signOff.changes': 'What has changed since',
	'signOff.changes.of': ({ name }: { name: string }) => `What has changed since ${name} signed`,
	'signOff.own': 'Your signature',
	'signOff.own.confirm': 'I confirm the whole',
	'signOff.own.dissent': 'I do not stand behind all of it',
	'signOff.own.note': 'Minority note',
	'signOff.own.note.hint': 'It is kept with the final version, under your name.',
	'signOff.do': 'Sign',
	'signOff.again': 'Sign again',
	'signOff.withdraw': 'Take back',
	'signOff.done': 'Your signature is kept.',
	'signOff.withdrawn': 'Your signature is taken back.',
	'signOff.leadOnly': 'Leads and evaluators sign.',

	'freeze.title': 'Freeze',
	'freeze.public': 'Becomes public',
	'freeze.public.list':
		'agreed points and totals; texts, strengths and improvements; facts and municipalities to learn from; the index of sources, interviews by role group only; the framework itself',
	'freeze.record': 'Goes with the version, for the group',
	'freeze.record.list':
		'who agreed, objected, signed and dissented, with motives and minority notes; what was dismissed and why; what was told and seen; how many comments were decided how',
	'freeze.working': 'Stays working material',
	'freeze.working.list':
		'single scores and first rounds; comments and conversations; session notes; interview notes and everything said in confidence',
	'freeze.forGood':
		'A frozen version can never be changed or removed. Reopening makes a new version beside it, with its reason.',
	'freeze.do': ({ version }: { version: string }) => `Finalise version ${version}`,
	'freeze.blocked': ({ count }: { count: number }) =>
		count === 1 ? 'One thing is in the way.' : `${count} things are in the way.`,
	'freeze.ask': ({ version }: { version: string }) => `Finalise version ${version}?`,
	'freeze.ask.text':
		'From that moment nobody can change anything: no text, no score, no comment. The version is kept for good.',
	'freeze.seen': ({ count }: { count: number }) =>
		count === 1 ? 'I have seen the one thing to look at' : `I have seen the ${count} things to look at`,
	'freeze.done': ({ version }: { version: string }) => `Version ${version} is frozen.`,
	'freeze.leadOnly': 'A lead finalises.',
	'freeze.reopen': 'Reopen …',
	'freeze.reopen.title': 'Reopen the evaluation',
	'freeze.reopen.text': ({ version }: { version: string }) =>
		`The group can change texts and consensus again. What is frozen stays; finalising makes version ${version}, with this reason.`,
	'freeze.reopen.reason': 'Why?',
	'freeze.reopen.do': 'Reopen',

	'finalVersions.title': 'Final versions',
	'finalVersions.none': 'Nothing has been finalised yet.',
	'finalVersions.name': ({ version }: { version: string }) => `Version ${version}`,
	'finalVersions.reason': ({ reason }: { reason: string }) => `Reason: ${reason}`,
	'finalVersions.download': 'Download (JSON)',
	'finalVersions.download.of': ({ version }: { version: string }) => `Download version ${version} (JSON)`,
	'finalVersions.compare': ({ version }: { version: string }) => `Compare with ${version}`,
	'finalVersions.chained': ({ hash }: { hash: string }) => `chained to ${hash}`,
	'finalVersions.kept': 'Kept states',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'finalise.title': 'Slutför',
	'finalise.lead': ({ version }) =>
		`Allt som står mellan utvärderingen och dess slutgiltiga version ${version}, med vägen till varje sak.`,
	'finalise.lead.final': 'Utvärderingen är slutgiltig. Inget kommer längre in.',
	'finalise.early':
		'Utvärderingen är inte i granskning än. Det här skulle stå i vägen; underskrifter och slutförande kommer då.',
	'finalise.frozen': ({ version }) => `Version ${version} är fryst.`,
	'finalise.frozen.text':
		'Den går att läsa, jämföra och ladda ner för alltid. En ledare kan öppna utvärderingen igen med ett skäl; det som kommer då blir en ny version bredvid.',
	'finalise.toVersions': 'Slutgiltiga versioner',
	'finalise.again': ({ reason }) => `Öppnad igen: ”${reason}”`,

	'finalise.blockers': 'Står i vägen',
	'finalise.blockers.none': 'Inget står i vägen.',
	'finalise.warnings': 'Att se över',
	'finalise.warnings.lead': 'Inget av detta hindrar. Den som slutför intygar att det är sett.',
	'finalise.warnings.none': 'Det finns inget mer att se över.',
	'finalise.notAssessable': 'Överenskommet som ej bedömbart',
	'finalise.notAssessable.text': 'Dessa skrivs ut utan siffror och ger inget till summorna.',

	'finalise.group.consensusMissing': 'Utan konsensus',
	'finalise.group.objectionOpen': 'Öppna invändningar',
	'finalise.group.scoresChangedSince': 'Poäng som ändrats sedan konsensus sattes',
	'finalise.group.commentUndecided': 'Kommentarer utan beslut',
	'finalise.group.checkOpen': 'Texter som säger emot siffrorna eller rapporten',
	'finalise.group.positionsMissing': 'Ställningstaganden som saknas',
	'finalise.group.areaWithoutText': 'Områden utan text',
	'finalise.group.findingsWithoutSource': 'Styrkor och förbättringsmöjligheter utan källa',
	'finalise.group.factStale': 'Fakta äldre än året före',
	'finalise.group.questionUnanswered': 'Obesvarade frågor till kommunen',
	'finalise.group.hintOpen': 'Påminnelser om texter',
	'finalise.group.signOffMissing': 'Har inte skrivit under',
	'finalise.group.signOffOutdated': 'Skrev under före den senaste ändringen',
	'finalise.item.subquestion': ({ id, label }) => `${id} ${label}`,
	'finalise.item.area': ({ id, name }) => `Område ${id}, ${name}`,
	'finalise.item.comment': ({ place }) => `Kommentar: ${place}`,
	'finalise.item.comment.round': ({ place }) => `Kommentar från en granskningsrunda: ${place}`,
	'finalise.item.question': 'En fråga',
	'finalise.item.silent': ({ names }) => `Tysta: ${names}`,
	'finalise.item.count': ({ count }) => (count === 1 ? 'en av dem' : `${count} av dem`),
	'finalise.item.somebody': 'någon som har lämnat',

	'signOff.title': 'Underskrifter',
	'signOff.lead':
		'Det som skrivs under är det som blir offentligt: resultat, texter, styrkor och förbättringsmöjligheter, fakta och källförteckningen. En senare ändring gör underskriften inaktuell.',
	'signOff.who': 'Vem',
	'signOff.state': 'Underskrift',
	'signOff.when': 'När',
	'signOff.confirm': 'Bekräftar helheten',
	'signOff.dissent': 'Avvikande mening',
	'signOff.missing': 'Har inte skrivit under',
	'signOff.outdated': 'före den senaste ändringen',
	'signOff.changes': 'Vad som ändrats sedan dess',
	'signOff.changes.of': ({ name }) => `Vad som ändrats sedan ${name} skrev under`,
	'signOff.own': 'Din underskrift',
	'signOff.own.confirm': 'Jag bekräftar helheten',
	'signOff.own.dissent': 'Jag står inte bakom allt',
	'signOff.own.note': 'Avvikande mening',
	'signOff.own.note.hint': 'Den följer med den slutgiltiga versionen, under ditt namn.',
	'signOff.do': 'Skriv under',
	'signOff.again': 'Skriv under igen',
	'signOff.withdraw': 'Ta tillbaka',
	'signOff.done': 'Din underskrift är sparad.',
	'signOff.withdrawn': 'Din underskrift är tillbakatagen.',
	'signOff.leadOnly': 'Ledare och utvärderare skriver under.',

	'freeze.title': 'Frys',
	'freeze.public': 'Blir offentligt',
	'freeze.public.list':
		'överenskomna poäng och summor; texter, styrkor och förbättringsmöjligheter; fakta och kommuner att lära av; källförteckningen, intervjuer bara efter rollgrupp; själva ramverket',
	'freeze.record': 'Följer med versionen, för gruppen',
	'freeze.record.list':
		'vilka som instämde, invände, skrev under och avvek, med motiveringar och avvikande meningar; vad som avfärdades och varför; vad som påpekades och sågs; hur många kommentarer som avgjordes hur',
	'freeze.working': 'Förblir arbetsmaterial',
	'freeze.working.list':
		'enskilda poäng och första omgångar; kommentarer och samtal; sessionsanteckningar; intervjuanteckningar och allt som sagts i förtroende',
	'freeze.forGood':
		'En fryst version kan aldrig ändras eller tas bort. Öppnas utvärderingen igen blir det en ny version bredvid, med sitt skäl.',
	'freeze.do': ({ version }) => `Slutför version ${version}`,
	'freeze.blocked': ({ count }) => (count === 1 ? 'En sak står i vägen.' : `${count} saker står i vägen.`),
	'freeze.ask': ({ version }) => `Slutföra version ${version}?`,
	'freeze.ask.text':
		'Från den stunden kan ingen ändra något: ingen text, ingen poäng, ingen kommentar. Versionen behålls för alltid.',
	'freeze.seen': ({ count }) =>
		count === 1
			? 'Jag har sett den sak som finns att se över'
			: `Jag har sett de ${count} saker som finns att se över`,
	'freeze.done': ({ version }) => `Version ${version} är fryst.`,
	'freeze.leadOnly': 'En ledare slutför.',
	'freeze.reopen': 'Öppna igen …',
	'freeze.reopen.title': 'Öppna utvärderingen igen',
	'freeze.reopen.text': ({ version }) =>
		`Gruppen kan åter ändra texter och konsensus. Det som är fryst står kvar; nästa slutförande blir version ${version}, med detta skäl.`,
	'freeze.reopen.reason': 'Varför?',
	'freeze.reopen.do': 'Öppna igen',

	'finalVersions.title': 'Slutgiltiga versioner',
	'finalVersions.none': 'Inget är slutfört än.',
	'finalVersions.name': ({ version }) => `Version ${version}`,
	'finalVersions.reason': ({ reason }) => `Skäl: ${reason}`,
	'finalVersions.download': 'Ladda ner (JSON)',
	'finalVersions.download.of': ({ version }) => `Ladda ner version ${version} (JSON)`,
	'finalVersions.compare': ({ version }) => `Jämför med ${version}`,
	'finalVersions.chained': ({ hash }) => `kedjad till ${hash}`,
	'finalVersions.kept': 'Behållna lägen',
};

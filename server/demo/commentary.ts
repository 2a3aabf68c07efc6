/** What the demonstration's evaluators have written so far, in their words: section id → text. */
import { areaSection, REPORT_SUMMARY, subquestionSection } from '#document/roots.ts';
import type { RichText } from '#domain/report/rich-text.ts';
import { text } from './rich-text.ts';

const commentary: Readonly<Record<string, RichText>> = {
	'1.1': text(
		'Det finns en inriktning för hur kommunen vill informera och föra dialog, och den är känd bland de chefer vi har talat med. Däremot är den uppdelad på flera dokument av olika ålder. Vi föreslår att de förs samman till *en* strategi med mål som går att följa upp.',
	),
	'1.2': text(
		'Den som vill följa politiken i Vallentuna har goda möjligheter: handlingar läggs ut i tid, sammanträden går att följa och besluten sammanfattas efteråt. Språket är för det mesta lätt att förstå. Att hitta ett äldre ärende kräver däremot att man redan vet i vilken nämnd det har behandlats.',
	),
	'1.3': text(
		'Resultaten redovisas öppet, men mest för den som är van att läsa årsredovisningar. Verktyg för att visa resultat i bild och jämföra med andra finns hos flera kommuner; Helsingborg är ett exempel att titta på.',
		'Ett sammandrag för invånarna är på väg. Det ser vi fram emot.',
	),
	'1.4': text(
		'Kommunen erbjuder många sätt att lämna synpunkter, både digitalt och på plats, och de används. Svagheten ligger i nästa led: det är svårt att se vad som hände med synpunkten. Medborgarbudget, så som Haninge arbetar, kunde vara ett sätt att ge dialogen tydligare verkan.',
	),
	'1.5': text(
		'Riktlinjerna mot mutor och jäv är aktuella och tas upp vid introduktionen av nya medarbetare. Information om hur man larmar om missförhållanden saknades på webbplatsen när vi började; den publicerades under utvärderingens gång, vilket vi tolkar som vilja att rätta till brister snabbt.',
	),
	'2.1': text(
		'Synen på invånaren som den man är till för går igen från översiktliga mål till enheternas planer. I samtliga intervjugrupper kunde man beskriva vad det betyder i det egna arbetet. Det är ovanligt, och en av grunderna för den höga poängen.',
	),
	'2.2': text(
		'Kontaktcenter är en tillgång som andra kommuner har anledning att studera. Frågor tas om hand av en person som äger ärendet tills det är besvarat, och uppföljningen av svarstider används i vardagen.',
		'Tillgängligheten på telefon och e-post följs upp i de flesta verksamheter, dock inte i alla.',
	),
	'2.4': text(
		'Brukarundersökningar görs regelbundet i skola och omsorg. I övriga verksamheter är de tillfälliga, och vi fann få exempel där resultatet hade lett till en åtgärd med ansvarig och slutdatum. Uppgifterna om hur ofta undersökningar görs skilde sig åt mellan intervjuer och dokument.',
	),
	'3.2': text(
		'De politiska målen är få, tydliga och kända. Varje nämnd översätter dem till egna mål som går att mäta. Vi ser en risk i att målen är formulerade så att nästan allt kan räknas dit; en skarpare prioritering skulle ge verksamheterna bättre vägledning.',
	),
	'3.3': text(
		'Rapporteringen sker i fast takt och är enhetlig mellan nämnderna. Politikerna får avvikelser förklarade, inte bara uppräknade. Nu är frågan om all rapportering används, eller om en del av den kan tas bort.',
	),
	'4.3': text(
		'Förvaltningarna samarbetar där invånarna behöver det, framför allt kring barn och unga. Samarbetet vilar ofta på personer som känner varandra. Skrivna rutiner för vem som leder och vem som betalar skulle göra det mindre sårbart.',
	),
	'4.5': text(
		'Kommunledningen har en genomtänkt bild av hur den vill leda. Bilden når inte ut lika klart: på flera (alla?) enheter fick vi skilda svar på vad ledningen väntar sig. Kävlinge är en kommun att besöka för att se hur vision och värderingar kan bäras ut i organisationen.',
	),
	'5.2': text(
		'Sambandet mellan pengar och resultat är ovanligt tydligt i budgetarbetet. Nyckeltal för kostnad och kvalitet ställs bredvid varandra, och politikerna ser vad en förändrad ram betyder för verksamheten.',
	),
	'5.3': text(
		'Arbetet med att effektivisera processer är systematiskt och har pågått i flera år. Vi fick se konkreta exempel på kortare ledtider utan sämre kvalitet. Full poäng, och ett lärande exempel för andra.',
	),
	'5.5': text(
		'Kommunen deltar i flera jämförande nätverk och känner till sina resultat. Jämförelserna stannar ofta vid konstaterandet. Nästa steg är att välja ut några områden där Vallentuna vill bli bland de bästa, och ta reda på hur de bästa gör:',
		['välj *få* jämförelser som betyder något', 'besök den som lyckas', 'följ upp efter ett år'],
	),
	'6.3': text(
		'Medarbetarsamtal hålls årligen och kopplas till enhetens mål. Utvecklingsprogrammen riktar sig främst till chefer; för medarbetare utan chefsansvar beror möjligheterna på var man arbetar. Eskilstuna har ett program också för medarbetare.',
	),
	'6.6': text(
		'Detta är den delfråga där Vallentuna har längst kvar. Mångfald nämns i planer, men vi fann varken mål, uppföljning eller ansvarig. I intervjuerna blev svaren korta eller uteblev. Samtidigt finns goda krafter i enskilda verksamheter att börja med.',
	),
	'7.2': text(
		'Avvikelser registreras och analyseras, särskilt inom omsorgen. Återkopplingen till den som har rapporterat är ojämn, och därmed också viljan att rapportera. Helsingborg har arbetat med just den länken.',
	),
	'7.4': text(
		'Det finns verksamheter med utmärkta metoder, till exempel miljöavdelningen och biblioteket. De känner sällan till varandra. En gemensam plats där metoder visas och lånas ut kostar lite och skulle ge mycket.',
	),
	'8.3': text(
		'Samarbetet med kulturlivet är rikt och präglas av förtroende. Föreningar, bibliotek och kulturskola planerar tillsammans, och nya initiativ får snabbt besked. Här finns inte mycket att önska.',
	),
	'8.4': text(
		'Dialogen med företagen sker i fasta former och på flera nivåer, också tillsammans med grannkommunerna i Stockholm Nordost. Företagarna vet vem de ska tala med. Uppföljning av vad samtalen har lett till skulle göra arbetet ännu bättre.',
	),
};

const sections: Readonly<Record<string, RichText>> = {
	[REPORT_SUMMARY]: text(
		'Vallentuna är en kommun som vet vad den vill. Styrningen hänger ihop från mål till uppföljning, ekonomi och resultat diskuteras tillsammans, och invånaren står i centrum på ett sätt som märks i alla de samtal vi har fört.',
		'Två områden sticker ut: *resultat och effektivitet*, där arbetet med processer är ett föredöme, och *politisk styrning*, där ansvar och roller är väl utredda.',
		'Vi vill särskilt lyfta fram två förbättringsmöjligheter. Kommunledningens budskap behöver nå hela vägen ut i organisationen. Och de goda exempel som redan finns behöver bli synliga, så att fler kan ta efter dem.',
	),
	[areaSection('1', 'summary')]: text(
		'Öppenheten är stor och grunden god. Nästa steg är att visa vad invånarnas synpunkter leder till.',
	),
	// Another area has a point more: something for the readiness page to find.
	[areaSection('3', 'summary')]: text(
		'Målen är kända, uppföljningen används och rollerna är tydliga. Detta är kommunens starkaste område.',
	),
	[areaSection('5', 'summary')]: text(
		'Området är kommunens starkaste. Det som återstår är att låta jämförelser med andra driva utvecklingen.',
	),
	[areaSection('8', 'general')]: text(
		'Området är brett och svårt att bedöma som helhet. Vi har lagt vikt vid vad som görs, inte vid vad som planeras.',
	),
};

export const DEMO_TEXTS: Readonly<Record<string, RichText>> = {
	...Object.fromEntries(Object.entries(commentary).map(([id, words]) => [subquestionSection(id), words])),
	...sections,
};

/** Strengths and improvements of all eight areas. Where a strength ends in "…", its improvement goes on from there. */

export interface DemoFinding {
	words: string;
	/** The improvement that continues this strength; its place among the area's improvements. */
	continuedBy?: number;
	subquestion?: string;
	size?: 'small' | 'medium' | 'large';
	/** It asks the municipality something. */
	question?: true;
	/** The municipality put it right while it was evaluated. */
	corrected?: true;
}

export interface DemoFindings {
	strengths: readonly DemoFinding[];
	improvements: readonly DemoFinding[];
}

export const DEMO_FINDINGS: Readonly<Record<string, DemoFindings>> = {
	'1': {
		strengths: [
			{ words: 'Handlingar och beslut är lätta att nå och publiceras i tid', subquestion: '1.2' },
			{ words: 'Många vägar för invånarna att säga sin mening …', continuedBy: 0, subquestion: '1.4' },
			{
				words:
					'Aktuella riktlinjer mot mutor och jäv, kända av nya medarbetare; hur man larmar står nu på webben',
				subquestion: '1.5',
				corrected: true,
			},
		],
		improvements: [
			{ words: '… låt invånarna se vad synpunkterna ledde till', subquestion: '1.4', size: 'medium' },
			{
				words: 'En samlad strategi för information och dialog i stället för flera dokument',
				subquestion: '1.1',
				size: 'small',
			},
			{
				words: 'Resultat berättade i bild och jämförelse, också för den ovane läsaren',
				subquestion: '1.3',
				size: 'medium',
			},
		],
	},
	'2': {
		strengths: [
			{ words: 'Invånaren i centrum, från översiktliga mål till enheternas planer', subquestion: '2.1' },
			{ words: 'Kontaktcenter som äger ärendet tills det är besvarat', subquestion: '2.2' },
			{ words: 'Undersökningar bland brukare i skola och omsorg …', continuedBy: 0, subquestion: '2.4' },
			{ words: 'Servicehandboken ger en gemensam grund för bemötandet', subquestion: '2.2' },
		],
		improvements: [
			{
				words: '… låt övriga verksamheter följa efter, och gör åtgärder av svaren',
				subquestion: '2.4',
				size: 'medium',
			},
			{ words: 'Beskriv i fler tjänster vad invånaren kan vänta sig', subquestion: '2.5', size: 'medium' },
		],
	},
	'3': {
		strengths: [
			{ words: 'En styrning där mål, budget och uppföljning hänger samman', subquestion: '3.1' },
			{ words: 'Tydlig gräns mellan politikens och tjänstemännens uppdrag', subquestion: '3.4' },
			{ words: 'Få och kända politiska mål …', continuedBy: 0, subquestion: '3.2' },
			{ words: 'Avvikelser förklaras för politikerna, inte bara räknas upp', subquestion: '3.3' },
		],
		improvements: [
			{ words: '… som kan prioriteras skarpare sinsemellan', subquestion: '3.2', size: 'medium' },
			{
				words: 'Pröva vilken rapportering som används: blir styrningen bättre av den?',
				subquestion: '3.3',
				size: 'small',
				question: true,
			},
		],
	},
	'4': {
		strengths: [
			{ words: 'En genomtänkt idé om ledarskap hos kommunledningen …', continuedBy: 0, subquestion: '4.5' },
			{ words: 'Förvaltningar som samarbetar kring barn och unga', subquestion: '4.3' },
			{ words: 'Utveckling av chefer med bredd och uthållighet', subquestion: '4.6' },
		],
		improvements: [
			{ words: '… som behöver nå ända ut till enheterna', subquestion: '4.5', size: 'large' },
			{
				words: 'Skrivna rutiner för vem som leder och betalar gemensamt arbete',
				subquestion: '4.3',
				size: 'small',
			},
			{ words: 'Likvärdiga uppdragsbeskrivningar för alla chefer', subquestion: '4.4', size: 'medium' },
		],
	},
	'5': {
		strengths: [
			{ words: 'Systematiskt arbete med processer, med kortare ledtider som följd', subquestion: '5.3' },
			{ words: 'Kostnad och kvalitet ställs bredvid varandra i budgetarbetet', subquestion: '5.2' },
			{ words: 'Samverkan utanför kommungränsen när det ger bättre service', subquestion: '5.6' },
			{
				words: 'God kännedom om egna resultat i jämförelse med andras …',
				continuedBy: 0,
				subquestion: '5.5',
			},
		],
		improvements: [
			{ words: '… men sällan ett nästa steg', subquestion: '5.5', size: 'medium' },
			{ words: 'Välj några områden att bli bland de bästa på', subquestion: '5.5', size: 'medium' },
		],
	},
	'6': {
		strengths: [
			{ words: 'Lönebildning med tydliga och kända kriterier', subquestion: '6.4' },
			{ words: 'Årliga medarbetarsamtal som utgår från enhetens mål', subquestion: '6.3' },
			{
				words: 'Medvetet arbete för att locka och behålla medarbetare …',
				continuedBy: 1,
				subquestion: '6.2',
			},
		],
		improvements: [
			{ words: 'Mål, ansvarig och uppföljning för mångfald', subquestion: '6.6', size: 'large' },
			{
				words: '… utveckla det tillsammans med dem som redan arbetar här',
				subquestion: '6.2',
				size: 'medium',
			},
			{
				words: 'Utvecklingsprogram också för medarbetare utan chefsansvar',
				subquestion: '6.3',
				size: 'medium',
			},
		],
	},
	'7': {
		strengths: [
			{ words: 'Strategin för ständiga förbättringar är levande', subquestion: '7.1' },
			{ words: 'Avvikelser analyseras, i synnerhet inom omsorgen …', continuedBy: 0, subquestion: '7.2' },
			{ words: 'Utmärkta metoder i enskilda verksamheter …', continuedBy: 1, subquestion: '7.4' },
		],
		improvements: [
			{ words: '… återkoppla alltid till den som rapporterade', subquestion: '7.2', size: 'small' },
			{ words: '… som bör visas upp och lånas av fler', subquestion: '7.4', size: 'medium' },
			{
				words: 'Ett sätt att pröva idéer, där också det som inte lyckas får synas',
				subquestion: '7.5',
				size: 'medium',
			},
		],
	},
	'8': {
		strengths: [
			{ words: 'Ett rikt samarbete med kulturlivet', subquestion: '8.3' },
			{ words: 'Företagen vet vem de ska tala med', subquestion: '8.4' },
			{ words: 'Regional samverkan i Stockholm Nordost och kring Arlanda', subquestion: '8.4' },
		],
		improvements: [
			{
				words: 'Samla planerna för samhällsbyggandet i en bild som invånarna känner igen',
				subquestion: '8.1',
				size: 'medium',
			},
			{ words: 'Gör den sociala hållbarheten mätbar', subquestion: '8.7', size: 'large' },
		],
	},
};

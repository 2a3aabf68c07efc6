/** What people did, as the timeline tells it. The name stands before each sentence. */

type Op = 'added' | 'changed' | 'removed';
interface Value {
	id: string;
	before: string;
	after: string;
	op: Op | 'details' | 'none';
}
type Kind = 'strength' | 'improvement';
type SectionState = 'draft' | 'ready' | 'approved';

const kindEn = { strength: 'a strength', improvement: 'an improvement' };
const kindSv = { strength: 'en styrka', improvement: 'en förbättringsmöjlighet' };
const stateEn = { draft: 'draft', ready: 'ready', approved: 'approved' };
const stateSv = { draft: 'utkast', ready: 'klar', approved: 'godkänd' };

interface Suggested {
	decision: 'accepted' | 'rejected' | 'undone';
	name: string;
	whose: string;
}

export const en = {
	'activity.score': ({ id, before, after, op }: Value) =>
		({
			added: `scored ${id}: ${after}`,
			changed: `changed ${id} from ${before} to ${after}`,
			removed: `removed the score ${before} of ${id}`,
			details: `changed the note to the score of ${id}`,
			none: `set a score of ${id} and removed it again`,
		})[op],
	'activity.scoreOf': ({ id, before, after, op, whose }: Value & { whose: string }) =>
		({
			added: `set the score of ${whose} on ${id} to ${after}`,
			changed: `changed the score of ${whose} on ${id} from ${before} to ${after}`,
			removed: `removed the score ${before} of ${whose} on ${id}`,
			details: `changed the note to the score of ${whose} on ${id}`,
			none: `set and removed the score of ${whose} on ${id}`,
		})[op],
	'activity.consensus': ({ id, before, after, op }: Value) =>
		({
			added: `set the consensus on ${id} to ${after}`,
			changed: `changed the consensus on ${id} from ${before} to ${after}`,
			removed: `withdrew the consensus ${before} on ${id}`,
			details: `changed the motive or a note to the consensus on ${id}`,
			none: `set the consensus on ${id} and withdrew it again`,
		})[op],
	'activity.position': ({ id, removed }: { id: string; removed: boolean }) =>
		removed ? `took back a position on the consensus of ${id}` : `took a position on the consensus of ${id}`,
	'activity.text': ({ name }: { name: string }) => `wrote in “${name}”`,
	'activity.finding': ({ op, kind, area }: { op: Op; kind: Kind; area: string }) =>
		`${{ added: 'added', changed: 'changed', removed: 'removed' }[op]} ${kindEn[kind]} in area ${area}`,
	'activity.source': ({ op, title }: { op: Op; title: string }) =>
		`${{ added: 'added', changed: 'changed', removed: 'removed' }[op]} the source “${title}”`,
	'activity.citation': ({ op, name }: { op: Op; name: string }) =>
		`${{ added: 'added', changed: 'changed', removed: 'removed' }[op]} a citation in “${name}”`,
	'activity.thread': ({ removed }: { removed: boolean }): string =>
		removed ? 'removed a conversation' : 'began a conversation',
	'activity.message': ({ op }: { op: Op }) =>
		({
			added: 'wrote in a conversation',
			changed: 'changed a contribution to a conversation',
			removed: 'removed a contribution to a conversation',
		})[op],
	'activity.resolution': ({ open }: { open: boolean }): string =>
		open ? 'opened a conversation again' : 'settled a conversation',
	'activity.section': ({ name, state }: { name: string; state: SectionState | null }) =>
		state ? `set “${name}” to ${stateEn[state]}` : `took away the state of “${name}”`,
	'activity.session': 'led the calibration session',
	'activity.discussed': ({ id }: { id: string }) => `marked ${id} as discussed`,
	'activity.spoken': ({ id, whose }: { id: string; whose: string }) =>
		`marked that ${whose} has spoken on ${id}`,
	'activity.round': ({ id }: { id: string }) => `opened a new round of scoring for ${id}`,
	'activity.reveal': ({ count, id }: { count: number; id: string }) =>
		count === 1
			? `showed the group the scores of ${id}`
			: `showed the group the scores of ${count} subquestions`,
	'activity.many': ({ places }: { places: number }) => `changed ${places} places at once`,
	'activity.phase': ({ from, to }: { from: string; to: string }) => `moved from ${from} to ${to}`,
	'activity.suggestion': ({ decision, name, whose }: Suggested) =>
		({
			accepted: `took ${whose}’s wording into “${name}”`,
			rejected: `did not take ${whose}’s wording into “${name}”`,
			undone: `took back the decision on ${whose}’s wording for “${name}”`,
		})[decision],
	'activity.version': ({ label }: { label: string }) => `kept the version “${label}”`,
	'activity.hourly': 'kept a version by itself',
	'activity.outline': ({ op, name }: { op: Op; name: string }) =>
		({
			added: `gave “${name}” its place`,
			changed: `moved “${name}” or changed its title`,
			removed: `took “${name}” out of its place`,
		})[op],
	'activity.fact': ({ op, label }: { op: Op; label: string }) =>
		`${{ added: 'added', changed: 'changed', removed: 'removed' }[op]} the fact “${label}”`,
	'activity.roleModel': ({ op, municipality, area }: { op: Op; municipality: string; area: string }) =>
		`${{ added: 'added', changed: 'changed', removed: 'removed' }[op]} ${municipality} as a role model in area ${area}`,
	'activity.question': ({ op }: { op: Op | 'answered' }) =>
		({
			added: 'put a question to the municipality',
			changed: 'changed a question to the municipality',
			removed: 'removed a question to the municipality',
			answered: 'recorded the answer to a question',
		})[op],
	'activity.evidence': ({ op, id }: { op: Op; id: string }) =>
		({
			added: `linked a source to ${id}`,
			changed: `changed what a source says on ${id}`,
			removed: `took away the link between a source and ${id}`,
		})[op],
	'activity.dismissal': ({ removed }: { removed: boolean }): string =>
		removed ? 'took back the answer to a remark' : 'answered a remark on the text',
	'activity.other': 'changed something',
	'topic.scores': 'Scores',
	'topic.consensus': 'Consensus',
	'topic.texts': 'Texts',
	'topic.findings': 'Strengths and improvements',
	'topic.sources': 'Sources',
	'topic.conversations': 'Conversations',
	'topic.session': 'Session',
	'topic.milestones': 'Phases and versions',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'activity.score': ({ id, before, after, op }) =>
		({
			added: `poängsatte ${id}: ${after}`,
			changed: `ändrade ${id} från ${before} till ${after}`,
			removed: `tog bort poängen ${before} på ${id}`,
			details: `ändrade anteckningen till poängen på ${id}`,
			none: `satte en poäng på ${id} och tog bort den igen`,
		})[op],
	'activity.scoreOf': ({ id, before, after, op, whose }) =>
		({
			added: `satte poängen för ${whose} på ${id} till ${after}`,
			changed: `ändrade poängen för ${whose} på ${id} från ${before} till ${after}`,
			removed: `tog bort poängen ${before} för ${whose} på ${id}`,
			details: `ändrade anteckningen till poängen för ${whose} på ${id}`,
			none: `satte och tog bort poängen för ${whose} på ${id}`,
		})[op],
	'activity.consensus': ({ id, before, after, op }) =>
		({
			added: `satte konsensus på ${id} till ${after}`,
			changed: `ändrade konsensus på ${id} från ${before} till ${after}`,
			removed: `drog tillbaka konsensus ${before} på ${id}`,
			details: `ändrade motiveringen eller en anteckning till konsensus på ${id}`,
			none: `satte konsensus på ${id} och drog tillbaka den igen`,
		})[op],
	'activity.position': ({ id, removed }) =>
		removed
			? `tog tillbaka sitt ställningstagande till konsensus på ${id}`
			: `tog ställning till konsensus på ${id}`,
	'activity.text': ({ name }) => `skrev i ”${name}”`,
	'activity.finding': ({ op, kind, area }) =>
		`${{ added: 'lade till', changed: 'ändrade', removed: 'tog bort' }[op]} ${kindSv[kind]} i område ${area}`,
	'activity.source': ({ op, title }) =>
		`${{ added: 'lade till', changed: 'ändrade', removed: 'tog bort' }[op]} källan ”${title}”`,
	'activity.citation': ({ op, name }) =>
		`${{ added: 'lade till', changed: 'ändrade', removed: 'tog bort' }[op]} en källhänvisning i ”${name}”`,
	'activity.thread': ({ removed }) => (removed ? 'tog bort ett samtal' : 'började ett samtal'),
	'activity.message': ({ op }) =>
		({
			added: 'skrev i ett samtal',
			changed: 'ändrade ett inlägg i ett samtal',
			removed: 'tog bort ett inlägg i ett samtal',
		})[op],
	'activity.resolution': ({ open }) => (open ? 'öppnade ett samtal igen' : 'avgjorde ett samtal'),
	'activity.section': ({ name, state }) =>
		state ? `satte ”${name}” till ${stateSv[state]}` : `tog bort läget för ”${name}”`,
	'activity.session': 'ledde kalibreringssessionen',
	'activity.discussed': ({ id }) => `markerade ${id} som diskuterad`,
	'activity.spoken': ({ id, whose }) => `markerade att ${whose} har sagt sitt om ${id}`,
	'activity.round': ({ id }) => `öppnade en ny poängomgång för ${id}`,
	'activity.reveal': ({ count, id }) =>
		count === 1 ? `visade poängen på ${id} för gruppen` : `visade poängen på ${count} delfrågor för gruppen`,
	'activity.many': ({ places }) => `ändrade ${places} ställen på en gång`,
	'activity.phase': ({ from, to }) => `gick från ${from} till ${to}`,
	'activity.suggestion': ({ decision, name, whose }) =>
		({
			accepted: `tog in formuleringen från ${whose} i ”${name}”`,
			rejected: `tog inte in formuleringen från ${whose} i ”${name}”`,
			undone: `tog tillbaka beslutet om formuleringen från ${whose} i ”${name}”`,
		})[decision],
	'activity.version': ({ label }) => `behöll versionen ”${label}”`,
	'activity.hourly': 'behöll en version av sig själv',
	'activity.outline': ({ op, name }) =>
		({
			added: `gav ”${name}” dess plats`,
			changed: `flyttade ”${name}” eller ändrade rubriken`,
			removed: `tog ”${name}” från dess plats`,
		})[op],
	'activity.fact': ({ op, label }) =>
		`${{ added: 'lade till', changed: 'ändrade', removed: 'tog bort' }[op]} uppgiften ”${label}”`,
	'activity.roleModel': ({ op, municipality, area }) =>
		`${{ added: 'lade till', changed: 'ändrade', removed: 'tog bort' }[op]} ${municipality} som förebild i område ${area}`,
	'activity.question': ({ op }) =>
		({
			added: 'ställde en fråga till kommunen',
			changed: 'ändrade en fråga till kommunen',
			removed: 'tog bort en fråga till kommunen',
			answered: 'antecknade svaret på en fråga',
		})[op],
	'activity.evidence': ({ op, id }) =>
		({
			added: `knöt en källa till ${id}`,
			changed: `ändrade vad en källa säger om ${id}`,
			removed: `tog bort kopplingen mellan en källa och ${id}`,
		})[op],
	'activity.dismissal': ({ removed }) =>
		removed ? 'tog tillbaka svaret på en anmärkning' : 'svarade på en anmärkning om texten',
	'activity.other': 'ändrade något',
	'topic.scores': 'Poäng',
	'topic.consensus': 'Konsensus',
	'topic.texts': 'Texter',
	'topic.findings': 'Styrkor och förbättringsmöjligheter',
	'topic.sources': 'Källor',
	'topic.conversations': 'Samtal',
	'topic.session': 'Session',
	'topic.milestones': 'Faser och versioner',
};

/** Writes the demonstration's evidence: the register into the document, notes where notes lie. */
import type * as Y from 'yjs';
import { link, putSource } from '#document/sources.ts';
import type { Actor } from '../services/actor.ts';
import type { Services } from '../services/services.ts';
import { DEMO_SOURCES } from './evidence.ts';
import { CARL, EVA, LEAD, type DemoSeat } from './people.ts';

const SEATS = { lead: LEAD, carl: CARL, eva: EVA };

/** The register, and what each source says. */
export function writeRegister(doc: Y.Doc, idOf: (seat: DemoSeat) => string): void {
	for (const { id, source, readers, says } of DEMO_SOURCES) {
		const { correction, ...rest } = source;
		putSource(doc, id, {
			...rest,
			...(readers && { readBy: readers.map((reader) => idOf(SEATS[reader])) }),
			...(correction && {
				correction: { ...correction, ...(correction.state === 'rechecked' && { recheckedBy: idOf(EVA) }) },
			}),
		});
		for (const [subquestionId, said] of Object.entries(says)) {
			const [stance, answer] = typeof said === 'string' ? [said] : said;
			link(doc, subquestionId, id, { stance, ...(answer && { answer }) });
		}
	}
}

/** A run that was cut short may have written some already. */
export async function noteInterviews(
	{ sourceNotes }: Pick<Services, 'sourceNotes'>,
	actor: Actor,
	evaluationId: string,
): Promise<void> {
	const there = await sourceNotes.list(actor, evaluationId);
	for (const { id, note } of DEMO_SOURCES)
		if (note && !there.some(({ sourceId }) => sourceId === id))
			await sourceNotes.put(actor, evaluationId, id, { ...note, basedOn: null });
}

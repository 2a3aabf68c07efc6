/** Questions put to the municipality: their order, and what answering, dropping and taking up again writes. */
import { millisecondsOf, type Question } from '#document/values.ts';

export type QuestionRow = Question & { id: string };
export type QuestionFilter = Question['state'] | 'all';

/** As they were asked. */
export const questionRows = (entries: readonly (readonly [string, Question])[]): QuestionRow[] =>
	entries
		.map(([id, question]) => ({ ...question, id }))
		.sort((a, b) => millisecondsOf(a.at) - millisecondsOf(b.at) || (a.id < b.id ? -1 : 1));

export const unanswered = (rows: Iterable<Question>): number =>
	[...rows].filter(({ state }) => state === 'open').length;

export const shown = (rows: readonly QuestionRow[], filter: QuestionFilter, area: string): QuestionRow[] =>
	rows.filter((row) => (filter === 'all' || row.state === filter) && (area === '' || row.area === area));

/** What an answer makes of a question: answered today unless it says when; open again where it is taken away. */
export function answered({ id: _, ...question }: QuestionRow, answer: string, today: string): Question {
	const { answer: __, answered: day, ...rest } = question;
	if (answer.trim() === '') return { ...rest, state: 'open' };
	return { ...rest, state: 'answered', answer: answer.trim(), answered: day ?? today };
}

/** A dropped question keeps what was answered; taken up again it is as answered as it was. */
export function inState({ id: _, ...question }: QuestionRow, state: 'dropped' | 'taken-up'): Question {
	if (state === 'dropped') return { ...question, state };
	return { ...question, state: question.answer ? 'answered' : 'open' };
}

import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { fieldsToTakeBack, noteChange, OWN, ownSteps } from '#lib/evidence/own-steps.ts';

type Fields = Record<string, unknown>;

/** A register with one source, and a page that changes it. */
function page() {
	const doc = new Y.Doc();
	const sources = doc.getMap<Fields>('sources');
	sources.set('s', { title: 'Presidiet' });
	const history = ownSteps(doc);
	const change = (fields: Fields) => {
		const before = sources.get('s') ?? {};
		const after = { ...before, ...fields };
		doc.transact(() => sources.set('s', after), OWN);
		noteChange(history, { id: 's', before, after });
	};
	const colleague = (fields: Fields) => sources.set('s', { ...fields, ...sources.get('s') });
	return { doc, history, sources, change, colleague, current: () => sources.get('s') };
}

test('a source that nobody has written to since is undone by the document', () => {
	const { history, change, current } = page();
	change({ time: '09:30' });
	expect(fieldsToTakeBack(history, current)).toBeUndefined();
	history.undo();
	expect(current()).toEqual({ title: 'Presidiet' });
});

test('from what a colleague has laid over it only the own field is taken back, once', () => {
	const { history, change, colleague, current } = page();
	change({ time: '09:30' });
	colleague({ place: 'Kommunhuset' });
	expect(fieldsToTakeBack(history, current)).toEqual({ id: 's', fields: { time: undefined } });
	expect(history.undoStack).toEqual([]);
});

test('a field that a colleague has changed since is theirs', () => {
	const { history, change, sources, current } = page();
	change({ time: '09:30' });
	sources.set('s', { title: 'Presidiet', time: '10:00' });
	expect(fieldsToTakeBack(history, current)).toEqual({ id: 's', fields: {} });
});

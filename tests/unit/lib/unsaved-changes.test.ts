import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UnsavedChanges } from '#lib/sync/unsaved-changes.ts';

const typed = (clock: number) => ({ clock, inserts: true, touched: ['text:sub:1.1'] });
const deleted = (clock: number) => ({ clock, inserts: false, touched: ['scores/1.1/u'] });

describe('unsaved changes', () => {
	test('a change is unsaved until its frame is acknowledged', () => {
		const unsaved = new UnsavedChanges();
		unsaved.changed(typed(1));
		unsaved.updateSent();
		expect(unsaved.count).toBe(1);
		unsaved.acknowledged(1);
		expect(unsaved.count).toBe(0);
	});

	test('acknowledgements are taken in the order of the frames', () => {
		const unsaved = new UnsavedChanges();
		for (const clock of [1, 2, 3]) {
			unsaved.changed(typed(clock));
			unsaved.updateSent();
		}
		unsaved.acknowledged(1);
		expect(unsaved.count).toBe(2);
		unsaved.acknowledged(2);
		unsaved.acknowledged(3);
		expect(unsaved.count).toBe(0);
	});

	test('a deletion is saved by the acknowledgement of its own frame, not by an earlier clock', () => {
		const unsaved = new UnsavedChanges();
		unsaved.changed(typed(5));
		unsaved.updateSent();
		unsaved.changed(deleted(5));
		unsaved.updateSent();
		unsaved.acknowledged(5);
		expect(unsaved.count).toBe(1);
		unsaved.acknowledged(5);
		expect(unsaved.count).toBe(0);
	});

	test('what was under way when the connection broke is unsaved again, and the answer on return covers all', () => {
		const unsaved = new UnsavedChanges();
		unsaved.changed(typed(1));
		unsaved.updateSent();
		unsaved.disconnected();
		unsaved.changed(deleted(1));
		unsaved.changed(typed(4));
		expect(unsaved.count).toBe(3);
		unsaved.stateSent();
		expect(unsaved.count).toBe(3);
		unsaved.acknowledged(4);
		expect(unsaved.count).toBe(0);
	});

	test('an acknowledgement that has not reached the clock saves nothing', () => {
		const unsaved = new UnsavedChanges();
		unsaved.changed(typed(3));
		unsaved.updateSent();
		unsaved.acknowledged(0);
		expect(unsaved.count).toBe(1);
		unsaved.acknowledged(3);
		expect(unsaved.count).toBe(0);
	});

	test('it names what the unsaved changes touched, each once', () => {
		const unsaved = new UnsavedChanges();
		unsaved.changed(typed(1));
		unsaved.changed(deleted(1));
		unsaved.changed(typed(2));
		expect(unsaved.touched()).toEqual(['text:sub:1.1', 'scores/1.1/u']);
	});

	test('never says saved before the server has everything, whatever breaks in between', () => {
		const step = fc.oneof(
			fc.constant('type' as const),
			fc.constant('delete' as const),
			fc.constant('ack' as const),
			fc.constant('break' as const),
			fc.constant('return' as const),
		);
		fc.assert(
			fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
				const unsaved = new UnsavedChanges();
				const server = { changes: 0, clock: 0 };
				let made = 0;
				let clock = 0;
				let online = true;
				/** Frames under way: how many changes and which clock the server has once it takes them. */
				let wire: { changes: number; clock: number }[] = [];
				for (const action of steps) {
					if (action === 'type' || action === 'delete') {
						made += 1;
						if (action === 'type') clock += 1;
						unsaved.changed({ clock, inserts: action === 'type', touched: ['x'] });
						if (online) {
							unsaved.updateSent();
							wire.push({ changes: made, clock });
						}
					} else if (action === 'ack' && wire.length > 0) {
						const frame = wire.shift()!;
						server.changes = frame.changes;
						server.clock = frame.clock;
						unsaved.acknowledged(server.clock);
					} else if (action === 'break' && online) {
						online = false;
						wire = [];
						unsaved.disconnected();
					} else if (action === 'return' && !online) {
						online = true;
						unsaved.stateSent();
						wire.push({ changes: made, clock });
					}
					if (unsaved.count === 0) expect(server.changes).toBe(made);
				}
				while (wire.length > 0) {
					const frame = wire.shift()!;
					unsaved.acknowledged(frame.clock);
				}
				if (online) expect(unsaved.count).toBe(0);
			}),
		);
	});
});

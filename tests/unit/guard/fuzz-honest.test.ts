/**
 * What honest clients really send, by the thousand: the guard reports every path that changes, and refuses nothing.
 * SAMSYN_SOAK=1 runs the full counts.
 */
import { expect, it } from 'vitest';
import { isMapRoot } from '#document/roots.ts';
import type { Admission, DocumentActor } from '#server/sync/admission.ts';
import { inspect } from '#server/sync/guard.ts';
import { readUpdate } from '#server/sync/reader.ts';
import { changedPaths, pictureOf } from '../../support/document-picture.ts';
import { furnishedRoom } from '../../support/furnished-room.ts';
import { ann, bob, GuardedRoom, lea, oda } from '../../support/guarded-room.ts';
import { HonestCrowd } from '../../support/honest-crowd.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const SOAK = process.env['SAMSYN_SOAK'] === '1';
const SEEDS = SOAK ? 40 : 8;
const STEPS = SOAK ? 3_000 : 400;

/** A room that holds every report against what really changed. */
class WatchedRoom extends GuardedRoom {
	accepted = 0;
	/** Reported paths that show no change, as when a value is set to what it was. */
	idle = 0;

	override receive(actor: DocumentActor, update: Uint8Array): Admission {
		const before = pictureOf(this.doc);
		const reported = this.#reported(update);
		const admission = super.receive(actor, update);
		if (admission.kind !== 'accepted') return admission;
		const changed = changedPaths(before, pictureOf(this.doc));
		expect(changed.filter((path) => !reported.has(path))).toEqual([]);
		this.accepted++;
		if (changed.length < reported.size) this.idle++;
		return admission;
	}

	#reported(update: Uint8Array): Set<string> {
		const { touches } = inspect(this.doc, readUpdate(update));
		return new Set(
			touches.map(({ container: { root }, key }) =>
				isMapRoot(root) && key !== null ? `${root}/${key}` : root,
			),
		);
	}
}

it.each(Array.from({ length: SEEDS }, (_, i) => i + 1))(
	'seed %i: every path that changes is reported, and nothing honest is refused',
	{ timeout: 600_000 },
	(seed) => {
		const random = seededRandom(5000 + seed);
		const furnished = furnishedRoom().room;
		const room = new WatchedRoom();
		for (const [client, user] of furnished.bindings) room.bindings.set(client, user);
		room.command((doc) => doc.getMap('consensus').set('1.2', { points: 1, version: 1, by: 'lea', at: 0 }));
		const crowd = new HonestCrowd(room, [ann, bob, lea, { ...bob, userId: 'dan' }, oda], random);
		for (let step = 0; step < STEPS; step++) crowd.step();
		crowd.settle();
		expect(room.accepted).toBeGreaterThan(STEPS / 20);
		expect(room.idle).toBeLessThan(room.accepted / 2);
		expect(room.doc.store.pendingStructs).toBeNull();
	},
);

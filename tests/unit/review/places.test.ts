/** What a comment is about, told from the document itself. */
import { describe, expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { translator } from '#lib/i18n/index.ts';
import { placesOf, WHOLE_REPORT } from '#lib/review/places.ts';

const t = translator('sv');

describe('a place', () => {
	const places = placesOf(
		{
			areas: KOMMUNKOMPASSEN.areas,
			finding: () => undefined,
			fact: (id) => (id === 'i' ? 'Invånare' : undefined),
			section: (id) => ({ ledning: { title: 'Ny ledning', area: '4' }, vision: { title: 'Visionen' } })[id],
		},
		t,
	);

	test('in a section of one’s own has its title, and belongs to the area that it stands in', () => {
		expect(places.name('free:ledning')).toBe('Ny ledning');
		expect(places.areaOf('free:ledning')).toBe('4');
		expect(places.areaOf('free:vision')).toBe(WHOLE_REPORT);
	});

	test('of the fact sheet has the fact’s label', () => {
		expect(places.name('fact:i')).toBe(t('review.place.fact', { label: 'Invånare' }));
	});
});

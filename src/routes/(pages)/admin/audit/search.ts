/** What the page's form asks for, as search parameters that can be sent on and as the filter that they mean. */
export interface Wanted {
	person: string;
	action: string;
	text: string;
	/** YYYY-MM-DD, both included. */
	from: string;
	to: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LONGEST = 200;

/** Whatever cannot be used is left out. */
export function wantedIn(params: URLSearchParams): Wanted {
	const read = (name: keyof Wanted) => params.get(name)?.trim().slice(0, LONGEST) ?? '';
	const day = (name: 'from' | 'to') =>
		DAY.test(read(name)) && !Number.isNaN(Date.parse(read(name))) ? read(name) : '';
	return {
		person: read('person'),
		action: read('action'),
		text: read('text'),
		from: day('from'),
		to: day('to'),
	};
}

/** Days begin and end in Stockholm, where the work is done. */
export function filterOf({ person, action, text, from, to }: Wanted) {
	return {
		...(person && { person }),
		...(action && { action }),
		...(text && { text }),
		...(from && { from: beginningOf(from) }),
		...(to && { to: new Date(beginningOf(dayAfter(to)).getTime() - 1) }),
	};
}

/** The same as the API takes it. */
export function queryOf(wanted: Wanted): string {
	const filter = filterOf(wanted);
	return new URLSearchParams(
		Object.entries(filter).map(([name, value]) => [
			name,
			value instanceof Date ? value.toISOString() : value,
		]),
	).toString();
}

const clock = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/Stockholm',
	dateStyle: 'short',
	timeStyle: 'medium',
});

/** Midnight there: where the clock of that place shows it. */
function beginningOf(day: string): Date {
	const midnight = Date.parse(`${day}T00:00:00Z`);
	const there = Date.parse(`${clock.format(midnight).replace(' ', 'T')}Z`);
	return new Date(midnight - (there - midnight));
}

const dayAfter = (day: string): string =>
	new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

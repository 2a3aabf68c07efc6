/** The class that gives an element a person's colours, `--person` and `--on-person`; see people.css. */
export const personClass = (color: number): string => `person-${Math.abs(Math.trunc(color)) % 8}`;

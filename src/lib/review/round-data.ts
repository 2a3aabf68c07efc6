/** The key under which a round's page data is loaded and read again. */
export const ROUND_DATA = 'samsyn:round';

/** The same for the list of an evaluation's rounds. */
export const ROUNDS_DATA = 'samsyn:rounds';

/** The key under which the workspace's relational data is loaded and read again. */
export const EVALUATION_DATA = 'samsyn:evaluation';

/** The same for the list of versions. */
export const VERSIONS_DATA = 'samsyn:versions';

/** The same for the actions of the follow-up. */
export const FOLLOW_UP_DATA = 'samsyn:follow-up';

/** The same for links to the report. */
export const SHARES_DATA = 'samsyn:shares';

/** The same for what stands before the final version. */
export const READINESS_DATA = 'samsyn:readiness';

/** The same for the comparison with others. */
export const COMPARISON_DATA = 'samsyn:comparison';

/** The same for the agreement statistics. */
export const AGREEMENT_DATA = 'samsyn:agreement';

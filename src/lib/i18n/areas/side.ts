/** What stands beside a place of the evaluation: its tabs and their frame. */
export const en = {
	'side.label': 'Beside the page',
	'side.tab.group': 'Group',
	'side.tab.talk': 'Comments',
	'side.tab.sources': 'Sources',
	'side.tab.history': 'History',
	'side.of.subquestion': ({ id }: { id: string }) => `About ${id}`,
	'side.of.area': ({ id }: { id: string }) => `About area ${id}`,
	'side.of.section': 'About this section',
	'side.of.all': 'About the whole evaluation',
	'side.history.none': 'Nothing has happened here yet.',
	'side.history.again': 'Read again',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'side.label': 'Vid sidan av',
	'side.tab.group': 'Grupp',
	'side.tab.talk': 'Samtal',
	'side.tab.sources': 'Källor',
	'side.tab.history': 'Historik',
	'side.of.subquestion': ({ id }) => `Om ${id}`,
	'side.of.area': ({ id }) => `Om område ${id}`,
	'side.of.section': 'Om det här avsnittet',
	'side.of.all': 'Om hela utvärderingen',
	'side.history.none': 'Här har inget hänt ännu.',
	'side.history.again': 'Läs om',
};

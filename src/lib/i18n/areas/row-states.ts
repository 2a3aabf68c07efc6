/** How far a subquestion has come. */
export const en = {
	'board.state.blank': 'blank',
	'board.state.scoring': 'scoring',
	'board.state.revealed': 'revealed',
	'board.state.discussing': 'discussing',
	'board.state.proposed': 'proposed',
	'board.state.agreed': 'agreed',
	'board.state.objected': 'objected',
	'board.state.reopened': 'reopened',
	'board.state.final': 'final',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'board.state.blank': 'blank',
	'board.state.scoring': 'poängsätts',
	'board.state.revealed': 'visad',
	'board.state.discussing': 'diskuteras',
	'board.state.proposed': 'föreslagen',
	'board.state.agreed': 'överens',
	'board.state.objected': 'invändning',
	'board.state.reopened': 'öppnad igen',
	'board.state.final': 'slutgiltig',
};

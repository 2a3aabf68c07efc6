/** Words that every page uses. */
export const en = {
	'common.product': 'Samsyn',
	'common.save': 'Save',
	'common.cancel': 'Cancel',
	'common.close': 'Close',
	'phase.setup': 'Set up',
	'phase.scoring': 'Score',
	'phase.calibration': 'Calibrate',
	'phase.review': 'Review',
	'phase.final': 'Final',
	'role.lead': 'Lead',
	'role.evaluator': 'Evaluator',
	'role.reviewer': 'Reviewer',
	'role.observer': 'Observer',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'common.product': 'Samsyn',
	'common.save': 'Spara',
	'common.cancel': 'Avbryt',
	'common.close': 'Stäng',
	'phase.setup': 'Förbered',
	'phase.scoring': 'Poängsätt',
	'phase.calibration': 'Kalibrera',
	'phase.review': 'Granska',
	'phase.final': 'Slutgiltig',
	'role.lead': 'Ledare',
	'role.evaluator': 'Utvärderare',
	'role.reviewer': 'Granskare',
	'role.observer': 'Observatör',
};

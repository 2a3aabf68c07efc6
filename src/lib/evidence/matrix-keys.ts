/** Where an arrow key leads in the matrix: one stop for Tab, the arrows within. */
export interface Spot {
	row: number;
	column: number;
}

/** Undefined for a key that leads nowhere. `size`: rows and columns there are. */
export function spotAfter({ row, column }: Spot, key: string, size: Spot): Spot | undefined {
	const within = (spot: Spot): Spot => ({
		row: Math.max(0, Math.min(spot.row, size.row - 1)),
		column: Math.max(0, Math.min(spot.column, size.column - 1)),
	});
	switch (key) {
		case 'ArrowRight':
			return within({ row, column: column + 1 });
		case 'ArrowLeft':
			return within({ row, column: column - 1 });
		case 'ArrowDown':
			return within({ row: row + 1, column });
		case 'ArrowUp':
			return within({ row: row - 1, column });
		case 'Home':
			return within({ row, column: 0 });
		case 'End':
			return within({ row, column: size.column - 1 });
		case 'PageDown':
			return within({ row: row + 10, column });
		case 'PageUp':
			return within({ row: row - 10, column });
		default:
			return undefined;
	}
}

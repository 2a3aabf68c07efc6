/** Small systems of linear equations, as many unknowns as there are raters. */

/** x with matrix · x = right, by Gaussian elimination with partial pivoting. Throws when the matrix is singular. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
	const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
	const size = rows.length;
	const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
	for (let column = 0; column < size; column++) {
		let pivot = column;
		for (let i = column + 1; i < size; i++)
			if (Math.abs(at(i, column)) > Math.abs(at(pivot, column))) pivot = i;
		const chosen = rows[pivot];
		const displaced = rows[column];
		if (!chosen || !displaced || Math.abs(at(pivot, column)) < 1e-12)
			throw new RangeError('The equations have no single solution.');
		rows[pivot] = displaced;
		rows[column] = chosen;
		for (let i = column + 1; i < size; i++) {
			const factor = at(i, column) / at(column, column);
			rows[i] = (rows[i] ?? []).map((value, j) => value - factor * at(column, j));
		}
	}
	const solution = new Array<number>(size).fill(0);
	for (let i = size - 1; i >= 0; i--) {
		let rest = at(i, size);
		for (let j = i + 1; j < size; j++) rest -= at(i, j) * (solution[j] ?? 0);
		solution[i] = rest / at(i, i);
	}
	return solution;
}

/** What is left of a timer, from the moment it ends: nothing is counted down, so nothing can drift. */

/** Whole seconds until `endsAt` (ISO 8601), rounded up so that a fresh timer shows its full length; below 0 after it. */
export const secondsLeft = (endsAt: string, now: number): number =>
	Math.ceil((Date.parse(endsAt) - now) / 1000) || 0;

/** `4:05`, `1:00:00`; `−0:12` past the end. */
export function clockFace(seconds: number): string {
	const whole = Math.abs(seconds);
	const hours = Math.floor(whole / 3600);
	const minutes = Math.floor((whole % 3600) / 60);
	const two = (n: number) => String(n).padStart(2, '0');
	const face = hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
	return seconds < 0 ? `−${face}` : face;
}

/** Milliseconds until what `secondsLeft` says changes: when to look again. */
export const untilNextSecond = (endsAt: string, now: number): number => {
	const rest = (Date.parse(endsAt) - now) % 1000;
	return (rest <= 0 ? rest + 1000 : rest) + 5;
};

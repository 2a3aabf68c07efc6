/** Imported before the product: this process's calendar clock is wrong by CLOCK_AHEAD_MS milliseconds. */
const ahead = Number(process.env.CLOCK_AHEAD_MS);
const RealDate = Date;
const now = () => RealDate.now() + ahead;

globalThis.Date = new Proxy(RealDate, {
	apply: () => new RealDate(now()).toString(),
	construct: (target, args: [], newTarget) =>
		Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
	get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
});

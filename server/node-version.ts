/** Ends a start on a Node that is too old, with one sentence. Imported first by whatever is started. */
const OLDEST = 24;

if (Number(process.versions.node.split('.')[0]) < OLDEST) {
	console.error(
		`Samsyn needs Node ${OLDEST} or newer and was started with ${process.versions.node}. ` +
			'Start it with npm run …: that uses the Node it brings along.',
	);
	process.exit(1);
}

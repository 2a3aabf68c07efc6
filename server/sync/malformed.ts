/** Bytes that no honest client can have sent: the connection ends with 4400. */
export class MalformedUpdate extends Error {
	override name = 'MalformedUpdate';
}

/**
 * A seat in a room: the client id this page writes under, issued by the server and bound to the user, and the
 * room's generation. Fetched before the first connection and again whenever the copy must be rebuilt.
 */
import * as v from 'valibot';

const seatSchema = v.object({
	clientId: v.pipe(v.number(), v.integer(), v.minValue(1)),
	generation: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

export type Seat = v.InferOutput<typeof seatSchema>;

export type SeatAnswer =
	| { kind: 'seat'; seat: Seat }
	| { kind: 'refused'; status: number }
	/** No answer: the network or the server is away. */
	| { kind: 'away' };

/** One of the evaluation's rooms, or the address that gives out a room's seats. */
export type SeatRoom = 'evaluation' | 'ballot' | `/${string}`;

export async function takeSeat(evaluationId: string, room: SeatRoom): Promise<SeatAnswer> {
	const address = room.startsWith('/') ? room : `/evaluations/${evaluationId}/seat?room=${room}`;
	let response: Response;
	try {
		response = await fetch(address, { method: 'POST' });
	} catch {
		return { kind: 'away' };
	}
	if (response.status >= 500) return { kind: 'away' };
	if (!response.ok) return { kind: 'refused', status: response.status };
	const parsed = v.safeParse(seatSchema, await response.json());
	return parsed.success ? { kind: 'seat', seat: parsed.output } : { kind: 'away' };
}

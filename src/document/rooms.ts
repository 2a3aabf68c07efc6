/** Names of sync rooms and what they mean. The browser builds them, the server parses them. */
export type Room =
	| { kind: 'evaluation'; evaluationId: string }
	| { kind: 'ballot'; evaluationId: string; userId: string }
	| { kind: 'review'; evaluationId: string; roundId: string };

const ID = '[0-9a-zA-Z_-]{1,64}';
const EVALUATION = new RegExp(`^evaluation/(${ID})$`);
const BALLOT = new RegExp(`^ballot/(${ID})/(${ID})$`);
const REVIEW = new RegExp(`^review/(${ID})/(${ID})$`);

export const roomName = (room: Room): string => {
	switch (room.kind) {
		case 'evaluation':
			return `evaluation/${room.evaluationId}`;
		case 'ballot':
			return `ballot/${room.evaluationId}/${room.userId}`;
		case 'review':
			return `review/${room.evaluationId}/${room.roundId}`;
	}
};

/** Undefined for anything that is not exactly a room's name. */
export function parseRoomName(name: string): Room | undefined {
	let match = EVALUATION.exec(name);
	if (match) return { kind: 'evaluation', evaluationId: match[1]! };
	match = BALLOT.exec(name);
	if (match) return { kind: 'ballot', evaluationId: match[1]!, userId: match[2]! };
	match = REVIEW.exec(name);
	if (match) return { kind: 'review', evaluationId: match[1]!, roundId: match[2]! };
	return undefined;
}

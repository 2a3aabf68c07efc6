/** A review round as pages get it. */
export interface RoundReader {
	/** Null: a guest who has not used the link yet. */
	userId: string | null;
	name: string;
	initials: string;
	guest?: { id: string; state: 'invited' | 'entered' | 'expired' | 'revoked'; expiresAt: string };
	/** ISO 8601; null: not yet. */
	handedInAt: string | null;
}

export interface Round {
	id: string;
	label: string;
	/** YYYY-MM-DD */
	deadline: string | null;
	state: 'open' | 'closed';
	/** ISO 8601. */
	openedAt: string;
	readers: readonly RoundReader[];
}

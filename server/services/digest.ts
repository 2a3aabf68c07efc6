/** The hash that everything kept for good is known by. */
import { createHash } from 'node:crypto';

/** Lower-case hex of SHA-256 over the bytes, of a text those of UTF-8. */
export const digest = (of: string | Uint8Array): string => createHash('sha256').update(of).digest('hex');

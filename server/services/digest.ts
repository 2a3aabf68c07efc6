/** The hash that everything kept for good is known by. */
import { createHash } from 'node:crypto';

/** Lower-case hex of SHA-256 over the text's UTF-8 bytes. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

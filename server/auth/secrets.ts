/** Secrets that are shown once and kept only as a digest: a leaked table opens nothing. */
import { createHash, randomBytes } from 'node:crypto';

/** 256 bits, URL-safe. At that length a plain SHA-256 is enough: there is nothing to guess. */
export const newSecret = (prefix = ''): string => prefix + randomBytes(32).toString('base64url');

export const digest = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

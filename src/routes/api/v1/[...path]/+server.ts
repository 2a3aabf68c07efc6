import { unknownAddress } from '#server/api/handler.ts';

export const fallback = unknownAddress;

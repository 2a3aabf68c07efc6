/** How large a file of results may be. Apart from what reads it, so that pages can ask without that. */
import { ServiceError } from '../services/errors.ts';

/** Bytes of a file, or of a request with one. */
export const RESULTS_FILE_LIMIT = 5 * 1024 * 1024;

export const fileTooLarge = (): ServiceError =>
	new ServiceError(413, 'resultFileTooLarge', { params: { limit: RESULTS_FILE_LIMIT / 1024 / 1024 } });

/** One picture on its way into a text: what is none, or too large, is not even sent. */
import { upload, type Uploaded } from '#lib/files/upload.ts';

const MAX_PICTURE_BYTES = 10 * 1024 * 1024;
/** What the file dialog offers; the server has the last word. */
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;

export type UploadedPicture = Uploaded | { kind: 'not-image' } | { kind: 'too-large' };

export interface PictureUpload {
	/** Never rejects. */
	result: Promise<UploadedPicture>;
	cancel(): void;
}

/** `progress`: a share from 0 to 1. */
export function uploadPicture(
	evaluationId: string,
	picture: File,
	progress: (share: number) => void,
): PictureUpload {
	if (!(PICTURE_TYPES as readonly string[]).includes(picture.type)) return settled({ kind: 'not-image' });
	if (picture.size > MAX_PICTURE_BYTES) return settled({ kind: 'too-large' });
	const sent = upload(evaluationId, picture, { only: 'image', progress });
	return { result: sent.result.then(inTheText), cancel: () => sent.cancel() };
}

const settled = (result: UploadedPicture): PictureUpload => ({
	result: Promise.resolve(result),
	cancel() {},
});

const TOO_LARGE = 413;

/** A fault of the server's is told as one. */
function inTheText(result: Uploaded): UploadedPicture {
	if (result.kind !== 'refused') return result;
	if (result.status === TOO_LARGE) return { kind: 'too-large' };
	return result.status < 500 ? result : { kind: 'failed' };
}

/** A picture that lay in pasted HTML as `data:image/png;base64,…`; undefined where it is none. */
export function pictureFromData(address: string, name: string): File | undefined {
	const found = /^data:(image\/[a-z]+);base64,(.+)$/i.exec(address);
	if (!found) return undefined;
	try {
		const bytes = Uint8Array.from(atob(found[2]!), (letter) => letter.charCodeAt(0));
		const type = found[1]!.toLowerCase().replace('image/jpg', 'image/jpeg');
		return new File([bytes], `${name}.${type.slice('image/'.length)}`, { type });
	} catch {
		return undefined;
	}
}

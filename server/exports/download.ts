/** A file as the browser keeps it: its type, and a name of letters and digits that every system takes. */
import { plainName } from './file-name.ts';

export const download = (body: BodyInit, type: string, name: string, ending: string): Response =>
	new Response(body, {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename="${plainName(name) || 'samsyn'}.${ending}"`,
		},
	});

/** A finished export. Its name is plain already. `inline`: shown by a browser rather than saved. */
export const fileResponse = (
	{ bytes, mediaType, name }: { bytes: Uint8Array; mediaType: string; name: string },
	{ inline = false }: { inline?: boolean } = {},
): Response =>
	new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': mediaType,
			'content-length': String(bytes.length),
			'content-disposition': `${inline ? 'inline' : 'attachment'}; filename="${name}"`,
			'x-content-type-options': 'nosniff',
		},
	});

/** A file as the browser keeps it: its type, and a name of letters and digits that every system takes. */
import { plainName } from './file-name.ts';

export const download = (body: BodyInit, type: string, name: string, ending: string): Response =>
	new Response(body, {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename="${plainName(name) || 'samsyn'}.${ending}"`,
		},
	});

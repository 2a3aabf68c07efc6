/** A diagram of the report as a drawing. */
import type { Diagram } from '../printed/blocks.ts';
import { bars } from './bars.ts';
import type { Drawing } from './ink.ts';
import { spider } from './spider.ts';

export const drawing = (diagram: Diagram): Drawing =>
	diagram.form === 'bars' ? bars(diagram) : spider(diagram);

/** A later part as HTML, for the server's page. */
import type { Component } from 'svelte';
import { render } from 'svelte/server';

interface Surroundings {
	props: Record<string, unknown>;
	context: Map<unknown, unknown>;
	/** What the ids of its elements begin with: they are counted anew in it. */
	idPrefix: string;
}

/** In an element of its own: among several nodes Svelte would not find the end of the HTML again. */
export const rendered = (component: Component, surroundings: Surroundings): string =>
	`<div class="later">${render(component, surroundings).body}</div>`;

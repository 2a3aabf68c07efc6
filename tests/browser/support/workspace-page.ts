/** A page of an evaluation's workspace, by what a reader finds on it. */
import { expect, type Locator, type Page } from '@playwright/test';
import { t } from './texts.ts';

export class WorkspacePage {
	readonly page: Page;
	readonly #evaluation: string;

	constructor(page: Page, evaluation: string) {
		this.page = page;
		this.#evaluation = evaluation;
	}

	/** Opens a subquestion and waits until the live document is there. */
	async open(subquestion: string): Promise<void> {
		await this.page.goto(`/evaluations/${this.#evaluation}/q/${subquestion}`);
		await this.live();
		await expect(this.page.locator('.later[aria-busy="true"]')).toHaveCount(0);
	}

	async live(): Promise<void> {
		await expect(this.mark('saved').or(this.mark('readOnly'))).toBeVisible();
	}

	/** The mark in the header that says whether everything is committed. */
	mark(kind: 'saved' | 'saving' | 'unsaved' | 'readOnly' | 'connecting'): Locator {
		return this.page.getByRole('banner').getByTitle(t(`saved.title.${kind}`));
	}

	get points(): Locator {
		return this.page.getByRole('region', { name: t('score.title') }).getByLabel(t('score.points'));
	}

	get note(): Locator {
		return this.page.getByRole('region', { name: t('score.title') }).getByLabel(t('score.note'));
	}

	/** Writes a score as a person does: the number, and Enter. */
	async score(points: string): Promise<void> {
		await this.points.fill(points);
		await this.points.press('Enter');
	}

	async annotate(words: string): Promise<void> {
		await this.note.fill(words);
		await this.note.blur();
	}

	/** The line of one person in the table of everybody's scores. */
	scoreOf(name: string): Locator {
		return this.page
			.getByRole('table', { name: t('scores.title'), exact: true })
			.getByRole('row')
			.filter({ hasText: name });
	}

	text(subquestion: string): Locator {
		return this.page.getByRole('textbox', { name: t('text.label', { id: subquestion }) });
	}

	/** Line by line the words of a text, without the names on others' carets in it. */
	words(subquestion: string): Promise<string[]> {
		return this.text(subquestion).evaluate((text) => {
			const copy = text.cloneNode(true) as Element;
			for (const caret of copy.querySelectorAll('.caret')) caret.remove();
			return [...copy.children].map((line) => line.textContent ?? '');
		});
	}

	/** Somebody else's caret in a text, flagged with the name. It is for the eye alone, so it has no role. */
	caretOf(name: string, subquestion: string): Locator {
		return this.text(subquestion).locator('.caret-name').filter({ hasText: name });
	}

	/** Somebody else in the header, as a link to where they are. */
	presenceOf(name: string): Locator {
		return this.page.getByRole('list', { name: t('presence.here') }).getByRole('link', { name });
	}
}

/** Opens the menu that carries one's name. */
export const openAccountMenu = (page: Page, name: string): Promise<void> =>
	page.getByTitle(t('shell.account', { name })).click();

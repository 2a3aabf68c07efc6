/** A remark of a text check as its sentence. */
import type { CheckFinding } from '#domain/text-checks/text-check.ts';
import type { Translate } from '#lib/i18n/index.ts';

export const checkText = ({ check, params }: Pick<CheckFinding, 'check' | 'params'>, t: Translate): string =>
	t(`check.${check}`, params);

import { pino } from 'pino';
import { expect, test } from 'vitest';
import { isServiceError, problemOf, problemResponse } from '#server/api/problem.ts';
import { invalid, notFound, ServiceError } from '#server/services/errors.ts';
import * as errors from '#lib/i18n/areas/errors.ts';

const context = { locale: 'en', log: pino({ level: 'silent' }), method: 'GET', route: '/x' } as const;

test('a refusal becomes a problem document in the language of the request', () => {
	const error = invalid([{ path: 'members.0.email', code: 'notEmail' }]);
	expect(problemOf(error, 'sv')).toEqual({
		type: 'urn:samsyn:problem:invalidInput',
		title: 'Går inte att använda',
		status: 422,
		detail: errors.sv.invalidInput,
		code: 'invalidInput',
		errors: [{ path: 'members.0.email', code: 'notEmail', message: errors.sv.notEmail }],
	});
	expect(problemOf(error, 'en').detail).toBe(errors.en.invalidInput);
});

test('an unexpected error tells its reference and nothing of its text', async () => {
	const response = problemResponse(new Error('select secret from app_user'), context);
	expect(response.status).toBe(500);
	expect(response.headers.get('content-type')).toBe('application/problem+json');
	const text = await response.text();
	expect(text).not.toContain('secret');
	expect(JSON.parse(text)).toMatchObject({ status: 500, code: 'internal', id: expect.any(String) as string });
});

test('further members cannot replace the members of the standard', () => {
	const error = new ServiceError(409, 'notFound', { extra: { status: 200, current: 1 } });
	expect(problemOf(error, 'en')).toMatchObject({ status: 409, current: 1 });
});

test('only refusals of services are told in words', () => {
	expect(isServiceError(notFound())).toBe(true);
	expect(isServiceError(new Error('x'))).toBe(false);
	expect(isServiceError({ status: 200, code: 'x', params: {}, errors: [], extra: {} })).toBe(false);
	expect(isServiceError(undefined)).toBe(false);
});

test('a fault that passes by itself says so, and when to try again', async () => {
	const away = Object.assign(new Error('terminating connection due to administrator command'), {
		code: '57P01',
	});
	const gone = Object.assign(new Error('given up'), { name: 'RoomGoneError' });
	for (const error of [away, gone]) {
		const response = problemResponse(error, context);
		expect(response.status).toBe(503);
		expect(response.headers.get('retry-after')).toBe('2');
		expect(await response.json()).toMatchObject({ status: 503, code: 'tryAgain' });
	}
});

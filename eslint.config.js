import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/**
 * The arrows of docs/architecture.md, kept by the linter. `regex`, because a pattern `#x` is a comment.
 * @param {string} regex
 * @param {string} message
 * @returns {import('eslint').Linter.RulesRecord}
 */
const forbid = (regex, message) => ({
	'no-restricted-imports': ['error', { patterns: [{ regex, message }] }],
});

export default ts.config(
	{
		ignores: [
			'bench/peers/',
			'build/',
			'.svelte-kit/',
			'test-results/',
			'playwright-report/',
			'.samsyn*/',
			'.test-*/',
		],
	},
	js.configs.recommended,
	...ts.configs.recommendedTypeChecked,
	...svelte.configs.recommended,
	prettier,
	...svelte.configs.prettier,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] },
		},
		rules: {
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'no-restricted-syntax': [
				'error',
				{
					selector: "CallExpression[callee.object.name='Symbol'][callee.property.name='for']",
					message: 'Only server/registry.ts holds the process-wide registry.',
				},
			],
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts', '**/*.svelte.js'],
		languageOptions: { parserOptions: { parser: ts.parser } },
	},
	{
		files: ['src/domain/**/*.ts'],
		rules: {
			...forbid(
				'^(#(lib|server|document)/|svelte|@sveltejs/|node:|\\$app/|yjs|lib0|y-)',
				'src/domain is pure.',
			),
			'no-restricted-globals': [
				'error',
				'window',
				'document',
				'process',
				'fetch',
				'Date',
				'crypto',
				'localStorage',
			],
			'no-restricted-properties': [
				'error',
				{ object: 'Math', property: 'random', message: 'src/domain is pure.' },
			],
		},
	},
	{
		files: ['src/document/**/*.ts'],
		rules: forbid(
			'^(#(lib|server)/|svelte|@sveltejs/|node:|\\$app/)',
			'src/document knows the domain and Yjs only.',
		),
	},
	{
		files: [
			'src/lib/**/*.{ts,svelte}',
			'src/routes/**/*.svelte',
			'src/routes/**/+page.ts',
			'src/routes/**/+layout.ts',
		],
		rules: forbid('^(#server/|node:)', 'Browser code must not import the server.'),
	},
	{
		files: ['server/**/*.ts'],
		rules: forbid(
			'^(#lib/(?!i18n)|svelte|\\$app/)',
			'The server knows domain, document and the message catalogue.',
		),
	},
	{ files: ['server/registry.ts'], rules: { 'no-restricted-syntax': 'off' } },
	{ files: ['*.js'], ...ts.configs.disableTypeChecked },
);

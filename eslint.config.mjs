import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const code = ['bin/**/*.ts', 'lib/**/*.ts', 'constructs/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts'];
const tests = ['tests/**/*.ts'];

const bareError = {
  selector: 'NewExpression[callee.name=/^(?:Error|TypeError|RangeError|SyntaxError|AggregateError)$/]',
  message: 'Throw failure(code, …) for mistakes of the input or KitError for a broken promise, both from lib/errors.',
};
const calledError = { ...bareError, selector: bareError.selector.replace('NewExpression', 'CallExpression') };
const defaultExport = {
  selector: 'ExportDefaultDeclaration, TSExportAssignment',
  message: 'Export by name: the name of the file is the name of what it exports.',
};

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'cdk.out/', 'coverage/', 'node_modules/', 'tests/fixtures/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    files: [...code, ...tests],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'no-restricted-syntax': ['error', bareError, calledError, defaultExport],
      eqeqeq: 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      // Types are imported as types, so that the rules about rooms can tell them from code.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { minimumDescriptionLength: 0, 'ts-expect-error': true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Statics of a class are the CDK way to name presets: BackupPlanRule.monthly7Year().
      '@typescript-eslint/no-extraneous-class': 'off',
      // Whether ?? or || is meant depends on the empty string; the author decides.
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
      // A mapped type over a closed list of words says more than Partial<Record<…>>.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // `type` reads better for unions of shapes, `interface` for one shape; both are in use.
      '@typescript-eslint/consistent-type-definitions': 'off',
    },
  },
  {
    // Templates are JSON of unknown shape; this is the one room where untyped data becomes typed.
    files: ['lib/model/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }] },
  },
  {
    // A table of data grows with the product.
    files: ['lib/error-codes.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['bin/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: tests,
    rules: {
      'no-restricted-syntax': ['error', defaultExport],
      'no-console': 'off',
      // Tests read parsed JSON and templates, and fail loudly when the shape is another.
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // The code of the docs is run.
      '@typescript-eslint/no-implied-eval': 'off',
      // Tests of a JavaScript caller hand over what the types forbid.
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: {
      globals: {
        module: 'writable',
        exports: 'writable',
        require: 'readonly',
        process: 'readonly',
        console: 'readonly',
      },
    },
  },
);

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  // CDK's built-in template validation costs seconds per app; tests/examples runs it over every example but the largest.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // A package of its own, with packages that no test may load.
  modulePathIgnorePatterns: ['<rootDir>/tests/oracle/'],
  setupFiles: ['<rootDir>/tests/setup-env.js'],
  maxWorkers: 2,
};

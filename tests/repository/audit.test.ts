import { codes } from '../../lib/error-codes';
import * as audits from './audits';
import { openRepository } from './repository';

const repository = openRepository();

test('every construct has a test and a page, and every such test and page has its construct', () => {
  expect(audits.constructsAreTestedAndDescribed(repository)).toEqual([]);
});

test('every error code has a section with its title in docs/errors.md, and no section lacks its code', () => {
  expect(audits.codesAreDescribed(repository, codes)).toEqual([]);
});

test('every error code is provoked by a test', () => {
  expect(audits.codesAreProvoked(repository, Object.keys(codes))).toEqual([]);
});

test('every example names its schema, explains itself, has a ledger and is tested', () => {
  expect(audits.examplesAreComplete(repository)).toEqual([]);
});

test('every relative link of README, CONTRIBUTING and the docs leads to a file', () => {
  expect(audits.linksResolve(repository)).toEqual([]);
});

test('every name of a file is kebab-case', () => {
  expect(audits.namesAreKebabCase(repository)).toEqual([]);
});

test('no source file is longer than 300 lines', () => {
  expect(audits.filesAreSmall(repository)).toEqual([]);
});

test('the lock file takes every package from registry.npmjs.org', () => {
  expect(audits.lockFileNamesOneHost(repository)).toEqual([]);
});

test('no file holds an absolute path or a word of the machine that wrote it', () => {
  expect(audits.textSpeaksOfTheProject(repository)).toEqual([]);
});

test('every npm script that a page names exists', () => {
  expect(audits.npmScriptsExist(repository)).toEqual([]);
});

test('decision records are numbered without gaps and say context, decision and consequences', () => {
  expect(audits.decisionsAreRecords(repository)).toEqual([]);
});

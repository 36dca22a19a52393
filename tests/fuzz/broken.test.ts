import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { folder } from '../config/support';
import { brokenCases } from './broken-cases';
import { bytesOf, regionFile } from './input';
import { judgeBroken } from './judge-broken';
import { runCommand } from './run-command';

jest.mock('./run-command', () => ({ runCommand: jest.fn(jest.requireActual('./run-command').runCommand) }));

const told = jest.mocked(runCommand);

/** Answers the next `check` of a file, as a kit with a mistake in it would. */
function answering(exitCode: number, issue: object, text = 'region:\n  id: oak\n'): Promise<string[]> {
  const here = folder();
  const file = join(here, regionFile);
  writeFileSync(file, text);
  const whole = { code: 'EDU204', severity: 'error', message: 'too short', file, line: 2, column: 7, ...issue };
  told.mockResolvedValueOnce({ exitCode, out: JSON.stringify({ ok: exitCode === 0, issues: [whole] }), err: '' });
  return judgeBroken(here, { files: { [regionFile]: bytesOf(text) } });
}

test('a broken file is answered with its mistakes, each with a code and a place, and nothing of the machine', async () => {
  const here = folder();
  await fc.assert(
    fc.asyncProperty(brokenCases, async (one) => {
      expect(await judgeBroken(here, one)).toEqual([]);
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('a good answer is passed', async () => {
  expect(await answering(1, {})).toEqual([]);
});

test.each([
  ['exit code 2', 2, {}, /exits with 2/],
  ['an unknown code', 1, { code: 'EDU999' }, /Invalid/],
  ['an empty message', 1, { message: '' }, /Too small/],
  ['a message without end', 1, { message: 'x'.repeat(5_000) }, /Too big/],
  ['a value that is not there', 1, { found: 'undefined' }, /undefined/],
  ['an object as text', 1, { found: 'the [object Object]' }, /object Object/],
  ['words of an engine', 1, { message: 'Maximum call stack size exceeded' }, /call stack/],
  ['words of a library', 1, { found: 'CSV_RECORD_INCONSISTENT' }, /CSV_/],
  ['a path of the kit', 1, { message: `in ${join(__dirname, '../../lib')}` }, /stands in/],
  ['a stack trace', 1, { message: 'it failed\n    at Object.parse' }, /stands in/],
  ['a line behind the last', 1, { line: 4 }, /a line behind the last/],
  ['a column behind the end', 1, { column: 11 }, /a column behind the end/],
  ['no line', 1, { line: undefined }, /no line/],
  ['no file', 1, { file: 'region.yaml' }, /a file of no folder/],
  ['the kit’s own failure', 1, { code: 'EDU901' }, /the kit failed/],
])('an answer with %s is found out', async (_title, exitCode, issue, complaint) => {
  expect((await answering(exitCode, issue)).join('\n')).toMatch(complaint);
});

test('a failure without a reason is found out', async () => {
  told.mockResolvedValueOnce({ exitCode: 1, out: '{"ok":false,"issues":[]}', err: '' });
  expect(await judgeBroken(folder(), { files: {} })).toEqual(['check: fails and says not why']);
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandContext } from '../../lib/cli/command';
import { filterOutcome } from '../../lib/cli/commands/federation-filter';
import { handoutOutcome } from '../../lib/cli/commands/federation-handout';
import { issuesOf } from '../errors/support';
import { region } from './handout/support';
import { folder, removeFolders } from './support';

afterEach(removeFolders);

const context: CommandContext = {
  language: 'zh',
  json: false,
  progress: { step: () => undefined, end: () => undefined },
};
const data = { region: 'small', proxyEntityId: 'https://proxy.bureau.example/saml', providers: [] };

test('a hand-out is printed in the language of the messages', () => {
  const { exitCode, text, json } = handoutOutcome(region, { school: 'oak' }, context);
  expect(exitCode).toBe(0);
  expect(text).toMatch(/^# 橡树小学/);
  expect(json).toEqual({ ok: true, region: 'small', school: 'oak', language: 'zh', content: text });
});

test('with --out a file holds what would have been printed', () => {
  const out = join(folder(), 'oak.md');
  const { text } = handoutOutcome(region, { school: 'oak', software: 'keycloak' }, context);
  expect(handoutOutcome(region, { school: 'oak', software: 'keycloak', out }, context).text).toBe(`${out}\n`);
  expect(readFileSync(out, 'utf8')).toBe(text);
  const filter = join(folder(), 'filter.yaml');
  filterOutcome(data, { out: filter });
  expect(readFileSync(filter, 'utf8')).toBe(filterOutcome(data, { format: 'satosa' }).text);
});

test('a school, software or format that is not known leaves no file', () => {
  const out = join(folder(), 'none');
  const codes = (action: () => unknown): readonly string[] => issuesOf(action).map(({ code }) => code);
  expect(codes(() => handoutOutcome(region, { school: 'pine', out }, context))).toEqual(['EDU561']);
  expect(codes(() => handoutOutcome(region, { school: 'oak', software: 'okta', out }, context))).toEqual(['EDU704']);
  expect(codes(() => filterOutcome(data, { format: 'xml', out }))).toEqual(['EDU704']);
  expect(existsSync(out)).toBe(false);
});

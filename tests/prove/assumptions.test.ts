import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assumptions } from '../../lib/prove';

const page = readFileSync(join(__dirname, '../../docs/proofs.md'), 'utf8');

test('every assumption is explained on the page about proofs, and the page explains no other', () => {
  const explained = [...page.matchAll(/^- \*\*(A\d+) /gm)].map(([, id]) => id);
  expect(explained).toEqual(assumptions.map(({ id }) => id));
});

test('every assumption is told in three languages, each its own', () => {
  for (const { text } of assumptions) {
    expect(text.zh).toMatch(/\p{Script=Han}/u);
    expect(text.ru).toMatch(/\p{Script=Cyrillic}/u);
    expect(text.en).not.toMatch(/[\p{Script=Han}\p{Script=Cyrillic}]/u);
  }
});

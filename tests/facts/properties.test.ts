import { join } from 'node:path';
import { packageRoot, properties, property, propertyIds, type RawProperty } from '../../lib/facts';
import { propertyAt, propertyIdsAt } from '../../lib/facts/properties';
import { copiedRoot, edit, issuesOf } from './support';

const all = properties();
const table = all.map((one): [string, RawProperty] => [one.id, one]);
const folder = 'policies/properties';

function textsOf(one: RawProperty): { en: string; zh: string; ru: string }[] {
  return [
    one.title,
    one.meaning,
    one.twin.title,
    ...one.exceptions.map(({ reason }) => reason),
    ...one.serves.map(({ text }) => text),
  ];
}

describe('properties', () => {
  test('they are listed by id, in order', () => {
    expect(propertyIds()).toEqual([
      'assume-closure',
      'break-glass-only',
      'commons-members-only',
      'copies-in-jurisdiction',
      'copies-kept',
      'copy-keys-kept',
      'decrypt-isolation',
      'delivery-licensed-signed',
      'delivery-open-only',
      'federation-binding',
      'logs-kept',
      'no-anonymous',
      'no-lockout',
      'no-lockout-key',
      'no-outsider',
      'original-locks',
      'own-key-only',
      'read-isolation',
      'tls-only',
      'trail-goes-on',
      'vault-isolation',
      'vault-kept',
      'write-isolation',
    ]);
    expect(all.map(({ id }) => id)).toEqual(propertyIds());
  });

  test.each(table)('%s speaks three languages, each in its own script', (_id, one) => {
    for (const { en, zh, ru } of textsOf(one)) {
      expect(en).not.toMatch(/[\p{Script=Han}\p{Script=Cyrillic}]/u);
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(zh).not.toMatch(/\p{Script=Cyrillic}/u);
      expect(ru).toMatch(/\p{Script=Cyrillic}/u);
      expect(ru).not.toMatch(/\p{Script=Han}/u);
    }
  });

  test.each(table)('%s names law or controls with a source, and nothing twice', (_id, { serves }) => {
    const ids = serves.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    for (const { source } of serves) expect(source).toMatch(/^https?:\/\//);
  });

  test.each(table)('%s asks for its actions in order and without repetition', (_id, one) => {
    const lists = [one.requests, one.twin.requests, ...one.exceptions].map(({ actions }) => actions ?? []);
    for (const actions of lists) expect(actions).toEqual([...new Set(actions)].sort());
  });

  test('whatever is expected to be denied has a twin in which somebody is allowed, and the other way round', () => {
    for (const { expect: expected, twin } of all) expect(twin.expect).not.toBe(expected);
  });

  test('an unknown property is refused with the one that was meant', () => {
    expect(issuesOf(() => property('read-isolatoin'))).toMatchObject([
      { code: 'EDU501', fix: 'did you mean "read-isolation"?' },
    ]);
  });

  test('the ids are the names of the files', () => {
    expect(propertyIdsAt(packageRoot())).toEqual(propertyIds());
  });
});

describe('a damaged property is refused with its place', () => {
  test.each([
    ['another id', 'id: tls-only', 'id: tls', undefined],
    ['an operator that IAM does not have', 'Bool:', 'Boolean:', 'requests.when[0].Boolean'],
    ['a language too few', '  ru: Ничто', '  # ru: Ничто', 'title.ru'],
    ['a twin without an expectation', '  expect: allowed', '', 'twin.expect'],
    ['a person nobody knows', 'who: anyone', 'who: everybody', 'requests.who'],
    [
      'a variable that is no part of the subject',
      "'false'",
      "'${aws:username}'",
      'requests.when[0].Bool.aws:SecureTransport',
    ],
    ['a provision that nobody wrote down', 'by-99z-17', 'by-99z-71', undefined],
  ])('%s', (_title, from, to, path) => {
    const root = copiedRoot();
    edit(root, `${folder}/tls-only.yaml`, from, to);
    const issues = issuesOf(() => propertyAt(root, 'tls-only'));
    expect(issues).toMatchObject([{ code: 'EDU503', file: join(root, folder, 'tls-only.yaml') }]);
    expect(issues[0]?.path).toBe(path);
  });
});

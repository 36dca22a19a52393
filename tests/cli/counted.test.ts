import { counted } from '../../lib/cli/counted';

test.each([
  ['en', 1, 'bucket', '1 bucket'],
  ['en', 0, 'key', '0 keys'],
  ['zh', 1, 'school', '1 所学校'],
  ['ru', 1, 'role', '1 роль'],
  ['ru', 3, 'role', '3 роли'],
  ['ru', 5, 'role', '5 ролей'],
  ['ru', 11, 'stack', '11 стеков'],
  ['ru', 810, 'bucket', '810 бакетов'],
  ['ru', 22, 'account', '22 аккаунта'],
] as const)('in %s, %i %s is %s', (language, count, noun, text) => {
  expect(counted(language, count, noun)).toBe(text);
});

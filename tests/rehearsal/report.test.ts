import { exitCodeOf, judge, renderReport, unusedDeviations, type Check, type EmulatorReport } from './report';

const seen = {
  id: 'put-aes256',
  step: 'access',
  what: 'school: put',
  expected: 'denied',
  reason: 'DenyOtherEncryption',
};
const known = [{ check: 'put-*', observed: 'allowed', reason: 'it knows no headers' }];

const report = (...checks: readonly Check[]): EmulatorReport => ({
  emulator: 'pretend',
  version: '1',
  licence: 'MIT',
  seconds: 2,
  checks,
  filtered: ['stack: AWS::CloudTrail::Trail Trail'],
  notShown: ['partitions'],
});

test('what AWS ought to answer is as expected, anything else differs', () => {
  expect(judge({ ...seen, observed: 'denied' }, [])).toMatchObject({ verdict: 'as expected' });
  expect(judge({ ...seen, observed: 'allowed' }, [])).toMatchObject({ verdict: 'differs' });
});

test('a known deviation counts with its reason, and only as long as it is observed', () => {
  expect(judge({ ...seen, observed: 'allowed' }, known)).toMatchObject({
    verdict: 'known',
    reason: 'it knows no headers',
  });
  expect(judge({ ...seen, observed: 'denied' }, known)).toMatchObject({ verdict: 'differs' });
  expect(judge({ ...seen, observed: 'refused: SlowDown' }, known)).toMatchObject({ verdict: 'differs' });
});

test('an entry without a star stands for one check', () => {
  expect(judge({ ...seen, observed: 'allowed' }, [{ ...known[0]!, check: 'put-' }])).toMatchObject({
    verdict: 'differs',
  });
});

test('an entry that no check meets is reported', () => {
  const checks = [judge({ ...seen, observed: 'allowed' }, known)];
  expect(unusedDeviations(checks, known)).toEqual([]);
  expect(unusedDeviations(checks, [{ ...known[0]!, check: 'get-*' }])).toEqual(['get-*']);
});

test('the exit code is 0 when all is as expected, 1 when something differs or nothing was tried, 77 when nothing ran', () => {
  const good = judge({ ...seen, observed: 'denied' }, []);
  const bad = judge({ ...seen, observed: 'allowed' }, []);
  const deviation = judge({ ...seen, observed: 'allowed' }, known);
  expect(exitCodeOf([report(good, deviation)])).toBe(0);
  expect(exitCodeOf([report(good), report(bad)])).toBe(1);
  expect(exitCodeOf([report()])).toBe(1);
  expect(exitCodeOf([{ ...report(good), broken: 'it died' }])).toBe(1);
  expect(exitCodeOf([])).toBe(77);
});

test('the report says what was seen, what was left out and what was not shown', () => {
  const text = renderReport({
    ...report(judge({ ...seen, observed: 'denied' }, []), judge({ ...seen, observed: 'allowed' }, [])),
    broken: 'it died',
  });
  expect(text).toMatchInlineSnapshot(`
"pretend 1 (MIT), 2 s

  access
    ok      school: put  denied – DenyOtherEncryption
    DIFFERS school: put  allowed (expected: denied) – DenyOtherEncryption

  left out, since the emulator does not know the type
    stack: AWS::CloudTrail::Trail Trail

  not shown by this emulator
    partitions

  broken off: it died

pretend: 1 as expected, 0 known deviations, 1 differ"
`);
});

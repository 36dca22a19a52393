import { ledgerAfter, regionOf, type Situation } from './support';

const oak = '{ id: oak, district: north }';
const region = (...more: readonly string[]): string => regionOf([oak], ['recovery: eu-north-1', ...more]);

function check(code: Situation['code'], what: string, text: string): Situation {
  return { code, what, files: { 'region.yaml': text }, args: ['check', '@region.yaml'] };
}

function plan(code: Situation['code'], what: string, text: string, before: string): Situation {
  return {
    code,
    what,
    files: { 'region.yaml': text, 'educloud.lock.json': ledgerAfter(before) },
    args: ['plan', '@region.yaml'],
  };
}

const records = (target: string): string => `recoveryTargets: { stores: { records: { ${target} } } }`;
const compliant = region(records('immutability: compliance, irrevocable: true'));

/** Codes of what must come back. */
export const recoveryMistakes: readonly Situation[] = [
  check('EDU328', 'a lock that nobody can take off, said once', region(records('immutability: compliance'))),
  check('EDU329', 'a lock longer than the retention', region(records('lockDays: 31'))),
  check(
    'EDU330',
    'a recovery account without an AWS Region',
    regionOf([oak]).replace('hub: "111122223333"', 'hub: "111122223333", recovery: "999900001111"'),
  ),
  check(
    'EDU331',
    'copies that end in a district that is not there',
    region('endedRecovery: [{ district: nrth, reason: x }]'),
  ),
  check(
    'EDU332',
    'a recovery role for a partition that is not ours',
    region("recoveryTakenBy: ['arn:aws-cn:iam::444455556666:user/registrar']"),
  ),
  plan('EDU412', 'five minutes of work', region(records('rpo: 5m')), regionOf([oak])),
  plan('EDU413', 'copies that end in silence', regionOf([oak]), region()),
  plan('EDU414', 'copies that move', region().replace('eu-north-1', 'eu-west-1'), region()),
  plan('EDU415', 'an irrevocable lock that is loosened', region(records('rpo: 24h')), compliant),
];

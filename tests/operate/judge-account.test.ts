import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import * as fc from 'fast-check';
import { judgeAccount, type JudgedAccount } from '../../lib/operate/registry/judge-account';
import { plannedAccounts, plannedEntry, type PlannedAccount } from '../../lib/operate/registry/planned-accounts';
import type { StoredParameter } from '../../lib/operate/registry/stored-parameter';
import { buildApp } from '../../lib/synth';
import { arnPartition, planOf, school, stored } from './support';

const plan = planOf();
const [district] = plannedAccounts(plan) as [PlannedAccount];
const oak = school(plan, 'oak');
const arn = 'arn:aws-cn:ssm:cn-north-1:444455556666:parameter/educloud/small/schools/oak';
const others = district.schools.filter(({ id }) => id !== 'oak').map((one) => stored(plan, one));

function judge(...parameters: StoredParameter[]): JudgedAccount {
  return judgeAccount({ id: 'small', arnPartition }, district, parameters);
}

/** What is said of oak, whose neighbours are as planned. */
function said(...parameters: StoredParameter[]): readonly (readonly unknown[])[] {
  const { entries, issues } = judge(...others, ...parameters);
  expect(entries.map((one) => one.school)).not.toContain('oak');
  expect(entries).toHaveLength(2);
  return issues.map(({ code, path, found }) => [code, path, found]);
}

test('the entries that the templates write are what the plan expects', () => {
  const parameters = buildApp(plan)
    .node.findAll()
    .filter((one) => one instanceof CfnParameter)
    .map(({ name = '', type, value, stack }) => ({ name, type, value, awsRegion: stack.region }));
  expect(parameters).toHaveLength(plan.schools.length);
  for (const planned of plannedAccounts(plan)) {
    const here = parameters.filter(({ name }) => planned.schools.some(({ parameter }) => parameter === name));
    const { entries, issues } = judgeAccount({ id: 'small', arnPartition }, planned, here);
    expect(issues).toEqual([]);
    expect(entries).toEqual(planned.schools.map((one) => plannedEntry('small', one)));
  }
});

describe('an entry is malformed', () => {
  const secret = 'hunter2-hunter2';
  test.each([
    ['no JSON', { value: `{ ${secret}` }, 'Invalid input: expected object, received undefined'],
    ['a list', { value: '[]' }, 'Invalid input: expected object, received array'],
    ['a secret', { type: 'SecureString', value: secret }, 'a parameter of type SecureString'],
    ['too long', { value: ' '.repeat(4097) }, '4097 bytes'],
    ['too long in bytes', { value: '橡'.repeat(1366) }, '4098 bytes'],
    ['of another version', stored(plan, oak, { version: 2 }), 'version: Invalid input: expected 1'],
    ['with a member of its own', stored(plan, oak, { colour: secret }), 'Unrecognized key: "colour"'],
    [
      'with a name that turns a terminal',
      stored(plan, oak, { names: { en: 'a\u202eb' } }),
      'names: en: must be one line',
    ],
    ['with no account', stored(plan, oak, { account: secret }), 'account: must be twelve digits'],
  ])('where it is %s, and its value is not repeated', (_, change, words) => {
    const issues = said({ ...stored(plan, oak), ...change });
    expect(issues).toEqual([['EDU803', arn, expect.stringContaining(words)]]);
    expect(JSON.stringify(issues)).not.toContain(secret);
  });

  test('whatever stands there: judging never fails and lets nothing through', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), fc.string(), (value, type) => {
        expect(said({ ...stored(plan, oak), value, type })).toHaveLength(1);
        expect(said({ ...stored(plan, oak), value })).toHaveLength(1);
      }),
    );
  });
});

describe('an entry contradicts the plan', () => {
  const entry = plannedEntry('small', oak);
  const moved = { ...entry.stores.records, bucket: 'edu-rec-elsewhere' };
  test.each([
    ['region', { region: 'large' }, 'large'],
    ['school', { school: 'birch' }, 'birch'],
    ['tier', { tier: 'node' }, 'node'],
    ['status', { status: 'frozen' }, 'frozen'],
    ['jurisdiction', { jurisdiction: 'eu' }, 'eu'],
    ['account', { account: '999988887777' }, '999988887777'],
    ['awsRegion', { awsRegion: 'cn-northwest-1' }, 'cn-northwest-1'],
    ['keyAlias', { keyAlias: 'alias/educloud/birch' }, 'alias/educloud/birch'],
    ['stores.records.bucket', { stores: { ...entry.stores, records: moved } }, 'edu-rec-elsewhere'],
    [
      'stores.materials.dataClasses',
      { stores: { ...entry.stores, materials: { ...entry.stores.materials, dataClasses: ['open'] } } },
      'open',
    ],
  ])('where its %s is another', (member, change, found) => {
    const parameter = stored(plan, oak, change);
    expect(said(parameter)).toEqual([['EDU805', arn, found]]);
    expect(judge(parameter, ...others).issues[0]?.message).toContain(member);
  });

  test('not where only names and kind lag behind the region file', () => {
    const { entries, issues } = judge(stored(plan, oak, { names: { en: 'Oak' }, kind: 'secondary' }), ...others);
    expect(issues).toEqual([]);
    expect(entries.find((one) => one.school === 'oak')).toMatchObject({ names: { en: 'Oak' }, kind: 'secondary' });
  });
});

test('a planned school without an entry is missing', () => {
  expect(said()).toEqual([['EDU806', arn, 'nothing']]);
});

test('an entry in the wrong AWS Region is missing where it ought to be and foreign where it is', () => {
  expect(said({ ...stored(plan, oak), awsRegion: 'cn-northwest-1' })).toEqual([
    ['EDU806', arn, 'nothing'],
    ['EDU804', arn.replace('cn-north-1', 'cn-northwest-1'), 'oak'],
  ]);
});

test('an account cannot speak for a school of another account', () => {
  const elm = school(plan, 'elm-university');
  const { entries, issues } = judge(stored(plan, oak), ...others, stored(plan, elm));
  expect(entries.map((one) => one.school)).toEqual(district.schools.map(({ id }) => id));
  expect(issues.map(({ code, found }) => [code, found])).toEqual([['EDU804', 'elm-university']]);
});

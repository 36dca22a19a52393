import { join } from 'node:path';
import { planFile } from '../../lib/app';
import { buildApp } from '../../lib/synth';
import { accessCases } from './access-cases';
import { fakecloud } from './fakecloud';
import { at, listOf, objectAt, textAt } from './json';
import { ministack } from './ministack';
import { repository } from './paths';

const cases = accessCases({ own: 'arn:own', other: 'arn:other' });

/** Deny statements of the buckets of an example: its schools' or its hub's. */
function deniesOf(example: string, whose: 'school' | 'hub'): string[] {
  const { plan } = planFile(join(repository, 'examples', example, 'region.yaml'));
  const assembly = buildApp(plan, { validate: false }).synth();
  const templates = assembly.stacks
    .filter(({ stackName }) =>
      whose === 'hub' ? stackName.endsWith('-hub') : plan.schools.some(({ stack }) => stack === stackName),
    )
    .map(({ template }): unknown => template);
  const statements = templates
    .flatMap((template) => Object.values(objectAt(template, 'Resources')))
    .filter((resource) => textAt(resource, 'Type') === 'AWS::S3::BucketPolicy')
    .flatMap((resource) => listOf(at(resource, 'Properties', 'PolicyDocument', 'Statement')))
    .filter((statement) => textAt(statement, 'Effect') === 'Deny');
  return [...new Set(statements.map((statement) => textAt(statement, 'Sid')))];
}

test('every case has an id of its own', () => {
  const ids = cases.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every Deny of a school’s buckets has a case, or is said not to be shown', () => {
  const named = cases.map(({ by }) => by).join(' ');
  const without = deniesOf('smallest', 'school').filter((sid) => !named.includes(sid));
  expect(without.sort()).toEqual(['DenyOldTls', 'DenySettingsByOthers']);
  for (const { notShown } of [ministack, fakecloud])
    for (const sid of without) expect(notShown.join(' ')).toContain(sid);
});

test('what a CDN adds to the Denies of a hub is said not to be shown', () => {
  const added = deniesOf('lakes', 'hub').filter((sid) => !deniesOf('smallest', 'hub').includes(sid));
  expect(added.sort()).toEqual(['DenyUnnormalisedNames', 'DenyWritesByAccount']);
  for (const { notShown } of [ministack, fakecloud]) for (const sid of added) expect(notShown.join(' ')).toContain(sid);
});

test('who is allowed something is there, so that a bucket which denies everyone fails', () => {
  const school = cases.filter(({ who, expected }) => who === 'school' && expected === 'allowed');
  expect(school.map(({ act }) => act.kind)).toEqual(expect.arrayContaining(['put', 'get', 'list']));
});

test('the tables of the emulators speak of cases that exist', () => {
  const ids = cases.map(({ id }) => id);
  const others = /^(?:state-|retention-|failed-update-|deploy again |add the school |recovery-|replica-)/;
  const checks = [ministack, fakecloud].flatMap(({ deviations }) => deviations.map(({ check }) => check));
  const unknown = checks
    .filter((check) => !others.test(check))
    .filter((check) => !ids.includes(check.replace(/^(?:control|restored)-/, '')));
  expect(unknown).toEqual([]);
});

import { opaque, type Role, type World } from '../../../lib/model';
import { verdicts } from '../support/proving';
import { account } from '../support/worlds';
import { arnOf, recoveryWorld, replicaName, roleArn, serviceRole, teacher } from '../support/recovery';

// People who may end copies before their time: named from outside, each by ARN. Whoever else comes in by the same door ends the proof.

const registrar = `arn:aws-cn:iam::${account}:role/registrar`;
const trusting = (statement: object): Role =>
  serviceRole('recovery', [
    { Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' }, Action: 'sts:AssumeRole' },
    { Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole', ...statement },
  ]);
const named = (arn: string | readonly string[], operator = 'ArnEquals'): object => ({
  Condition: { [operator]: { 'aws:PrincipalArn': arn } },
});

function kept(recovery: Role, parts: Partial<World> = {}): string | undefined {
  const roles = [serviceRole('replication'), serviceRole('backup'), recovery, teacher()];
  const recoveryTakers = { [roleArn('recovery')]: [registrar] };
  return verdicts(recoveryWorld({ roles, recoveryTakers, ...parts }), 'copies-kept').find(
    ({ subject }) => subject === arnOf(replicaName),
  )?.verdict;
}

describe('a recovery role that somebody takes is an exception', () => {
  it.each([
    ['by a condition on who asks', named(registrar)],
    ['by a condition on the text of who asks', named(registrar, 'StringEquals')],
    ['as the principal itself', { Principal: { AWS: registrar } }],
  ])('%s', (_, statement) => {
    expect(kept(trusting(statement))).toBe('proved');
  });
});

describe('a recovery role is none', () => {
  it.each([
    ['where nobody is asked who they are', {}],
    ['where the account is the principal besides', { Principal: { AWS: [registrar, account] } }],
    ['where one more is named', named([registrar, `${registrar}-2`])],
    ['where a wildcard fits more', named(`${registrar}*`, 'ArnLike')],
    ['where the condition is left out by whoever has no such key', named(registrar, 'ArnEqualsIfExists')],
    ['where it is asked of all values of none', named(registrar, 'ForAllValues:ArnEquals')],
    ['where it is everybody but the one', named(registrar, 'ArnNotEquals')],
    ['where everybody may ask', { Principal: '*', ...named(registrar) }],
    ['where an identity provider vouches', { Principal: { Federated: 'idp.example' }, ...named(registrar) }],
    ['where another tag is asked for', { Condition: { StringEquals: { 'aws:PrincipalTag/name': registrar } } }],
    ['where whoever takes it chooses the tags', { Action: ['sts:AssumeRole', 'sts:TagSession'], ...named(registrar) }],
  ])('%s', (_, statement) => {
    expect(kept(trusting(statement))).toBe('refuted');
  });

  it('where it carries the tag of a school', () => {
    expect(kept({ ...trusting(named(registrar)), owner: 's1', tags: { 'educloud:school': 's1' } })).toBe('refuted');
  });

  it('where nobody named who takes it', () => {
    expect(kept(trusting(named(registrar)), { recoveryTakers: {} })).toBe('refuted');
  });

  it('where they are named for another role', () => {
    expect(kept(trusting(named(registrar)), { recoveryTakers: { [roleArn('backup')]: [registrar] } })).toBe('refuted');
  });

  it.each([
    ['a role of the school', { ...teacher() }],
    ['any role of the templates', { ...serviceRole('operator') }],
  ])('where who is named is %s', (_, role) => {
    const recoveryTakers = { [roleArn('recovery')]: [role.arn] };
    const roles = [serviceRole('replication'), serviceRole('backup'), trusting(named(role.arn)), teacher(), role];
    expect(kept(trusting(named(role.arn)), { recoveryTakers, roles })).not.toBe('proved');
  });

  it('where who is named is a session of a role of the school', () => {
    const session = `arn:aws-cn:sts::${account}:assumed-role/teacher/anna`;
    const recoveryTakers = { [roleArn('recovery')]: [session] };
    expect(kept(trusting({ Principal: { AWS: session } }), { recoveryTakers })).toBe('refuted');
  });

  it.each([
    ['is made on deployment', opaque('name', 'stack.Operator'), 'stack-Operator-1A2B3C4D5E6F', 'refuted'],
    ['is a parameter', opaque('value', 'stack.Name'), 'registrar', 'refuted'],
    ['is made on deployment, and is none of a person', opaque('name', 'stack.Operator'), 'registrar', 'proved'],
  ])('as far as who is named may be a role of the templates: its name %s', (_, name, person, verdict) => {
    const arn = `arn:aws-cn:iam::${account}:role/${person}`;
    const recovery = trusting(named(arn));
    const operator = { ...serviceRole('operator'), name, arn: `arn:aws-cn:iam::${account}:role/${name}` };
    const roles = [serviceRole('replication'), serviceRole('backup'), recovery, teacher(), operator];
    expect(kept(recovery, { recoveryTakers: { [roleArn('recovery')]: [arn] }, roles })).toBe(verdict);
  });

  it('where who is named deploys', () => {
    const [deployer] = recoveryWorld().deployRoles;
    const arn = deployer?.arn ?? '';
    expect(kept(trusting(named(arn)), { recoveryTakers: { [roleArn('recovery')]: [arn] } })).toBe('refuted');
  });
});

it('no other role may be taken by people, whoever names them', () => {
  const backup = serviceRole('backup', [
    { Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole', ...named(registrar) },
  ]);
  const roles = [serviceRole('replication'), backup, serviceRole('recovery'), teacher()];
  const world = recoveryWorld({ roles, recoveryTakers: { [roleArn('backup')]: [registrar] } });
  const refuted = verdicts(world).filter(({ verdict }) => verdict === 'refuted');
  expect(refuted.map(({ property }) => property)).toContain('vault-isolation');
});

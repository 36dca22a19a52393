import fc from 'fast-check';
import { properties } from '../../../lib/facts';
import type { World } from '../../../lib/model';
import { evaluate, type Caller, type Request } from '../../../lib/prove';
import { anything, arnOf, copied, farVault, trailArn, vault, vaultArn, vaultDenies } from './copies';
import { actions, verdicts } from './proving';
import { isAsked, isExcepted, type About } from './scope';
import { account, otherAccount, role } from './worlds';

// Vaults and trails with policies at random, and every request over a small alphabet: what is proved must have no counterexample.

const ofVaults = properties().filter(({ subject }) => subject === 'vault' || subject === 'trail');
const points = vaultArn.replace('backup-vault:oak', 'recovery-point:');
const named = [...new Set(ofVaults.flatMap(({ requests }) => requests.actions))];

const condition = fc.constantFrom<Readonly<Record<string, unknown>>>(
  {},
  { ArnNotEquals: { 'aws:PrincipalArn': arnOf('recovery') } },
  { ArnNotEquals: { 'aws:PrincipalArn': [arnOf('recovery'), arnOf('deploy')] } },
  { ArnNotLike: { 'aws:PrincipalArn': `${arnOf('re')}*` } },
  { StringNotEquals: { 'aws:PrincipalTag/educloud:school': 'oak' } },
  { StringEquals: { 'aws:PrincipalTag/educloud:school': 'oak' } },
  { Null: { 'aws:PrincipalTag/educloud:school': 'true' } },
  { StringEquals: { 'aws:PrincipalAccount': account } },
  { StringEquals: { 'aws:ResourceTag/educloud:school': 'oak' } },
  { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
);
const action = fc.oneof(
  fc.constantFrom(...named).map((one) => [one]),
  fc.subarray([...named], { minLength: 1 }),
  fc.constantFrom(['backup:*'], ['backup:Delete*'], ['*']),
);
const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny', 'Deny'),
  Principal: fc.constantFrom<unknown>(
    '*',
    { AWS: account },
    { AWS: otherAccount },
    { AWS: arnOf('teacher') },
    { Service: 'backup.amazonaws.com' },
  ),
  Action: action,
  Resource: fc.constantFrom('*', vaultArn, `${points}*`, `${points}a*`, 'arn:aws-cn:ec2:*'),
  Condition: condition,
});

/** A World whose vault has most of what it should have, and statements at random. */
export const randomVault: fc.Arbitrary<World> = fc
  .record({
    kept: fc.subarray(Object.values(vaultDenies), { minLength: 1 }),
    more: fc.array(statement, { maxLength: 3 }),
    identity: fc.constantFrom<unknown>(
      anything,
      [{ Effect: 'Allow', Action: ['cloudtrail:*', 'backup:*'], Resource: '*' }],
      [{ Effect: 'Allow', Action: 'cloudtrail:Get*', Resource: '*' }],
      [{ Effect: 'Allow', NotAction: 'cloudtrail:StopLogging', Resource: trailArn }],
    ),
  })
  .map(({ kept, more, identity }) => {
    const base = copied({ vaults: [vault({}, [...kept, ...more]), farVault()] });
    const ops = role('ops', { trust: anyone, identity });
    return { ...base, roles: [...base.roles, ops] };
  });

const anyone = [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }];

const callers: readonly Caller[] = [
  ...['unseen', 'recovery', 'backup', 'replication', 'teacher', 'deploy', 'ops', 'recovery2'].map((name): Caller => ({
    kind: 'role',
    arn: arnOf(name),
  })),
  { kind: 'user', arn: `arn:aws-cn:iam::${account}:user/somebody` },
  { kind: 'role', arn: `arn:aws-cn:iam::${otherAccount}:role/outsider` },
  { kind: 'service', name: 'backup.amazonaws.com' },
  { kind: 'anonymous' },
];

/** Every request to a vault or a trail over the alphabet. */
function* everyRequest(about: About): Generator<Request> {
  const inVault = about.arn === vaultArn;
  for (const { name, resources } of actions) {
    if (!named.includes(name)) continue;
    const targets = [
      ...(resources.includes(inVault ? 'vault' : 'trail') ? [{ resource: about.arn, context: {} }] : []),
      ...(inVault && resources.includes('recovery-point')
        ? ['a1', 'b1'].map((id) => ({ resource: points + id, context: { 'recovery-point:vault': vaultArn } }))
        : []),
    ];
    for (const { resource, context } of targets) {
      for (const caller of callers) {
        for (const school of 'arn' in caller ? [undefined, 'oak', 'elm'] : [undefined]) {
          const tag = school === undefined ? {} : { 'aws:PrincipalTag/educloud:school': school };
          yield { caller, action: name, resource, context: { ...context, ...tag } };
        }
      }
    }
  }
}

/** Requests that are allowed although a proof says that none is, and how many proofs there were. */
export function contradictions(one: World): { readonly proofs: number; readonly found: readonly string[] } {
  const found: string[] = [];
  let proofs = 0;
  for (const property of ofVaults) {
    for (const { subject, verdict, owner } of verdicts(one, property.id)) {
      if (verdict !== 'proved' || (subject !== vaultArn && subject !== trailArn)) continue;
      proofs += 1;
      const about: About = { kind: 'bucket', arn: subject, account, ...(owner === undefined ? {} : { owner }) };
      for (const request of everyRequest(about)) {
        if (!isAsked(one, about, property.requests, request) || isExcepted(one, property, about, request)) continue;
        if (evaluate(one, request).decision === 'allowed') found.push(`${property.id} ${JSON.stringify(request)}`);
      }
    }
  }
  return { proofs, found };
}

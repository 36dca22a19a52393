import { account, bucket, role, world } from '../support/worlds';
import { verdicts } from '../support/proving';
import type { World } from '../../../lib/model';
import type { Verdict } from '../../../lib/prove';

// `edu-*-${aws:PrincipalTag/school}-data/*` looks like the school's own store and is everybody's: the first `*` runs over the
// slash, so the name of the other school may as well stand in the key of an object.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html

const tag = 'aws:PrincipalTag/educloud:school';
const variable = `\${${tag}}`;
const arn = (school: string): string => `arn:aws-cn:s3:::edu-cn-${school}-data`;
const stores = (policyOf: (school: string) => unknown): World['buckets'] =>
  ['s1', 's2'].map((owner) => {
    const policy = policyOf(owner);
    return bucket(`edu-cn-${owner}-data`, { owner, ...(policy === undefined ? {} : { policy }) });
  });

/** The common form: whoever asks for something that does not carry the name of the own school is denied. */
const denyOthers = (...resources: readonly string[]): unknown => [
  { Effect: 'Deny', Principal: '*', Action: 's3:*', NotResource: resources },
  { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition: { Null: { [tag]: 'true' } } },
];

/** A role that all schools sign in with, and that takes the tag from whoever vouches for them. */
const shared = (...resources: readonly string[]): World['roles'][number] =>
  role('school', {
    trust: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws-cn:iam::${account}:saml-provider/schools` },
        Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
      },
    ],
    identity: [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: resources }],
  });

function readOf(one: World, owner = 's1'): Verdict {
  const found = verdicts(one, 'read-isolation').find((verdict) => verdict.owner === owner);
  if (found === undefined) throw new Error('no verdict');
  return found;
}

function tagOf({ request }: Verdict): string {
  const found = request?.context[tag];
  return typeof found === 'string' ? found : '';
}

describe('a wildcard before a policy variable', () => {
  it('lets another school read an object whose key carries its name, past a Deny with NotResource', () => {
    const verdict = readOf(
      world({
        buckets: stores(() =>
          denyOthers(`arn:aws-cn:s3:::edu-*-${variable}-data`, `arn:aws-cn:s3:::edu-*-${variable}-data/*`),
        ),
      }),
    );
    expect(verdict.verdict).toBe('refuted');
    expect(tagOf(verdict)).not.toBe('s1');
    expect(verdict.request?.resource).toMatch(new RegExp(`^${arn('s1')}/.*-${tagOf(verdict)}-data`));
  });

  it('lets another school read such an object, by the identity policy of a shared role in a closed account', () => {
    const one = world({
      buckets: stores(() => undefined),
      roles: [shared(`arn:aws-cn:s3:::edu-*-${variable}-data/*`)],
      closedAccounts: [account],
    });
    const verdict = readOf(one);
    expect(verdict.verdict).toBe('refuted');
    expect(verdict.request?.caller).toEqual({ kind: 'role', arn: one.roles[0]?.arn });
    expect(verdict.request?.resource).toContain(`-${tagOf(verdict)}-data/`);
  });

  it('is not needed when the tag itself may hold a slash', () => {
    const verdict = readOf(
      world({
        buckets: stores(() =>
          denyOthers(`arn:aws-cn:s3:::edu-cn-${variable}-data`, `arn:aws-cn:s3:::edu-cn-${variable}-data/*`),
        ),
      }),
    );
    expect(verdict.verdict).toBe('refuted');
    expect(tagOf(verdict)).toMatch(/^s1-data\//);
    expect(verdict.request?.resource).toMatch(new RegExp(`^arn:aws-cn:s3:::edu-cn-${tagOf(verdict)}-data`));
  });

  it('does no harm beside a Deny that compares the tag with the school of the store', () => {
    const one = world({
      buckets: stores((owner) => [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          NotResource: [`arn:aws-cn:s3:::edu-*-${variable}-data`, `arn:aws-cn:s3:::edu-*-${variable}-data/*`],
        },
        {
          Effect: 'Deny',
          Principal: '*',
          NotAction: ['s3:PutBucketPolicy', 's3:GetBucketPolicy'],
          Resource: [arn(owner), `${arn(owner)}/*`],
          Condition: { StringNotEquals: { [tag]: owner } },
        },
      ]),
    });
    expect(verdicts(one, 'read-isolation').map(({ verdict }) => verdict)).toEqual(['proved', 'proved']);
  });

  it('does no harm where stores are named one by one', () => {
    const own = ['s1', 's2'].map((school) =>
      role(school, {
        tags: { 'educloud:school': school },
        trust: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
        identity: [
          { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: [arn(school), `${arn(school)}/*`] },
        ],
      }),
    );
    const one = world({ buckets: stores(() => undefined), roles: own, closedAccounts: [account] });
    expect(verdicts(one, 'read-isolation').map(({ verdict }) => verdict)).toEqual(['proved', 'proved']);
  });
});

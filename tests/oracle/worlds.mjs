// Random worlds: one caller, one resource, and the policies around them.
import { contextOf, documentOf, stsContextOf, tagValues } from './statements.mjs';

const accounts = ['111111111111', '222222222222'];
const region = 'eu-central-1';

const targets = {
  object: {
    share: 35,
    actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
    arn: () => 'arn:aws:s3:::school-oak/a/exam.pdf',
    policy: 'resource',
  },
  bucket: {
    share: 12,
    actions: ['s3:ListBucket', 's3:GetBucketPolicy'],
    arn: () => 'arn:aws:s3:::school-oak',
    policy: 'resource',
  },
  key: {
    share: 20,
    actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
    arn: (account) => `arn:aws:kms:${region}:${account}:key/k1`,
    policy: 'resource',
  },
  role: {
    share: 20,
    actions: ['sts:AssumeRole', 'sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
    arn: (account) => `arn:aws:iam::${account}:role/target`,
    policy: 'trust',
  },
  topic: {
    share: 8,
    actions: ['sns:Publish'],
    arn: (account) => `arn:aws:sns:${region}:${account}:topic`,
    policy: 'resource',
  },
  parameter: {
    share: 5,
    actions: ['ssm:GetParameter'],
    arn: (account) => `arn:aws:ssm:${region}:${account}:parameter/p`,
    policy: undefined,
  },
};

/** Whoever signs in with an assertion can call these. */
const signIns = {
  saml: ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity'],
  oidc: ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:SetSourceIdentity'],
};

const callers = ['role', 'role', 'role', 'user', 'user', 'unseen', 'root', 'service', 'anonymous', 'identity'];

function callerOf(random, kind) {
  if (kind === 'role' && random.chance(0.5)) return random.pick(['saml', 'saml', 'oidc']);
  if (kind === 'role') return random.pick(callers.slice(0, 8));
  if (kind === 'key' || kind === 'parameter') return random.pick(callers.slice(0, 7));
  // Origin access identities ask S3 alone.
  return random.pick(kind === 'topic' ? callers.slice(0, 9) : callers);
}

function targetOf(random) {
  let left = random.below(100);
  return Object.keys(targets).find((name) => (left -= targets[name].share) < 0) ?? 'object';
}

/** One or two policies of a session, of one version: the other side takes one document, which then has the statements of both. */
function sessionPoliciesOf(random, document, full) {
  if (random.chance(0.3)) return [full('identity')];
  const [first, ...more] = Array.from({ length: 1 + random.below(2) }, () => document('identity'));
  return [first, ...more.map(({ Statement }) => ({ Version: first.Version, Statement }))];
}

/** A case as plain data; both sides are made from it. */
export function caseOf(random) {
  const kind = targetOf(random);
  const target = targets[kind];
  const caller = callerOf(random, kind);
  const federated = signIns[caller] !== undefined;
  const nobody = caller === 'service' || caller === 'anonymous' || caller === 'identity';
  const own = nobody || federated ? undefined : random.pick(accounts);
  const account = own !== undefined && random.chance(0.65) ? own : random.pick(accounts);
  const resource = target.arn(account);
  const action = random.pick(signIns[caller] ?? target.actions);
  const ids = {
    role: `arn:aws:iam::${own}:role/teacher`,
    unseen: `arn:aws:iam::${own}:role/unseen`,
    user: `arn:aws:iam::${own}:user/clerk`,
    root: `arn:aws:iam::${own}:root`,
    service: random.pick(['logs.amazonaws.com', 'cloudtrail.amazonaws.com']),
    identity: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1',
    // A provider is of the account of the roles that it opens.
    saml: `arn:aws:iam::${account}:saml-provider/school`,
    oidc: `arn:aws:iam::${account}:oidc-provider/accounts.google.com`,
  };
  const session = `arn:aws:sts::${own}:assumed-role/${caller === 'unseen' ? 'unseen' : 'teacher'}/monday`;
  const id = ids[caller];
  const isRole = caller === 'role' || caller === 'unseen';
  const names = {
    near: [
      ...(caller === 'identity' ? [id, id] : []),
      ...(own === undefined
        ? [accounts[0]]
        : [id, own, `arn:aws:iam::${own}:root`, ...(isRole ? [session, session.replace('monday', 'friday')] : [])]),
    ],
    far: [accounts[1], `arn:aws:iam::${accounts[0]}:user/other`, `arn:aws:iam::${accounts[1]}:role/teacher`],
    providers: federated ? [id, id, ids.oidc, ids.saml.replace('school', 'other')] : undefined,
    services: ['logs.amazonaws.com', 'cloudtrail.amazonaws.com', 'sns.amazonaws.com'],
  };
  const request = { action, resource, names };
  const document = (documentKind) => documentOf(random, documentKind, request);
  const seen = caller === 'role' || caller === 'user';
  const full = (documentKind) => ({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: '*',
        Resource: '*',
        ...(documentKind === 'resource-control' ? { Principal: '*' } : {}),
      },
    ],
  });
  const levels = (documentKind, share) =>
    random.chance(share)
      ? Array.from({ length: 1 + random.below(2) }, () => [
          ...(documentKind === 'service-control' && random.chance(0.7) ? [full(documentKind)] : []),
          ...(random.chance(0.8) ? [document(documentKind)] : []),
        ])
      : [];
  const serviceControl = own === undefined ? [] : levels('service-control', 0.3);
  // Whether these bind an origin access identity is not documented, and neither is the block of public access.
  const resourceControl = caller === 'identity' ? [] : levels('resource-control', 0.25);
  // Who has policies of an organisation is in one.
  const inOrganization =
    serviceControl.length > 0 || (own === account && resourceControl.length > 0) || random.chance(0.4);
  return {
    kind,
    caller,
    arn: id,
    session: isRole ? session : undefined,
    own,
    account,
    action,
    resource,
    context: { ...contextOf(random, caller), ...(kind === 'role' ? stsContextOf(random, caller, action) : {}) },
    organization: own !== undefined && inOrganization ? 'o-1' : undefined,
    tags: caller === 'role' && random.chance(0.7) ? { school: random.pick(tagValues) } : {},
    identity: seen ? Array.from({ length: random.below(3) }, () => document('identity')) : [],
    boundary: seen && random.chance(0.3) ? (random.chance(0.4) ? full('boundary') : document('boundary')) : undefined,
    sessionPolicies: isRole && random.chance(0.3) ? sessionPoliciesOf(random, document, full) : [],
    policy:
      target.policy === undefined || (kind !== 'key' && kind !== 'role' && random.chance(0.2))
        ? undefined
        : document(target.policy),
    blockPublicAccess: (kind === 'object' || kind === 'bucket') && caller !== 'identity' && random.chance(0.3),
    serviceControl,
    resourceControl,
  };
}

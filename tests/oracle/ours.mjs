// The case as a World, and what our evaluator makes of it.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { parsePolicy } = require('../../dist/lib/model');
const { evaluate } = require('../../dist/lib/prove');

const source = (pointer) => ({ file: 'case.json', pointer });

function placed(account, pointer) {
  return { source: source(pointer), account, awsRegion: 'eu-central-1', partition: 'aws', tags: {}, doubts: [] };
}

function parsed(documents, kind) {
  return documents.map((document, index) => parsePolicy(document, source(`/${kind}/${index}`), kind));
}

/** `allowed`, `denied, explicit`, `denied, implicit` or `undecided`, with the decision itself. */
export function ours(one) {
  const decision = evaluate(worldOf(one), requestOf(one));
  return { decision, word: decision.decision === 'denied' ? `denied, ${decision.how}` : decision.decision };
}

/** Everything that the parser does not understand; a case that has such is no comparison. */
export function notUnderstood(one) {
  const world = worldOf(one);
  const policies = [
    ...parsed(one.sessionPolicies, 'identity'),
    ...world.roles.flatMap(({ trust, identity, boundary }) => [trust, ...identity, ...(boundary ? [boundary] : [])]),
    ...world.users.flatMap(({ identity, boundary }) => [...identity, ...(boundary ? [boundary] : [])]),
    ...[...world.buckets, ...world.keys, ...world.others].flatMap(({ policy }) => policy ?? []),
    ...world.accounts.flatMap(({ serviceControl, resourceControl }) =>
      [...serviceControl, ...resourceControl].flatMap(({ policies: all }) => all),
    ),
  ];
  return policies.flatMap((policy) =>
    [policy.unknown ?? [], policy.statements.flatMap(({ unknown }) => unknown)].flat(),
  );
}

function requestOf({ caller, arn, session, action, resource, context, sessionPolicies }) {
  const callers = {
    role: () => ({ kind: 'role', arn, session: session.split('/').at(-1) }),
    unseen: () =>
      session === undefined ? { kind: 'user', arn } : { kind: 'role', arn, session: session.split('/').at(-1) },
    user: () => ({ kind: 'user', arn }),
    root: () => ({ kind: 'root', arn }),
    service: () => ({ kind: 'service', name: arn }),
    anonymous: () => ({ kind: 'anonymous' }),
    identity: () => ({ kind: 'identity', arn }),
    saml: () => ({ kind: 'anonymous' }),
    oidc: () => ({ kind: 'anonymous' }),
  };
  const vouched = caller === 'saml' || caller === 'oidc' ? { 'aws:FederatedProvider': arn } : {};
  return {
    caller: callers[caller](),
    action,
    resource,
    context: { ...vouched, ...context },
    sessionPolicies: parsed(sessionPolicies, 'identity'),
  };
}

/** Its canonical id is in no policy here: the other side knows no such principal. */
function identityOf(arn) {
  return { ...placed('111111111111', '/identity'), kind: 'origin-identity', id: arn, arn, canonicalId: 'canonical' };
}

/** The case as a World. */
export function worldOf(one) {
  const { kind, caller, arn, own, account, organization, tags, resource } = one;
  const [policy] = parsed(one.policy === undefined ? [] : [one.policy], kind === 'role' ? 'trust' : 'resource');
  const [boundary] = parsed(one.boundary === undefined ? [] : [one.boundary], 'boundary');
  const withPolicy = policy === undefined ? {} : { policy };
  const nobody = parsePolicy(
    { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 'sts:*' }] },
    source('/trust'),
    'trust',
  );
  const principal = {
    ...placed(own, '/caller'),
    tags,
    arn,
    identity: parsed(one.identity, 'identity'),
    ...(boundary ? { boundary } : {}),
  };
  const levels = (documents, name) =>
    documents.map((list, index) => ({ target: `${name}-${index}`, policies: parsed(list, name) }));
  const ids = [...new Set([own, account].filter((id) => id !== undefined))];
  const bucket = {
    ...placed(account, '/bucket'),
    kind: 'bucket',
    name: 'school-oak',
    arn: 'arn:aws:s3:::school-oak',
    ...withPolicy,
    encryption: { algorithm: 'AES256', bucketKey: false },
    blockPublicAccess: {
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: true,
      restrictPublicBuckets: one.blockPublicAccess,
    },
    objectOwnership: 'BucketOwnerEnforced',
    versioned: false,
    objectLock: false,
    replications: [],
  };
  return {
    buckets: kind === 'object' || kind === 'bucket' ? [bucket] : [],
    keys:
      kind === 'key'
        ? [
            {
              ...placed(account, '/key'),
              kind: 'key',
              arn: resource,
              id: 'k1',
              aliases: [],
              multiRegion: false,
              policy,
            },
          ]
        : [],
    roles: [
      ...(caller === 'role' ? [{ ...principal, kind: 'role', name: 'teacher', trust: nobody }] : []),
      ...(kind === 'role'
        ? [{ ...placed(account, '/role'), kind: 'role', name: 'target', arn: resource, trust: policy, identity: [] }]
        : []),
    ],
    users: caller === 'user' ? [{ ...principal, kind: 'user', name: 'clerk' }] : [],
    identityProviders: [],
    others:
      kind === 'topic'
        ? [
            {
              ...placed(account, '/topic'),
              kind: 'topic',
              type: 'AWS::SNS::Topic',
              name: 'topic',
              properties: {},
              ...withPolicy,
            },
          ]
        : [],
    distributions: [],
    keyGroups: [],
    originIdentities: caller === 'identity' ? [identityOf(arn)] : [],
    vaults: [],
    backupRules: [],
    trails: [],
    // An account of which nothing is known is in no organisation.
    accounts: ids
      .filter((id) => id !== own || organization !== undefined || (id === account && one.resourceControl.length > 0))
      .map((id) => ({
        id,
        ...(organization === undefined || id !== own ? {} : { organization }),
        serviceControl: id === own ? levels(one.serviceControl, 'service-control') : [],
        resourceControl: id === account ? levels(one.resourceControl, 'resource-control') : [],
      })),
    deployRoles: [],
    perimeter: { organizations: [], accounts: ids },
    closedAccounts: [],
    serviceRoles: [],
    recoveryRoles: [],
    breakGlass: [],
    assumptions: [],
    doubts: [],
    stacks: [],
  };
}

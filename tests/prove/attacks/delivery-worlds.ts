import fc from 'fast-check';
import type { Behaviour, Distribution, World } from '../../../lib/model';
import {
  behaviour,
  canonicalId,
  cloudFront,
  commons,
  commonsArn,
  denyUnnormalised,
  distribution,
  distributionIn,
  fromIt,
  identityArn,
  keyGroup,
  memberReads,
  origin,
  originIdentity,
  readBy,
  readsByIdentity,
  readsItself,
} from '../support/delivered';
import { account, otherAccount, world } from '../support/worlds';

type Json = Readonly<Record<string, unknown>>;

/** An identity that is that of another origin. */
export const other = { ...originIdentity, id: 'E2', arn: identityArn.replace(/E1$/, 'E2'), canonicalId: 'bad' };

const patterns = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('open/*', 'licensed/*', '*', 'open/current/*', '*.zip', 'open*', '*/x', '*6C*', '*2F*'),
  },
  {
    weight: 2,
    arbitrary: fc.string({
      unit: fc.constantFrom('open', 'licensed', '/', '*', '?', 'o', '2f', 'F', '6C', '.', 'x'),
      minLength: 1,
      maxLength: 4,
    }),
  },
);
const targets = [['commons'], ['commons'], ['commons'], ['commons', 'below'], ['below'], ['elsewhere']] as const;
const behaviours = fc
  .array(fc.tuple(patterns, fc.boolean(), fc.constantFrom(...targets)), {
    maxLength: 4,
  })
  .chain((list) =>
    fc
      .constantFrom(true, true, true, false)
      .map((signed): Behaviour[] => [
        ...list.map(([pattern, one, origins]) => behaviour(pattern, one, { origins })),
        behaviour('*', signed),
      ]),
  );
const ways = fc.constantFrom('distribution', 'distribution', 'identity', 'identity', 'anonymous');
const distributions = fc
  .record({
    behaviours,
    as: ways,
    below: ways,
    path: fc.constantFrom('/open', '/licensed', '/open/x', ''),
    second: fc.boolean(),
  })
  .map(({ behaviours: list, as, below, path, second }): Distribution =>
    distribution(list, {
      id: second ? 'E2' : 'E1',
      origins: [
        origin({ as, identity: identityArn }),
        origin({ id: 'below', path, as: below, identity: second ? other.arn : identityArn }),
        origin({ id: 'elsewhere', bucket: 'arn:aws-cn:s3:::elsewhere', as: 'identity', identity: other.arn }),
      ],
    }),
  );

const names = ['*', 'open/*', 'licensed/*', 'open/current/*', '*.zip', '*//*', '*/../*', '*/./*', '/*', 'x'];
const resources = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .subarray(names, { minLength: 1, maxLength: 3 })
      .map((some) => some.map((one) => `${commonsArn}/${one}`)),
  },
  fc.constant([commonsArn]),
  fc.constant([commonsArn, `${commonsArn}/*`]),
);
const principals = fc.constantFrom<Json>(
  cloudFront,
  { Principal: { Service: ['cloudfront.amazonaws.com', 's3.amazonaws.com'] } },
  { Principal: { CanonicalUser: canonicalId } },
  { Principal: { AWS: identityArn } },
  { Principal: { AWS: [account, other.arn] } },
  { Principal: '*' },
  { Principal: { AWS: otherAccount } },
);
const keptOut = fc.constantFrom<Json>(
  { Principal: '*' },
  { NotPrincipal: { CanonicalUser: canonicalId } },
  { NotPrincipal: { AWS: identityArn } },
  { NotPrincipal: { Service: 'cloudfront.amazonaws.com' } },
  { Principal: { AWS: identityArn } },
  { Principal: cloudFront.Principal },
);
const condition = fc.constantFrom<Json>(
  {},
  { StringEquals: { 'aws:SourceArn': distributionIn(account) } },
  { ArnLike: { 'aws:SourceArn': distributionIn(account, '*') } },
  { StringEquals: { 'aws:SourceAccount': account } },
  { StringNotEquals: { 'aws:SourceArn': distributionIn(account) } },
  { ArnNotEquals: { 'aws:PrincipalArn': identityArn } },
  { StringNotEquals: { 'aws:PrincipalAccount': account } },
  { StringNotEqualsIfExists: { 'aws:PrincipalAccount': [account, 'cloudfront'] } },
  { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
  { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
  { Null: { 'aws:PrincipalArn': 'true' } },
  { StringNotEquals: { 'aws:PrincipalServiceName': 'cloudfront.amazonaws.com' } },
  { StringEquals: { 'delivery:signed': 'true' } },
  { StringEquals: { 'aws:Referer': 'secret' } },
);
const some = (Effect: 'Allow' | 'Deny', who: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc
    .tuple(who, fc.constantFrom('s3:GetObject', 's3:Get*', 's3:*', 's3:ListBucket'), resources, condition, condition)
    .map(([principal, Action, Resource, first, second]) => ({
      Effect,
      ...principal,
      Action,
      Resource,
      Condition: { ...first, ...second },
    }));
/** What a commons needs to be delivered at all, so that most worlds hang on how it is delivered. */
const letsIn = fc.constantFrom<Json>(
  readBy(cloudFront, { Resource: `${commonsArn}/*`, Condition: fromIt }),
  readBy({ Principal: { CanonicalUser: canonicalId } }, { Resource: `${commonsArn}/*` }),
  readsItself,
  readsByIdentity,
  readBy(cloudFront, {
    Action: ['s3:GetObject', 's3:ListBucket'],
    Resource: [commonsArn, `${commonsArn}/open/*`],
    Condition: fromIt,
  }),
  readBy(cloudFront, { Resource: [`${commonsArn}/open/*`, `${commonsArn}/x`], Condition: fromIt }),
);
const policies = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: letsIn }, some('Allow', principals)),
    fc.array(some('Allow', principals), { maxLength: 1 }),
    fc.array(fc.oneof(fc.constant(denyUnnormalised), some('Deny', keptOut)), { maxLength: 3 }),
  )
  .map(([first, more, denies]) => [first, ...more, ...denies, memberReads]);

/** A commons and what delivers it: most hang on how it is delivered. */
export const worlds = fc
  .tuple(policies, fc.array(distributions, { minLength: 1, maxLength: 2 }), fc.boolean())
  .map(([policy, list, isPublic]): World =>
    world({
      buckets: [
        commons(policy, {
          encryption: { algorithm: 'AES256', bucketKey: false },
          blockPublicAccess: {
            blockPublicAcls: true,
            ignorePublicAcls: true,
            blockPublicPolicy: !isPublic,
            restrictPublicBuckets: !isPublic,
          },
        }),
      ],
      distributions: list.filter(({ id }, index) => list.findIndex((one) => one.id === id) === index),
      keyGroups: [keyGroup],
      originIdentities: [originIdentity, other],
    }),
  );

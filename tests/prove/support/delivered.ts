import type { Behaviour, Bucket, Distribution, KeyGroup, Origin, OriginIdentity, World } from '../../../lib/model';
import { account, bucket, world } from './worlds';

// A commons by hand, and what delivers it.

type Json = Readonly<Record<string, unknown>>;

const source = { file: 'delivery.json', pointer: '/Distribution' };
const placed = { account, awsRegion: 'cn-north-1', partition: 'aws-cn', tags: {}, doubts: [], source } as const;

export const commonsArn = 'arn:aws-cn:s3:::commons';
export const distributionArn = distributionIn(account);
export const identityArn = 'arn:aws-cn:iam::cloudfront:user/CloudFront Origin Access Identity E1';
export const canonicalId = 'c0ffee';

export function distributionIn(home: string, id = 'E1'): string {
  return `arn:aws-cn:cloudfront::${home}:distribution/${id}`;
}

/** A behaviour; signed ones by the key group of the account. */
export function behaviour(pattern: string, signed = false, more: Partial<Behaviour> = {}): Behaviour {
  const keyGroups = signed ? ['group'] : [];
  return { pattern, origins: ['commons'], signed, keyGroups, trustedSigners: [], source, ...more };
}

export const openOnly = behaviour('open/*');
/** As the kit delivers: all but what is open needs a signature. */
export const usual: readonly Behaviour[] = [openOnly, behaviour('licensed/*', true), behaviour('*', true)];

export function origin(more: Partial<Origin> = {}): Origin {
  return { id: 'commons', bucket: commonsArn, path: '', as: 'distribution', source, ...more };
}

export const byIdentity: Partial<Origin> = { as: 'identity', identity: identityArn };

export function distribution(behaviours: readonly Behaviour[], more: Partial<Distribution> = {}): Distribution {
  const id = more.id ?? 'E1';
  const arn = distributionIn(more.account ?? account, id);
  return { kind: 'distribution', ...placed, id, arn, origins: [origin()], behaviours, ...more };
}

export const keyGroup: KeyGroup = { kind: 'key-group', ...placed, id: 'group', keys: ['2026a', '2026b'] };
export const originIdentity: OriginIdentity = {
  kind: 'origin-identity',
  ...placed,
  id: 'E1',
  arn: identityArn,
  canonicalId,
};

const folders = [`${commonsArn}/open/*`, `${commonsArn}/licensed/*`];

/** The distribution may read, and what it may is told by these. */
export function readBy(reader: Json, more: Json = {}): Json {
  return { Sid: 'DeliveryReads', Effect: 'Allow', ...reader, Action: 's3:GetObject', Resource: folders, ...more };
}

export const cloudFront: Json = { Principal: { Service: 'cloudfront.amazonaws.com' } };
export const fromIt = { StringEquals: { 'aws:SourceArn': distributionArn } };
export const readsItself = readBy(cloudFront, { Condition: fromIt });
export const readsByIdentity = readBy({ Principal: { CanonicalUser: canonicalId } });

export const memberReads: Json = {
  Effect: 'Allow',
  Principal: { AWS: account },
  Action: 's3:GetObject',
  Resource: `${commonsArn}/*`,
};

const unnormalised = ['/*', '*//*', '.', './*', '..', '../*', '*/.', '*/./*', '*/..', '*/../*'];
export const denyUnnormalised: Json = {
  Sid: 'DenyUnnormalisedNames',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: unnormalised.map((name) => `${commonsArn}/${name}`),
};

/** A commons with these statements. */
export function commons(policy: readonly Json[], more: Partial<Bucket> = {}): Bucket {
  return bucket('commons', {
    policy,
    store: 'commons',
    tags: { 'educloud:store': 'commons', 'educloud:data-classes': 'open+licensed' },
    ...more,
  });
}

/** A commons, by these statements besides those for members and against names that are not normalised, and what delivers it. */
export function delivered(
  policy: readonly Json[],
  distributions: readonly Distribution[] = [distribution(usual)],
  more: Partial<World> = {},
): World {
  return world({
    buckets: [commons([...policy, memberReads, denyUnnormalised])],
    distributions,
    keyGroups: [keyGroup],
    originIdentities: [originIdentity],
    ...more,
  });
}

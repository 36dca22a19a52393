import type { CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { KitError } from '../lib/errors';
import { commonsFolders, type CommonsClass } from '../lib/vocabulary';
import type { Caching, Headers, Lifetime } from './delivery-caching';
import { originId } from './delivery-origin';

/** What behaviours are made of. */
export interface BehaviourParts {
  /** In the order of the vocabulary; at least one. */
  readonly classes: readonly CommonsClass[];
  readonly caching: Readonly<Record<Lifetime, Caching>>;
  readonly headers: Headers;
  /** Id of the group whose keys sign for licensed material; none where there is no such material. */
  readonly keyGroupId?: string;
}

/** Behaviours as a distribution has them; the first whose pattern fits counts, else the default one. */
export interface Behaviours {
  readonly cacheBehaviors: CfnDistribution.CacheBehaviorProperty[];
  readonly defaultCacheBehavior: CfnDistribution.DefaultCacheBehaviorProperty;
}

/**
 * Names of what changes, in either folder: a folder of its own, and the pointer and the recall list of a pack. A pack may lie in the
 * folder itself, hence no slash before them.
 */
const pointers = ['current/*', '*current.json', '*recall.json'];

/**
 * Pointers before what they point at. Whatever fits no pattern asks for a signature like licensed material, since a name
 * can be written so that it fits none (`licensed%2Fx`); where nothing is licensed, the bucket gives nothing else anyway.
 */
export function behavioursOf(parts: BehaviourParts): Behaviours {
  const { classes } = parts;
  const path = (dataClass: CommonsClass, names: string, lifetime: Lifetime): CfnDistribution.CacheBehaviorProperty => ({
    pathPattern: `${commonsFolders[dataClass]}${names}`,
    ...behaviour(parts, dataClass, lifetime),
  });
  return {
    cacheBehaviors: [
      ...classes.flatMap((dataClass) => pointers.map((names) => path(dataClass, names, 'current'))),
      ...classes.map((dataClass) => path(dataClass, '*', 'immutable')),
    ],
    defaultCacheBehavior: behaviour(parts, classes.includes('licensed') ? 'licensed' : 'open', 'current'),
  };
}

function behaviour(
  { caching, headers, keyGroupId }: BehaviourParts,
  dataClass: CommonsClass,
  lifetime: Lifetime,
): CfnDistribution.DefaultCacheBehaviorProperty {
  const signed = dataClass === 'licensed';
  if (signed && keyGroupId === undefined)
    throw new KitError('licensed material would be delivered without a signature');
  return {
    targetOriginId: originId,
    // A signature is a password for as long as it is valid: it is not asked for, nor answered, in the clear.
    viewerProtocolPolicy: signed ? 'https-only' : 'redirect-to-https',
    allowedMethods: ['GET', 'HEAD'],
    cachedMethods: ['GET', 'HEAD'],
    compress: true,
    ...caching[lifetime],
    ...headers(dataClass, lifetime),
    ...(signed && keyGroupId !== undefined ? { trustedKeyGroups: [keyGroupId] } : {}),
  };
}

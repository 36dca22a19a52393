import { CfnCachePolicy, CfnResponseHeadersPolicy, type CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { capability } from '../lib/facts';
import type { CommonsClass } from '../lib/vocabulary';
import type { Site } from './checks';

/** `immutable`: what stands under a name never changes. `current`: it does, and points at what does not. */
export type Lifetime = 'immutable' | 'current';

/** What a behaviour says of caching and of headers. */
export type Caching = Pick<
  CfnDistribution.CacheBehaviorProperty,
  'cachePolicyId' | 'forwardedValues' | 'minTtl' | 'defaultTtl' | 'maxTtl'
>;

/** Seconds for which an edge keeps an object: a year, or a minute. */
const seconds: Readonly<Record<Lifetime, number>> = { immutable: 31_536_000, current: 60 };

/**
 * How each lifetime is cached: by a cache policy of its own or, where there are none, by the older values. Either way no
 * query, cookie or header reaches the bucket, so nobody asks for an older version.
 */
export function cachingOf(
  scope: Construct,
  { partition }: Site,
  regionId: string,
): Readonly<Record<Lifetime, Caching>> {
  const policies = capability(partition.id, 'cdn.cachePolicy').answer === 'yes';
  const make = (lifetime: Lifetime): Caching => {
    const longest = seconds[lifetime];
    if (!policies) {
      return {
        forwardedValues: { queryString: false, cookies: { forward: 'none' } },
        minTtl: 0,
        defaultTtl: longest,
        maxTtl: longest,
      };
    }
    const policy = new CfnCachePolicy(scope, `Cache-${lifetime}`, {
      cachePolicyConfig: {
        name: `educloud-${regionId}-${lifetime}`,
        minTtl: 0,
        defaultTtl: longest,
        maxTtl: longest,
        parametersInCacheKeyAndForwardedToOrigin: {
          cookiesConfig: { cookieBehavior: 'none' },
          headersConfig: { headerBehavior: 'none' },
          queryStringsConfig: { queryStringBehavior: 'none' },
          enableAcceptEncodingBrotli: true,
          enableAcceptEncodingGzip: true,
        },
      },
    });
    return { cachePolicyId: policy.ref };
  };
  return { immutable: make('immutable'), current: make('current') };
}

/** Ids of response headers policies, by data class and lifetime. */
export type Headers = (dataClass: CommonsClass, lifetime: Lifetime) => { readonly responseHeadersPolicyId?: string };

/**
 * What browsers are told: HTTPS from now on, no guessing of types, no frames, no scripts, and how long to keep. Nothing
 * where nobody knows whether the partition takes it. Made once for each pair that is asked for.
 */
export function headersOf(scope: Construct, { partition }: Site, regionId: string): Headers {
  if (capability(partition.id, 'cdn.responseHeadersPolicy').answer !== 'yes') return () => ({});
  const made = new Map<string, CfnResponseHeadersPolicy>();
  return (dataClass, lifetime) => {
    const key = `${dataClass}-${lifetime}`;
    const policy =
      made.get(key) ??
      new CfnResponseHeadersPolicy(scope, `Headers-${key}`, {
        responseHeadersPolicyConfig: {
          name: `educloud-${regionId}-${key}`,
          securityHeadersConfig,
          customHeadersConfig: {
            // What an object says of itself goes before.
            items: [{ header: 'Cache-Control', value: cacheControl(dataClass, lifetime), override: false }],
          },
        },
      });
    made.set(key, policy);
    return { responseHeadersPolicyId: policy.ref };
  };
}

/** Licensed material stays out of caches that people share: whoever asks next may hold no signature. */
function cacheControl(dataClass: CommonsClass, lifetime: Lifetime): string {
  const whose = dataClass === 'open' ? 'public' : 'private';
  return `${whose}, max-age=${String(seconds[lifetime])}${lifetime === 'immutable' ? ', immutable' : ''}`;
}

/**
 * Uploaded pages get styles and pictures but no scripts: one that ran here would read licensed material with the cookies of
 * whoever opened it.
 */
const securityHeadersConfig: CfnResponseHeadersPolicy.SecurityHeadersConfigProperty = {
  strictTransportSecurity: { accessControlMaxAgeSec: 63_072_000, includeSubdomains: false, override: true },
  contentTypeOptions: { override: true },
  frameOptions: { frameOption: 'DENY', override: true },
  referrerPolicy: { referrerPolicy: 'no-referrer', override: true },
  contentSecurityPolicy: {
    contentSecurityPolicy: [
      "default-src 'self' data: blob:",
      "style-src 'self' 'unsafe-inline'",
      "script-src 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    override: true,
  },
};

import type { Seeded } from './seeded';

/** What real feeds have, in which an entity differs from the plainest one. */
export interface Traits {
  /** Signing certificates: bits of the modulus of each. */
  readonly keys: readonly number[];
  /** The first certificate expired before the feed was made. */
  readonly expired: boolean;
  /** `regexp` of the scope; `undefined` leaves the attribute out. */
  readonly regexp: 'true' | 'false' | undefined;
  /** A comment stands in the middle of the scope. */
  readonly comment: boolean;
  readonly hidden: boolean;
  readonly persistent: boolean;
  readonly scheme: 'https' | 'http';
  /** Sign-in by SAML 1 alone. */
  readonly old: boolean;
  readonly logo: boolean;
}

/** An identity provider that the region may use: odd only in ways that do no harm. */
export function soundTraits(random: Seeded): Traits {
  return {
    keys: random.once(5) ? [2048, 3072] : [random.once(4) ? 3072 : 2048],
    expired: false,
    regexp: random.once(10) ? undefined : 'false',
    comment: random.once(6),
    hidden: false,
    persistent: true,
    scheme: 'https',
    old: false,
    logo: random.once(2),
  };
}

/** Any identity provider of a large feed: now and then it is one that nobody should use. */
export function anyTraits(random: Seeded): Traits {
  const sound = soundTraits(random);
  return {
    ...sound,
    keys: random.once(25) ? [] : random.once(60) ? [1024] : sound.keys,
    expired: random.once(30),
    regexp: random.once(40) ? 'true' : sound.regexp,
    hidden: random.once(50),
    persistent: !random.once(8),
    scheme: random.once(80) ? 'http' : 'https',
    old: random.once(60),
  };
}

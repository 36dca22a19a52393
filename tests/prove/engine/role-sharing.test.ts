import fc from 'fast-check';
import { properties } from '../../../lib/facts';
import type { World } from '../../../lib/model';
import { prove, type Verdict } from '../../../lib/prove';
import { actions } from '../support/proving';
import { admission, ownArn, provider, proxyArn, samlTrust, signIn, teacher } from '../support/sign-in';
import { account, world } from '../support/worlds';

// Roles that differ in names alone are decided once. Domains that end in each other, providers that begin with each other, and
// patterns that tell them apart are where a comparison of texts would go wrong.

const runs = Number(process.env.EDUCLOUD_BRUTE ?? 25);
const seed = Number(process.env.EDUCLOUD_SEED ?? 20261123);
const ids = ['s1', 's12', 's2', 's', 's1-', 'S1', 'faculty'] as const;
const domainsOf: Readonly<Record<string, readonly string[]>> = {
  s1: ['s1.example'],
  s12: ['s12.example', 'x.s1.example'],
  s2: ['example'],
  s: ['s.example', 's1.example'],
  's1-': ['s1.example.s1'],
  S1: ['S1.example'],
  faculty: [],
};

interface Judged {
  readonly verdicts: readonly Verdict[];
  readonly classes: number;
}

function judged(one: World, share: boolean): Judged {
  const chosen = properties().filter(({ subject }) => subject === 'role');
  const proof = prove(one, { properties: chosen, actions, share });
  return { verdicts: [...proof.verdicts], classes: proof.classes() };
}

const shorten = ({ property, subject, verdict, reason, assumes }: Verdict): string =>
  `${property} ${subject} ${verdict} ${reason ?? ''} ${assumes?.join() ?? ''}`;

/** What one school's role is like. */
const moulds = fc.record({
  vouches: fc.constantFrom('own', 'own', 'own', 'proxy', 's1', 's12'),
  domain: fc.constantFrom('own', 'own', 'own', 's1.example', 'evil@own', 'own.evil', ''),
  value: fc.constantFrom('faculty', 'faculty', 'staff', ''),
  pattern: fc.constantFrom('', '', '', '', '', '*@own', '*'),
  tags: fc.constantFrom('educloud:user', 'educloud:user', 'educloud:user', 'educloud:school'),
  account: fc.constantFrom('', '', '', '', '', 'also'),
});

type Mould = typeof moulds extends fc.Arbitrary<infer T> ? T : never;

function trustOf(id: string, mould: Mould): unknown {
  const [domain = 'nowhere.example'] = domainsOf[id] ?? [];
  const vouches = mould.vouches === 'proxy' ? proxyArn : ownArn(mould.vouches === 'own' ? id : mould.vouches);
  const values = { 'saml:edupersonscopedaffiliation': [`${mould.value}@${mould.domain.replace('own', domain)}`] };
  const asked = admission([], {
    'ForAnyValue:StringEquals': values,
    ...(mould.pattern === ''
      ? {}
      : { StringLike: { 'saml:edupersonscopedaffiliation': mould.pattern.replace('own', domain) } }),
  });
  const [first, , last] = samlTrust(vouches, asked);
  const tagging = {
    Effect: 'Allow',
    Principal: { Federated: vouches },
    Action: 'sts:TagSession',
    Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': mould.tags } },
  };
  const also = { Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' };
  return [first, tagging, last, ...(mould.account === '' ? [] : [also])];
}

function cast(drawn: readonly Mould[]): World {
  return world({
    roles: ids.flatMap((id, index) => {
      const mould = drawn[index];
      return mould === undefined ? [] : [teacher(id, trustOf(id, mould))];
    }),
    identityProviders: [...ids.map((id) => provider(ownArn(id), id)), provider(proxyArn)],
    signIn: { ...signIn, domains: domainsOf },
  });
}

const plain: Mould = {
  vouches: 'own',
  domain: 'own',
  value: 'faculty',
  pattern: '',
  tags: 'educloud:user',
  account: '',
};

describe('sharing verdicts among roles that differ in names', () => {
  it('changes none of them', () => {
    fc.assert(
      fc.property(fc.array(moulds, { minLength: ids.length, maxLength: ids.length }), (drawn) => {
        const one = cast(drawn);
        const [shared, alone] = [judged(one, true), judged(one, false)];
        expect(shared.verdicts.map(shorten)).toEqual(alone.verdicts.map(shorten));
      }),
      { numRuns: runs, seed },
    );
  });

  it('changes none of them where a mistake is made for one school alone', () => {
    for (const [index] of ids.entries()) {
      for (const mistake of [
        { domain: 's1.example' },
        { vouches: 's12' },
        { tags: 'educloud:school' },
        { domain: 'evil@own' },
      ] as const) {
        const one = cast(ids.map((_, at) => (at === index ? { ...plain, ...mistake } : plain)));
        expect(judged(one, true).verdicts.map(shorten)).toEqual(judged(one, false).verdicts.map(shorten));
      }
    }
  });

  it('solves one problem for all that the kit writes alike', () => {
    const many = Array.from({ length: 300 }, (_, index) => `n${index}`);
    const one = world({
      roles: many.map((id) => teacher(id)),
      identityProviders: many.map((id) => provider(ownArn(id), id)),
      signIn: { ...signIn, domains: Object.fromEntries(many.map((id) => [id, [`${id}.example`]])) },
    });
    const { verdicts, classes } = judged(one, true);
    expect(verdicts.filter(({ verdict }) => verdict !== 'proved')).toEqual([]);
    expect(verdicts.length).toBe(600);
    expect(classes).toBe(1);
  });
});

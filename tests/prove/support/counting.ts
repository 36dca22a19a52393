import { properties } from '../../../lib/facts';
import type { Policy, World } from '../../../lib/model';
import { evaluate, prove, type Action, type Decision, type Property, type Verdict } from '../../../lib/prove';
import type { Request } from '../../../lib/prove/request';
import { everyRequest } from './every-request';
import { isAsked, isExcepted, isPossible, type About } from './scope';

// What the prover says of all requests, held against each of a few thousand of them, decided by the evaluator.

export const actions: readonly Action[] = [
  { name: 's3:GetObject', resources: ['object'] },
  { name: 's3:PutObject', resources: ['object'] },
  { name: 's3:ListBucket', resources: ['bucket'] },
  { name: 's3:GetBucketPolicy', resources: ['bucket'] },
  { name: 's3:PutBucketPolicy', resources: ['bucket'] },
  { name: 'kms:Decrypt', resources: ['key'] },
  { name: 'kms:CreateGrant', resources: ['key'] },
  { name: 'kms:PutKeyPolicy', resources: ['key'] },
];
/** What these want is so in every World whose requests are counted. */
const granted = ['deliverable', 'own-key-groups'];
const all: readonly Property[] = properties().filter(
  ({ requires }) => requires?.every((one) => granted.includes(one)) !== false,
);

/** All requests that are counted for a subject. */
export type RequestsOf = (world: World, about: About, actions: readonly Action[]) => readonly Request[];

interface Case {
  readonly property: Property;
  readonly about: About;
  readonly verdict: Verdict;
  readonly requests: readonly Request[];
}

function cases(world: World, requestsOf: RequestsOf): Case[] {
  const subjects = [...world.buckets, ...world.keys].map((one): About => one);
  const requests = new Map(
    subjects.map((about) => [
      about.arn,
      requestsOf(world, about, actions).filter((request) => isPossible(world, about, request, actions)),
    ]),
  );
  return [...prove(world, { properties: all, actions }).verdicts].flatMap((verdict) => {
    const property = all.find(({ id }) => id === verdict.property);
    const about = subjects.find(({ arn }) => arn === verdict.subject);
    if (property === undefined || about === undefined) return [];
    return [{ property, about, verdict, requests: requests.get(about.arn) ?? [] }];
  });
}

const decisions = new WeakMap<World, WeakMap<Request, Decision['decision']>>();

function decisionOf(world: World, request: Request): Decision['decision'] {
  const known = decisions.get(world) ?? new WeakMap<Request, Decision['decision']>();
  decisions.set(world, known);
  const decision = known.get(request) ?? evaluate(world, request).decision;
  known.set(request, decision);
  return decision;
}

/** A request that the property speaks of and the evaluator cannot decide. */
function mayBreak(world: World, { property, about }: Case, request: Request): boolean {
  return (
    isAsked(world, about, property.requests, request) &&
    !isExcepted(world, property, about, request) &&
    decisionOf(world, request) === 'undecided'
  );
}

/** A request that breaks the property: one that it speaks of, decided against what it expects. */
function breaks(world: World, { property, about }: Case, request: Request): boolean {
  return (
    isAsked(world, about, property.requests, request) &&
    !isExcepted(world, property, about, request) &&
    decisionOf(world, request) === (property.expect === 'denied' ? 'allowed' : 'denied')
  );
}

function isTwin(world: World, { property: { twin }, about }: Case, request: Request): boolean {
  return isAsked(world, about, twin.requests, request) && decisionOf(world, request) === 'allowed';
}

/** Every policy that can be read completely. */
function isReadable(world: World): boolean {
  const policies: readonly (Policy | undefined)[] = [
    ...world.buckets.map(({ policy }) => policy),
    ...world.keys.map(({ policy }) => policy),
    ...world.accounts.flatMap(({ serviceControl, resourceControl }) =>
      [...serviceControl, ...resourceControl].flatMap((level) => level.policies),
    ),
  ];
  return policies.every((policy) => policy?.statements.every(({ unknown }) => unknown.length === 0) !== false);
}

/**
 * Where the prover is wrong about a World; `exact`: it must not leave anything undecided either, as far as every policy can
 * be read.
 */
export function mistakes(world: World, exact: boolean, requestsOf: RequestsOf = everyRequest): unknown[] {
  return cases(world, requestsOf).flatMap((one): unknown[] => {
    const { verdict, requests, property, about } = one;
    const what = { verdict };
    switch (verdict.verdict) {
      case 'proved': {
        // What the evaluator does not know, nobody may call proved.
        const found = requests.find((request) => breaks(world, one, request) || mayBreak(world, one, request));
        return found === undefined ? [] : [{ law: 'proved, but', ...what, found }];
      }
      case 'refuted': {
        const { request } = verdict;
        if (request === undefined) return [{ law: 'no request', ...what }];
        if (!isPossible(world, about, request, actions)) return [{ law: 'refuted by an impossible request', ...what }];
        return breaks(world, one, request) ? [] : [{ law: 'refuted by a request that breaks nothing', ...what }];
      }
      case 'vacuous': {
        const broken = requests.find((request) => breaks(world, one, request));
        if (broken !== undefined) return [{ law: 'vacuous, but broken', ...what, broken }];
        const found = requests.find((request) => isTwin(world, one, request));
        if (property.twin.expect === 'allowed')
          return found === undefined ? [] : [{ law: 'vacuous, but', ...what, found }];
        return [];
      }
      case 'undecided':
        return exact && isReadable(world) ? [{ law: 'undecided', ...what }] : [];
    }
  });
}

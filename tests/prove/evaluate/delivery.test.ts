import fc from 'fast-check';
import { firstPatterns } from '../../../lib/prove/evaluate/first-patterns';
import { pathsLookedAt } from '../../../lib/prove/evaluate/request-paths';
import { behaviour, deliveryWorld, distribution, identity, identityArn, origin, visit } from './delivery-support';
import { anonymous, home, role } from './support';

const commons = ['open/current/*', '!licensed/current/*', 'open/*', '!licensed/*', '!*'];
const closed = [{ Effect: 'Allow', Principal: { AWS: home }, Action: 's3:GetObject', Resource: '*' }];
const yes = 'allowed by resource policy';
const no = 'denied, implicit, by distribution';

describe('a visitor of a distribution', () => {
  const world = deliveryWorld([distribution(commons)]);

  it.each([
    ['open/x', yes],
    ['open/current/x', yes],
    ['licensed/x', no],
    ['licensed/current/x', no],
    ['other', no],
    ['OPEN/x', no],
    ['open', no],
    ['xopen/x', no],
  ])('without signature reads %s: %s', (key, expected) => {
    expect(visit(world, key, false)).toBe(expected);
    expect(visit(world, key, true)).toBe(yes);
  });

  // CloudFront chooses by the path without dot segments, and S3 is asked for the path with them.
  it.each([
    ['licensed/../open/x', yes],
    ['licensed//../../open/x', yes],
    ['/open/x', yes],
    ['./open/x', yes],
    ['../open/x', yes],
    ['a/./../open/x', yes],
    ['open/../licensed/x', yes],
    ['licensed/./x', no],
    ['licensed//x', no],
    ['licensed/..', no],
    ['licensed/open/x', no],
    ['licensed/...open/x', no],
  ])('without signature reads %s by a path that is looked at in another way: %s', (key, expected) => {
    expect(visit(world, key, false)).toBe(expected);
  });

  it('dodges a behaviour that asks for a signature by writing a character in another way', () => {
    const open = deliveryWorld([distribution(['!licensed/*', '*'])]);
    expect(visit(open, 'licensed/x', false)).toBe(yes);
    expect(visit(deliveryWorld([distribution(['!*/*', '*'])]), 'licensed/x', false)).toBe(yes);
    expect(visit(deliveryWorld([distribution(['!*', '*'])]), 'licensed/x', false)).toBe(no);
    expect(visit(deliveryWorld([distribution(['!?*', '*'])]), 'licensed/x', false)).toBe(no);
  });

  it('meets a pattern of letters that only the other way to write a character has', () => {
    const odd = deliveryWorld([distribution(['*6C*', '!*'])]);
    expect(visit(odd, 'licensed/x', false)).toBe(yes);
    expect(visit(odd, 'open/x', false)).toBe(no);
    expect(visit(deliveryWorld([distribution(['open???x', '!*'])]), 'open/x', false)).toBe(yes);
  });

  it('sees the first behaviour that matches', () => {
    const both = (first: string, second: string) => deliveryWorld([distribution([first, second, '!*'])]);
    expect(visit(both('open/*', '!open/*'), 'open/x', false)).toBe(yes);
    expect(visit(both('!open/*', 'open/*'), 'open/x', false)).toBe(no);
    expect(visit(both('!open/a*', 'open/*'), 'open/ab', false)).toBe(yes);
  });

  it('reads below the path of the origin alone', () => {
    const below = deliveryWorld([distribution(['*'], { origins: [origin({ path: '/open' })] })]);
    expect(visit(below, 'open/x', false)).toBe(yes);
    expect(visit(below, 'opens/x', false)).toBe(no);
    expect(visit(below, 'licensed/x', false)).toBe(no);
    expect(visit(below, 'open/../licensed/x', false)).toBe(yes);
  });

  it('lists at the root alone', () => {
    const list = { action: 's3:ListBucket' };
    expect(visit(world, '', false, list)).toBe(no);
    expect(visit(world, '', true, list)).toBe(yes);
    expect(visit(deliveryWorld([distribution(['*'])]), '', false, list)).toBe(yes);
    const below = deliveryWorld([distribution(['*'], { origins: [origin({ path: '/open' })] })]);
    expect(visit(below, '', false, list)).toBe(no);
  });

  it('reads the origins of the behaviour alone', () => {
    const origins = [origin(), origin({ id: 'p', bucket: 'arn:aws:s3:::other' })];
    const behaviours = [behaviour('open/*', ['p']), behaviour('a/*', ['p', 'o']), behaviour('!*')];
    const two = deliveryWorld([distribution([], { origins, behaviours })]);
    expect(visit(two, 'open/x', false)).toBe(no);
    expect(visit(two, 'a/x', false)).toBe(yes);
  });

  it('is somebody of that distribution', () => {
    expect(
      visit(world, 'open/x', false, { context: { 'aws:SourceArn': 'arn:aws:cloudfront::1:distribution/E2' } }),
    ).toBe(no);
    expect(visit(world, 'open/x', false, { caller: role })).toBe(no);
    expect(visit(world, 'open/x', false, { caller: anonymous })).toBe(no);
    expect(visit(world, 'open/x', false, { caller: { kind: 'service', name: 'backup.amazonaws.com' } })).toBe(no);
    expect(visit(deliveryWorld([]), 'open/x', false)).toBe(no);
  });

  it('comes through an identity or as nobody where the origin asks so', () => {
    const through = (as: 'identity' | 'anonymous') =>
      deliveryWorld([distribution(commons, { origins: [origin({ as, identity: identityArn })] })]);
    expect(visit(through('identity'), 'open/x', false, { caller: identity })).toBe(yes);
    expect(visit(through('identity'), 'licensed/x', false, { caller: identity })).toBe(no);
    expect(visit(through('identity'), 'open/x', false)).toBe(no);
    expect(visit(through('anonymous'), 'open/x', false, { caller: anonymous })).toBe(
      'denied, implicit, by resource policy',
    );
    expect(visit(through('anonymous'), 'licensed/x', false, { caller: anonymous })).toBe(no);
  });

  it('reads what the policies let the distribution read', () => {
    expect(visit(deliveryWorld([distribution(['*'])], { bucketPolicy: closed }), 'x', false)).toBe(
      'denied, implicit, by resource policy',
    );
    const deny = [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }];
    expect(visit(deliveryWorld([distribution(['*'])], { bucketPolicy: deny }), 'x', false)).toBe(
      'denied, explicit, by resource policy',
    );
  });

  it('is no matter of policies', () => {
    const Condition = { StringEquals: { 'delivery:signed': 'false' } };
    const bucketPolicy = [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*', Condition }];
    const open = deliveryWorld([distribution(['*'])], { bucketPolicy });
    expect(visit(open, 'x', false)).toBe('denied, implicit, by resource policy');
  });

  it('depends on what of the distribution is outside the model', () => {
    const doubts = [{ source: { file: 'hub.template.json', pointer: '/x' }, reason: 'a function' }];
    const unsure = deliveryWorld([distribution(commons, { doubts })]);
    expect(visit(unsure, 'open/x', false)).toBe('undecided by distribution');
    expect(visit(unsure, 'licensed/x', false)).toBe('undecided by distribution');
    const told = doubts.map((one) => ({ ...one, note: true as const }));
    expect(visit(deliveryWorld([distribution(commons, { doubts: told })]), 'licensed/x', false)).toBe(no);
    const shut = deliveryWorld([distribution(commons, { doubts })], { bucketPolicy: closed });
    expect(visit(shut, 'open/x', false)).toBe('denied, implicit, by resource policy');
  });
});

describe('the first pattern that matches', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', '2', 'F', '/', '.'), maxLength: 5 });
  const patterns = fc.array(fc.string({ unit: fc.constantFrom('a', '2', 'F', '/', '*', '?'), maxLength: 4 }), {
    maxLength: 4,
  });

  it('is found by every way to write a path that was tried', () => {
    fc.assert(
      fc.property(patterns, letters, fc.infiniteStream(fc.nat(2)), (some, path, choices) => {
        const written = Array.from(path, (char) => {
          const code = char.charCodeAt(0).toString(16);
          return [char, `%${code}`, `%${code.toUpperCase()}`][choices.next().value] ?? char;
        }).join('');
        const first = some.findIndex((one) => regexOf(one).test(written));
        return first < 0 || firstPatterns(some, path)?.has(first) === true;
      }),
      { numRuns: 2000 },
    );
  });

  it('is found by no way that does not exist', () => {
    fc.assert(
      fc.property(patterns, fc.string({ unit: fc.constantFrom('a', '/', '2'), maxLength: 4 }), (some, path) => {
        const ways = Array.from(path).reduce<readonly string[]>(
          (all, char) => all.flatMap((one) => [one + char, ...encoded(char).map((two) => one + two)]),
          [''],
        );
        const firsts = ways.map((way) => some.findIndex((one) => regexOf(one).test(way))).filter((one) => one >= 0);
        expect([...(firstPatterns(some, path) ?? [])].sort()).toEqual([...new Set(firsts)].sort());
      }),
    );
  });
});

function encoded(char: string): string[] {
  const code = char.charCodeAt(0).toString(16);
  return [`%${code}`, `%${code.toUpperCase()}`];
}

function regexOf(pattern: string): RegExp {
  const source = pattern.replace(/[.]/g, '\\.').replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 's');
}

describe('the paths that are looked at', () => {
  it('have what a browser takes out among them', () => {
    const segment = fc.constantFrom('a', 'b', '.', '..', '');
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 6 }), (segments) => {
        const path = `/${segments.join('/')}`;
        const looked = pathsLookedAt(path);
        expect(looked).toContain(path);
        expect(looked).toContain(new URL(`https://x.example${path}`.replace(/\/{2,}(?!x\.)/g, '/')).pathname);
      }),
    );
  });

  it('are too many to list where somebody goes to great lengths', () => {
    const long = Array.from({ length: 12 }, (_, index) => `${index}/./`).join('');
    expect(pathsLookedAt(`/${long}`)).toBeUndefined();
    expect(pathsLookedAt('/'.repeat(1000))).toBeUndefined();
    expect(visit(deliveryWorld([distribution(['open/*', '!*'])]), long, false)).toBe(yes);
  });
});

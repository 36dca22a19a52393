import { opaque, type Distribution } from '../../../lib/model';
import {
  behaviour,
  byIdentity,
  cloudFront,
  commons,
  commonsArn,
  delivered,
  denyUnnormalised,
  distribution,
  distributionArn,
  distributionIn,
  fromIt,
  keyGroup,
  memberReads,
  openOnly,
  origin,
  readBy,
  readsByIdentity,
  readsItself,
  usual,
} from '../support/delivered';
import { all, judge, membersProperty, openProperty, signedProperty, words } from '../support/delivery-verdicts';
import { verdicts } from '../support/proving';
import { account, otherAccount, world } from '../support/worlds';

const wide = { Resource: `${commonsArn}/*` };
const everything = readBy(cloudFront, { ...wide, Condition: fromIt });
const through = (...behaviours: Distribution['behaviours']): readonly Distribution[] => [distribution(behaviours)];

describe('a commons as the kit delivers it', () => {
  it('is proved, by a distribution that asks as itself', () => {
    expect(words(delivered([readsItself]), ...all)).toEqual(all.map(() => 'proved'));
  });

  it('is proved, by an origin access identity', () => {
    const one = delivered([readsByIdentity], [distribution(usual, { origins: [origin(byIdentity)] })]);
    expect(words(one, ...all)).toEqual(all.map(() => 'proved'));
  });

  it('is proved with a generated name for the distribution', () => {
    const id = opaque('name', 'hub.Distribution');
    const arn = distributionIn(account, id);
    const named = readBy(cloudFront, { Condition: { StringEquals: { 'aws:SourceArn': arn } } });
    const one = delivered([named], [distribution(usual, { id, arn })]);
    expect(words(one, ...all)).toEqual(all.map(() => 'proved'));
    const other = readBy(cloudFront, {
      Condition: { StringEquals: { 'aws:SourceArn': distributionIn(account, opaque('name', 'hub.Other')) } },
    });
    expect(words(delivered([other], [distribution(usual, { id, arn })]), membersProperty)).toEqual(['refuted']);
  });

  it('is proved without licensed material, where nothing asks for a signature', () => {
    const open = readBy(cloudFront, { Resource: `${commonsArn}/open/*`, Condition: fromIt });
    const one = delivered([open], through(openOnly, behaviour('*')));
    expect(words(one, openProperty, signedProperty)).toEqual(['proved', 'proved']);
  });

  it('gets no verdict on delivery where nothing delivers it', () => {
    const one = world({ buckets: [commons([memberReads])] });
    expect(verdicts(one, openProperty, signedProperty)).toEqual([]);
    expect(words(one, membersProperty)).toEqual(['proved']);
  });
});

describe('a viewer without a signature', () => {
  it('reads what a behaviour without key groups leads to', () => {
    const one = delivered([readsItself], through(openOnly, behaviour('licensed/*'), behaviour('*', true)));
    const verdict = judge(one, signedProperty);
    expect(verdict).toMatchObject({
      verdict: 'refuted',
      request: {
        caller: { kind: 'service', name: 'cloudfront.amazonaws.com' },
        action: 's3:GetObject',
        context: { 'aws:SourceArn': distributionArn, 'delivery:signed': 'false' },
      },
    });
    expect(verdict?.request?.resource).toMatch(/^arn:aws-cn:s3:::commons\/licensed\//);
  });

  it.each([
    [
      'by the default behaviour, past an earlier one whose pattern a percent sign dodges',
      [openOnly, behaviour('licensed/*', true), behaviour('*')],
    ],
    ['by a behaviour that comes first', [behaviour('*'), ...usual]],
    ['by a pattern that is wider than it looks', [behaviour('?pen*'), behaviour('lic*d/*'), behaviour('*', true)]],
  ])('reads licensed material %s', (_, behaviours) => {
    const one = delivered([readsItself], through(...behaviours));
    expect(words(one, openProperty, signedProperty)).toEqual(['refuted', 'refuted']);
  });

  it('is stopped by a behaviour for every path, whatever comes after it', () => {
    const one = delivered(
      [readsItself],
      through(openOnly, behaviour('*', true), behaviour('licensed/*'), behaviour('*')),
    );
    expect(words(one, openProperty, signedProperty)).toEqual(['proved', 'proved']);
  });

  it('reads by one distribution what another one guards', () => {
    const second = distribution([behaviour('*')], { id: 'E2' });
    const both = readBy(cloudFront, {
      Condition: { StringEquals: { 'aws:SourceArn': [distributionArn, second.arn] } },
    });
    expect(words(delivered([both], [distribution(usual), second]), ...all.slice(0, 3))).toEqual([
      'refuted',
      'refuted',
      'proved',
    ]);
    // Where the policy lets the first alone in, the second gets nothing.
    expect(words(delivered([readsItself], [distribution(usual), second]), ...all.slice(0, 3))).toEqual([
      'proved',
      'proved',
      'proved',
    ]);
  });

  it('reads through an origin with a path what the path adds', () => {
    const origins = [origin({ path: '/licensed' })];
    const one = delivered([readsItself], [distribution([behaviour('*')], { origins })]);
    expect(words(one, openProperty, signedProperty)).toEqual(['refuted', 'refuted']);
    const open = [distribution([behaviour('*')], { origins: [origin({ path: '/open' })] })];
    expect(words(delivered([readsItself], open), openProperty, signedProperty)).toEqual(['proved', 'proved']);
  });

  it('gets names that are not normalised, unless the bucket denies them', () => {
    const buckets = [commons([readsItself, memberReads])];
    const one = delivered([], [distribution(usual)], { buckets });
    expect(judge(one, openProperty)?.verdict).not.toBe('proved');
    expect(judge(one, signedProperty)?.verdict).not.toBe('proved');
  });

  it('lists the bucket at the root, where the policy lets the distribution list', () => {
    const lists = readBy(cloudFront, { Action: 's3:ListBucket', Resource: commonsArn, Condition: fromIt });
    const open = through(openOnly, behaviour('*'));
    expect(judge(delivered([readsItself, lists], open), openProperty)).toMatchObject({ verdict: 'refuted' });
    const signed = judge(delivered([readsItself, lists]), openProperty);
    expect(signed?.verdict).toBe('proved');
  });

  it('reads everything where the bucket is public and the distribution asks as nobody', () => {
    const open = {
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: false,
      restrictPublicBuckets: false,
    };
    const buckets = [commons([readBy({ Principal: '*' }, wide)], { blockPublicAccess: open })];
    const distributions = [distribution([behaviour('*')], { origins: [origin({ as: 'anonymous' })] })];
    const one = delivered([], distributions, { buckets });
    expect(judge(one, openProperty)).toMatchObject({ verdict: 'refuted', request: { caller: { kind: 'anonymous' } } });
  });

  it('reads nothing of a bucket that is private where the distribution asks as nobody, so delivery holds for nothing', () => {
    const distributions = [distribution([behaviour('*')], { origins: [origin({ as: 'anonymous' })] })];
    expect(words(delivered([], distributions), openProperty)).toEqual(['vacuous']);
  });
});

describe('what is meant to be delivered', () => {
  it.each([
    ['records', 'personal', 'refuted'],
    ['internal material beside open', 'open+internal', 'refuted'],
    ['a class that is known when it is deployed', opaque('value', 'hub.Class'), 'undecided'],
  ])('%s', (_, classes, verdict) => {
    const buckets = [
      commons([readsItself, memberReads, denyUnnormalised], { tags: { 'educloud:data-classes': classes } }),
    ];
    expect(words(delivered([], [distribution(usual)], { buckets }), openProperty)).toEqual([verdict]);
  });

  it('is not decided without the tag', () => {
    const buckets = [commons([readsItself, memberReads, denyUnnormalised], { tags: {} })];
    const verdict = judge(delivered([], [distribution(usual)], { buckets }), openProperty);
    expect(verdict).toMatchObject({ verdict: 'undecided', reason: expect.stringContaining('educloud:data-classes') });
  });

  it('is wrong for records even if the bucket denies everything', () => {
    const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };
    const buckets = [commons([deny], { store: 'records', tags: { 'educloud:data-classes': 'sensitive' } })];
    const verdict = judge(delivered([], [distribution(usual)], { buckets }), openProperty);
    expect(verdict).toMatchObject({ verdict: 'refuted', at: [{ file: 'delivery.json' }] });
    expect(verdict?.reason).toContain('sensitive');
  });
});

describe('what counts as a signature', () => {
  it.each([
    ['a key group of no template', { keyGroups: ['elsewhere'] }],
    ['trusted signers of the account', { trustedSigners: ['self'] }],
    ['trusted signers of a stranger', { trustedSigners: ['333333333333'], keyGroups: [] }],
    ['neither', { keyGroups: [] }],
  ])('is not known by %s', (_, more) => {
    const one = delivered([readsItself], through(openOnly, behaviour('licensed/*', true, more), behaviour('*', true)));
    expect(judge(one, signedProperty)).toMatchObject({ verdict: 'undecided', at: [{ file: 'delivery.json' }] });
  });

  it.each([
    ['a key group without keys', { keys: [] }],
    ['a key group of another account', { account: otherAccount }],
    ['a key group in doubt', { doubts: [{ source: keyGroup.source, reason: 'a key is not in the templates' }] }],
  ])('is not known by %s', (_, more) => {
    const one = delivered([readsItself], [distribution(usual)], { keyGroups: [{ ...keyGroup, ...more }] });
    expect(words(one, openProperty, signedProperty)).toEqual(['proved', 'undecided']);
  });

  it('shows nothing where nobody gets licensed material', () => {
    const open = readBy(cloudFront, { Resource: `${commonsArn}/open/*`, Condition: fromIt });
    expect(words(delivered([open]), openProperty, signedProperty)).toEqual(['proved', 'vacuous']);
  });
});

describe('what is outside the model', () => {
  const doubt = {
    source: { file: 'delivery.json', pointer: '/Function' },
    reason: 'a function may change the request',
  };

  it('of a distribution leaves everything undecided that speaks of what it reads', () => {
    const one = delivered([readsItself], [distribution(usual, { doubts: [doubt] })]);
    for (const property of [openProperty, signedProperty, membersProperty, 'no-outsider']) {
      expect(judge(one, property)).toMatchObject({ verdict: 'undecided', at: [doubt.source] });
    }
    expect(words(one, 'no-anonymous', 'tls-only')).toEqual(['proved', 'refuted']);
  });

  it('of a distribution refutes nothing', () => {
    const one = delivered([everything], [distribution([behaviour('*')], { doubts: [doubt] })]);
    expect(words(one, openProperty)).toEqual(['undecided']);
  });

  it('is the word of the properties for viewers', () => {
    const Condition = { Bool: { 'delivery:signed': 'false' } };
    const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: `${commonsArn}/licensed/*`, Condition };
    const one = delivered([readsItself, deny], through(openOnly, behaviour('*')));
    expect(judge(one, signedProperty)?.verdict).not.toBe('proved');
  });
});

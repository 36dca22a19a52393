import { answerWhy } from '../../../lib/cli/why/answer-why';
import type { Values } from '../../../lib/cli/command';
import { opaque, type World } from '../../../lib/model';
import {
  deliveryWorld,
  distribution,
  distributionArn,
  identityArn,
  origin,
} from '../../prove/evaluate/delivery-support';
import { home } from '../../prove/evaluate/support';
import { issuesOf } from '../../errors/support';

const patterns = ['open/*', '!licensed/*', '!*'];
const commons = deliveryWorld([distribution(patterns)]);
const asIdentity = deliveryWorld([
  distribution(patterns, { origins: [origin({ as: 'identity', identity: identityArn })] }),
]);

function why(values: Values = {}, world: World = commons, language: 'en' | 'zh' | 'ru' = 'en') {
  const asked = { as: 'cdn:E1', do: 's3:GetObject', on: 'school-a/open/x', with: [] };
  return answerWhy(world, { ...asked, ...values }, language);
}

function mistakes(values: Values, world?: World): string[] {
  return issuesOf(() => why(values, world)).map(({ code, message, fix }) => `${code} ${message}: ${fix ?? ''}`);
}

const unsigned = { with: ['delivery:signed=false'] };
const signed = { with: ['delivery:signed=true'] };

describe('a question about a distribution', () => {
  it.each(['cdn:E1', 'cdn:D', `cdn:${distributionArn}`])('names it as %s', (as) => {
    expect(why({ as }).json).toMatchObject({
      decision: 'allowed',
      request: {
        caller: { kind: 'service', name: 'cloudfront.amazonaws.com' },
        context: { 'aws:SourceArn': distributionArn },
      },
    });
  });

  it('names it as it is printed, and without the marks', () => {
    const id = opaque('name', 'hub.Delivery');
    const world = deliveryWorld([
      distribution(patterns, { id, arn: `arn:aws:cloudfront::${home}:distribution/${id}` }),
    ]);
    for (const as of ['cdn:‹hub.Delivery›', 'cdn:hub.Delivery']) {
      expect(why({ as, ...unsigned }, world).text).toContain('distribution/‹hub.Delivery›');
    }
  });

  it('asks as the identity or as the nobody that it is for the bucket', () => {
    expect(why({}, asIdentity).json).toMatchObject({ decision: 'allowed', request: { caller: { kind: 'identity' } } });
    const nobody = deliveryWorld([distribution(patterns, { origins: [origin({ as: 'anonymous' })] })]);
    expect(why({}, nobody).json).toMatchObject({ decision: 'denied', request: { caller: { kind: 'anonymous' } } });
  });

  it('says which behaviour answers, and whether it asks for a signature', () => {
    expect(why(unsigned).text).toBe(
      [
        `a visitor without signature, through ${distributionArn}: s3:GetObject on arn:aws:s3:::school-a/open/x`,
        'ALLOWED',
        'Allowed by the resource policy.',
        '  Allow s3:GetObject, s3:ListBucket on arn:aws:s3:::school-a, arn:aws:s3:::school-a/*  school.template.json#/policy/resource/Statement/0',
        'The behaviour open/* of E1 delivers it to every visitor, without a signature (hub.template.json#/Resources/D).',
        '',
      ].join('\n'),
    );
    expect(why({ ...unsigned, on: 'school-a/licensed/x' }).text).toContain(
      'DENIED\nNo distribution asks for this on behalf of such a visitor.\nThe behaviour licensed/* of E1 delivers it, and asks for a signature',
    );
    expect(why({ ...signed, on: 'school-a/licensed/x' }).text).toMatch(/with a signature, through.*\nALLOWED/);
  });

  it('says when another way to write the path leads there', () => {
    const { text } = why({ ...unsigned, on: 'school-a/licensed/../open/x' });
    expect(text).toMatch(/ALLOWED/);
    expect(text).toContain('Written in another way, its path meets the behaviour open/* of E1');
  });

  it('says when no behaviour leads there', () => {
    const below = deliveryWorld([distribution(patterns, { origins: [origin({ path: '/open' })] })]);
    expect(why({ ...unsigned, on: 'school-a/licensed/x' }, below).text).toMatch(
      /DENIED[^]*No behaviour of a distribution/,
    );
  });

  it('says so in three languages', () => {
    for (const language of ['en', 'zh', 'ru'] as const) {
      const { text } = why({ ...unsigned, on: 'school-a/licensed/../open/x' }, commons, language);
      expect(text).toContain('open/*');
      expect(text).not.toMatch(/[{}]|undefined/);
    }
  });

  it('says it of the bucket, and not of the key that is asked with it', () => {
    const { text } = why(unsigned, deliveryWorld([distribution(patterns)], { bucket: {} }));
    expect(text).toContain('kms:Decrypt');
    expect(text).not.toContain('No behaviour');
  });

  it('may be about one that no template has', () => {
    const as = 'cdn:arn:aws:cloudfront::222222222222:distribution/E2';
    expect(why({ as }).json).toMatchObject({ decision: 'denied', layer: 'resource policy' });
    expect(why({ as, ...unsigned }).json).toMatchObject({ decision: 'denied', layer: 'distribution' });
  });
});

describe('a question about an origin access identity', () => {
  it.each(['identity:I1', 'identity:I', `identity:${identityArn}`])('names it as %s', (as) => {
    expect(why({ as }).json).toMatchObject({ decision: 'allowed', request: { caller: { arn: identityArn } } });
  });

  it('may state what nobody documents of it', () => {
    const given = ['aws:PrincipalArn=x', 'aws:PrincipalAccount=1', 'aws:PrincipalIsAWSService=true'];
    expect(why({ as: 'identity:I1', with: given }).json).toMatchObject({ decision: 'allowed' });
  });

  it('is told of these keys where policies ask for them, and not of an organisation', () => {
    const Condition = { StringNotEquals: { 'aws:PrincipalArn': identityArn, 'aws:PrincipalOrgID': 'o-1' } };
    const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition };
    const { text } = why({ as: 'identity:I1' }, deliveryWorld([distribution(patterns)], { bucketPolicy: [deny] }));
    expect(text).toMatch(/taken to be absent: aws:PrincipalArn$/m);
  });

  it('says of whom the templates know nothing', () => {
    const { text } = why({ as: `identity:${identityArn}9` });
    expect(text).toContain('its canonical id is not known.');
    expect(text).not.toContain('allow everything');
  });
});

describe('mistakes', () => {
  it.each<[Values, RegExp]>([
    [{ as: 'cdn:E2' }, /^EDU711 `--as` names no distribution: did you mean `cdn:E1`\?$/],
    [{ as: 'cdn:' }, /^EDU711/],
    [{ as: 'identity:I2' }, /^EDU711 `--as` names no origin access identity: did you mean `identity:I1`\?$/],
    [{ as: 'identity:I1', do: 'sts:AssumeRole', on: 'teacher' }, /^EDU711 .* takes no sts:AssumeRole/],
    [{ with: ['delivery:signed=yes'] }, /^EDU714 `delivery:signed` is true or false/],
    [{ as: 'anonymous', with: ['delivery:signed=true'] }, /^EDU714 `delivery:signed` speaks of visitors/],
    [{ with: ['aws:SourceArn=x'] }, /^EDU714 aws:SourceArn follows/],
    [{ with: ['aws:PrincipalArn=x'] }, /^EDU714 aws:PrincipalArn follows/],
  ])('of %j are told', (values, expected) => {
    const [only, ...more] = mistakes(values);
    expect(only).toMatch(expected);
    expect(more).toEqual([]);
  });

  it('of a name that two distributions have are told', () => {
    const second = distribution(patterns, { id: 'E2', arn: `${distributionArn}2` });
    expect(mistakes({ as: 'cdn:D' }, deliveryWorld([distribution(patterns), second]))).toEqual([
      'EDU711 `--as` names more than one distribution: did you mean `cdn:E1`?',
    ]);
  });

  it('where there are none are told', () => {
    const none = { ...deliveryWorld([]), originIdentities: [] };
    expect(mistakes({ as: 'cdn:x' }, none)[0]).toContain('copy the ARN from CloudFront');
  });
});

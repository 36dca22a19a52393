import { bucket, world } from '../support/worlds';
import { actions, verdicts } from '../support/proving';
import { properties } from '../../../lib/facts';
import { prove } from '../../../lib/prove';

// Policies that were written to be hard. They end, with a verdict or with the reason why there is none; nothing here looks
// at the clock, since the budgets count states.

const name = 'edu-s1-data';
const arn = `arn:aws-cn:s3:::${name}`;
const all = { Principal: '*', Action: 's3:*' };
const letters = 'abcdefghijkl';
const open = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: false };

/** `*a*b*c*d*`, with other letters each time. */
const storm = (index: number): string =>
  `${arn}/*${Array.from({ length: 4 }, (_, at) => letters[(index * 5 + at * 3) % letters.length]).join('*')}*`;

function judge(policy: unknown, owner = 's1'): { verdict: string; reason: string }[] {
  const one = world({ buckets: [bucket(name, { owner, policy, blockPublicAccess: open })] });
  return verdicts(one, 'read-isolation', 'no-outsider', 'tls-only').map(({ verdict, reason = '' }) => ({
    verdict,
    reason,
  }));
}

const tooMany = /^the patterns on \S+ make too many classes of values$|^there are too many combinations of statements/;

describe('a storm of wildcards', () => {
  const outcomes = judge([
    { ...all, Effect: 'Allow', Resource: `${arn}/*` },
    ...Array.from({ length: 12 }, (_, index) => ({
      ...all,
      Effect: 'Deny',
      Resource: storm(index),
      Condition: { StringNotEquals: { 'aws:PrincipalTag/educloud:school': `s${index}` } },
    })),
  ]);

  it('ends with a verdict for every property, or says that there are too many classes', () => {
    expect(outcomes).toHaveLength(3);
    for (const { verdict, reason } of outcomes) {
      expect(verdict === 'undecided' ? reason : verdict).toMatch(verdict === 'undecided' ? tooMany : /^refuted$/);
    }
  });
});

describe('sixty statements', () => {
  const deny = (index: number): unknown => ({
    ...all,
    Effect: index % 3 === 0 ? 'Allow' : 'Deny',
    Resource: `${arn}/${index}/*`,
    Condition: {
      StringNotEqualsIfExists: { [`aws:PrincipalTag/t${index}`]: `v${index}` },
      StringLike: { 's3:prefix': `p${index}*` },
    },
  });

  it('end with a verdict, or say that there are too many combinations', () => {
    for (const { verdict, reason } of judge(Array.from({ length: 60 }, (_, index) => deny(index)))) {
      if (verdict === 'undecided') expect(reason).toMatch(tooMany);
      else expect(verdict).toBe('refuted');
    }
  });

  it('are decided when the keys of objects keep them apart', () => {
    const allow = {
      ...all,
      Effect: 'Allow',
      Resource: `${arn}/*`,
      Condition: { Bool: { 'aws:SecureTransport': 'true' } },
    };
    const denies = Array.from({ length: 59 }, (_, index) => ({
      ...all,
      Effect: 'Deny',
      Resource: `${arn}/${index}/*`,
    }));
    const [read, outsider] = judge([allow, ...denies]);
    expect([read?.verdict, outsider?.verdict]).toEqual(['refuted', 'refuted']);
  });
});

describe('patterns of other schools with a wildcard before their names', () => {
  const policy = (count: number): unknown => [
    ...Array.from({ length: count }, (_, index) => ({
      ...all,
      Effect: 'Deny',
      Resource: [`arn:aws-cn:s3:::edu-*-s${index}-data`, `arn:aws-cn:s3:::edu-*-s${index}-data/*`],
      Condition: { StringNotEquals: { 'aws:PrincipalTag/educloud:school': `s${index}` } },
    })),
    {
      ...all,
      Effect: 'Deny',
      Resource: [arn, `${arn}/*`],
      Condition: { StringNotEquals: { 'aws:PrincipalTag/educloud:school': 's1' } },
    },
  ];

  it('do not stop the proof, since every one of them only denies', () => {
    const [read] = judge(policy(5));
    expect(read?.verdict).toBe('proved');
  });

  it('end as well when there are twenty of them', () => {
    const [read] = judge(policy(20));
    if (read?.verdict === 'undecided') expect(read.reason).toMatch(tooMany);
    else expect(read?.verdict).toBe('proved');
  });

  it('cost as many problems as there are kinds of schools, not as many as there are schools', () => {
    const schools = Array.from({ length: 200 }, (_, index) => `s${index}`);
    const one = world({
      buckets: schools.map((owner) =>
        bucket(`edu-${owner}-data`, {
          owner,
          policy: [
            {
              ...all,
              Effect: 'Deny',
              Resource: [`arn:aws-cn:s3:::edu-${owner}-data`, `arn:aws-cn:s3:::edu-${owner}-data/*`],
              Condition: { StringNotEquals: { 'aws:PrincipalTag/educloud:school': owner } },
            },
          ],
        }),
      ),
    });
    const read = properties().filter(({ id }) => id === 'read-isolation');
    const proof = prove(one, { properties: read, actions });
    expect(new Set([...proof.verdicts].map(({ verdict }) => verdict))).toEqual(new Set(['proved']));
    expect(proof.classes()).toBeLessThanOrEqual(3);
  });
});

import type { World } from '../../../lib/model';
import type { Verdict } from '../../../lib/prove';
import { verdicts } from '../support/proving';
import { bucket, world } from '../support/worlds';

// Whoever can ask must be among those whom a proof covers.

const tag = 'aws:PrincipalTag/educloud:school';
const arn = 'arn:aws-cn:s3:::edu-s1-data';

function said(policy: readonly unknown[], property: string, parts: Partial<World> = {}): Verdict | undefined {
  return verdicts(world({ ...parts, buckets: [bucket('edu-s1-data', { owner: 's1', policy })] }), property)[0];
}

const deny = (condition: unknown): unknown => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [arn, `${arn}/*`],
  Condition: condition,
});

describe('a proof covers', () => {
  it.each(['ec2.amazonaws.com.cn', 'codedeploy.cn-north-1.amazonaws.com.cn', 'example.amazonaws.eu'])(
    'the service %s, whose name does not end in .amazonaws.com',
    (name) => {
      const allow = { Effect: 'Allow', Principal: { Service: name }, Action: 's3:GetObject', Resource: `${arn}/*` };
      const others = deny({ StringNotEquals: { [tag]: 's1' }, Bool: { 'aws:PrincipalIsAWSService': 'false' } });
      const verdict = said([allow, others], 'no-outsider');
      expect(verdict?.verdict).toBe('refuted');
      expect(verdict?.request?.caller).toEqual({ kind: 'service', name });
    },
  );

  it('tags of every letter, whatever letters the policies name', () => {
    const named = Array.from(
      'xyzabcdefghijklmnopqrstuvw0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_.:/=+-@ абвгдежзиклмнопрст',
    );
    const verdict = said(
      [
        deny({ StringNotEquals: { [tag]: 's1' }, StringLike: { [tag]: named.map((letter) => `${letter}*`) } }),
        deny({ StringEqualsIfExists: { [tag]: '' } }),
      ],
      'read-isolation',
    );
    expect(verdict?.verdict).toBe('refuted');
  });
});

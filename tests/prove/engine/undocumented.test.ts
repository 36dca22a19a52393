import { bucket, world } from '../support/worlds';
import { verdicts } from '../support/proving';

// Where AWS does not say what an operator does, a Deny that hangs on it proves nothing.

const resource = ['arn:aws-cn:s3:::edu-rec-a', 'arn:aws-cn:s3:::edu-rec-a/*'];
const denied = (Condition: unknown): string[] =>
  verdicts(
    world({
      buckets: [
        bucket('edu-rec-a', {
          owner: 'a',
          policy: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: resource, Condition }],
        }),
      ],
    }),
    'read-isolation',
  ).map(({ verdict }) => verdict);

test('a Deny with ForAnyValue and IfExists is not taken to match where the key is absent', () => {
  const others = { StringNotEquals: { 'aws:PrincipalTag/educloud:school': 'a' } };
  expect(denied({ ...others, 'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': '*' } })).not.toContain('proved');
});

test('the same Deny proves isolation where the operator is documented', () => {
  const others = { StringNotEquals: { 'aws:PrincipalTag/educloud:school': 'a' } };
  expect(denied({ ...others, 'ForAllValues:StringLike': { 'aws:TagKeys': '*' } })).toEqual(['proved']);
});

test('a Deny that compares an ARN with a pattern of too few segments proves nothing', () => {
  expect(denied({ ArnNotLike: { 'aws:PrincipalArn': 'arn:*' } })).not.toContain('proved');
});

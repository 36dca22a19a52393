import { bucket, role, world, account } from '../support/worlds';
import { verdicts } from '../support/proving';

const everything = ['arn:aws-cn:s3:::edu-rec-a', 'arn:aws-cn:s3:::edu-rec-a/*'];
const deny = (Condition: unknown, Action: unknown = 's3:*', Sid = 'Deny') => ({
  Sid, Effect: 'Deny', Principal: '*', Action, Resource: everything, Condition,
});
test('try', () => {
  const closed = world({
    buckets: [
      bucket('edu-rec-a', {
        owner: 'a',
        policy: [deny({ StringNotEquals: { 'aws:PrincipalTag/educloud:school': 'a' } }, ['s3:Get*', 's3:List*', 's3:Put*', 's3:Del*']), deny({ Bool: { 'aws:SecureTransport': 'false' } })],
      }),
    ],
  });
  console.log(JSON.stringify(verdicts(closed), undefined, 1));
  const hole = world({
    buckets: [bucket('edu-rec-a', { owner: 'a', policy: [
      { Effect: 'Deny', Principal: '*', Action: 's3:*', NotResource: 'arn:aws-cn:s3:::edu-*-${aws:PrincipalTag/educloud:school}/*' },
    ] }), bucket('edu-rec-b', { owner: 'b' })],
    roles: [role('x', { trust: [] })],
  });
  console.log(account, JSON.stringify(verdicts(hole, 'read-isolation'), undefined, 1));
});

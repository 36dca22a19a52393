import {
  cloudFront,
  commonsArn,
  delivered,
  fromIt,
  readBy,
  readsByIdentity,
  readsItself,
  distribution,
  byIdentity,
  origin,
  usual,
  canonicalId,
} from '../support/delivered';
import { verdicts } from '../support/proving';

// Which methods a distribution takes is not part of the model, so what it may write, every visitor may.

const property = 'delivery-open-only';
const writes = (action: string, reader: object = cloudFront) =>
  readBy(
    { ...reader },
    {
      Action: action,
      Resource: [commonsArn, `${commonsArn}/open/*`],
      ...(reader === cloudFront ? { Condition: fromIt } : {}),
    },
  );

it.each([
  's3:PutObject',
  's3:DeleteObject',
  's3:PutObjectAcl',
  's3:PutBucketPolicy',
  's3:UpdateObjectEncryption',
  's3:*',
])('a distribution that may %s is refuted, also for what is open', (action) => {
  expect(verdicts(delivered([readsItself, writes(action)]), property)[0]).toMatchObject({ verdict: 'refuted' });
});

it('an identity that may write is refuted', () => {
  const through = [distribution(usual, { origins: [origin(byIdentity)] })];
  const writing = writes('s3:PutObject', { Principal: { CanonicalUser: canonicalId } });
  expect(verdicts(delivered([readsByIdentity], through), property)[0]).toMatchObject({ verdict: 'proved' });
  expect(verdicts(delivered([readsByIdentity, writing], through), property)[0]).toMatchObject({ verdict: 'refuted' });
});

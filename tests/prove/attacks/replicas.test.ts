import { verdicts } from '../support/proving';
import { account, key, world } from '../support/worlds';

describe('A multi-Region key', () => {
  const policy = [
    { Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: ['kms:Decrypt', 'kms:CreateGrant', 'kms:ReEncrypt*'],
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:PrincipalTag/educloud:school': 'a' } },
    },
  ];
  const verdictOf = (multiRegion: boolean): string[] =>
    verdicts(world({ keys: [key('k', { owner: 'a', policy, multiRegion })] }), 'decrypt-isolation').map(
      ({ verdict, reason = '' }) => `${verdict} ${reason}`.trim(),
    );

  it('carries no proof of what its replicas let through', () => {
    expect(verdictOf(true)).toEqual(['undecided a multi-Region key may have replicas with other policies']);
    expect(verdictOf(false)).toEqual(['proved']);
  });
});

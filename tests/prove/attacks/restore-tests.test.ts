import * as made from '../support/copies';
import { verdicts } from '../support/proving';
import { account } from '../support/worlds';

// A test restores into a bucket without a policy: what schools have is not tested.

const tester = `arn:aws-cn:iam::${account}:role/aws-service-role/restore-testing.backup.amazonaws.com/AWSServiceRoleForBackupRestoreTesting`;

function tested(owner: string): readonly unknown[] {
  const { restores, ...rest } = made.vaultDenies;
  const tag = { StringNotEquals: { 'aws:PrincipalTag/educloud:school': owner } };
  const but = { ArnNotEquals: { 'aws:PrincipalArn': [made.arnOf('backup'), made.arnOf('recovery'), tester] } };
  return [...Object.values(rest), { ...restores, Condition: { ...tag, ...but } }];
}

function said(owner: string): readonly string[] {
  const vaults = [made.vault({ owner, tags: { 'educloud:school': owner } }, tested(owner))];
  return verdicts(made.copied({ vaults }), 'vault-isolation').map(({ verdict }) => verdict);
}

test('the role that tests restores may start them from the vault of the drill', () => {
  expect(said('drill')).toEqual(['proved']);
});

test('it may not from the vault of a school', () => {
  expect(said('oak')).toEqual(['refuted']);
});

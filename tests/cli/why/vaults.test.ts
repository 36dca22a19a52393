import { answerWhy } from '../../../lib/cli/why/answer-why';
import type { Values } from '../../../lib/cli/command';
import type { World } from '../../../lib/model';
import { issuesOf } from '../../errors/support';
import { everything, foreign, pointArn, roleArn, trailArn, vaultArn, worldOf } from '../../prove/evaluate/support';

const loss = { Sid: 'DenyLoss', Effect: 'Deny', Principal: '*', Action: 'backup:DeleteRecoveryPoint', Resource: '*' };
const kept = worldOf({ identity: everything, vaultPolicy: [loss] });

function why(values: Values = {}, world: World = kept, language: 'en' | 'zh' | 'ru' = 'en') {
  return answerWhy(
    world,
    { as: roleArn, do: 'backup:DeleteRecoveryPoint', on: vaultArn, with: [], ...values },
    language,
  );
}

function mistakes(values: Values, world?: World): string[] {
  return issuesOf(() => why(values, world)).map(({ code, message, fix }) => `${code} ${message}: ${fix ?? ''}`);
}

describe('a question about a vault', () => {
  it.each(['edu_school-a', vaultArn])('names it as %s', (on) => {
    expect(why({ on }).json).toMatchObject({
      decision: 'denied',
      statements: [{ effect: 'Deny', text: 'DenyLoss' }],
      request: { resource: vaultArn },
    });
  });

  it('is one about any recovery point in it, and says so', () => {
    expect(why().text).toContain(`This is done to recovery points: asked of any that lies in ${vaultArn}.`);
    expect(why({ do: 'backup:DeleteBackupVault' }).text).not.toContain('This is done to recovery points');
    expect(why({}, kept, 'zh').text).toContain(`所问为 ${vaultArn} 中的任一恢复点`);
    expect(why({}, kept, 'ru').text).toContain(`спрошено о любой из ${vaultArn}`);
  });

  it('tells of other accounts that nothing but copies is taken from them', () => {
    const as = `arn:aws:iam::${foreign}:role/stranger`;
    const said = 'From other accounts AWS Backup takes nothing but copies into a vault';
    expect(why({ as }).text).toContain(said);
    expect(why({ as, do: 'backup:CopyIntoBackupVault' }).text).not.toContain(said);
  });

  it('needs the ARN where a copy lies in a vault of the same name elsewhere', () => {
    const copy = vaultArn.replace('eu-central-1', 'eu-west-1');
    const both: World = { ...kept, vaults: kept.vaults.flatMap((one) => [one, { ...one, arn: copy }]) };
    expect(mistakes({ on: 'edu_school-a' }, both)).toEqual([
      `EDU713 \`--on\` names several vaults or trails: write the ARN, such as \`${vaultArn}\``,
    ]);
    expect(why({ on: copy }, both).json).toMatchObject({ decision: 'denied' });
  });
});

describe('a question about a recovery point', () => {
  it.each(['edu_school-a', vaultArn])('says with %s in which vault it lies', (vault) => {
    expect(why({ on: pointArn, with: [`recovery-point:vault=${vault}`] }).json).toMatchObject({
      decision: 'denied',
      request: { context: { 'recovery-point:vault': vaultArn } },
    });
  });

  it('hangs on the vault where it does not say it', () => {
    expect(why({ on: pointArn }).text).toContain('in which vault the recovery point lies is not known');
  });

  it('is corrected where no such vault is near', () => {
    expect(mistakes({ on: pointArn, with: ['recovery-point:vault=edu_school-b'] })).toEqual([
      expect.stringContaining('did you mean `edu_school-a`?'),
    ]);
    expect(mistakes({ with: [`recovery-point:vault=${vaultArn}`] })).toEqual([expect.stringContaining('leave it out')]);
  });
});

describe('a question about a trail', () => {
  it.each(['base', trailArn])('names it as %s', (on) => {
    expect(why({ on, do: 'cloudtrail:StopLogging' }).json).toMatchObject({
      decision: 'allowed',
      layer: 'identity policy',
      request: { resource: trailArn },
    });
  });
});

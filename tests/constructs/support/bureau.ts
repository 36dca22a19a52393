import { BureauRoles, DistrictKey, LogArchive, type BureauRolesProps } from '../../../constructs';
import type { Statement } from './evaluate';
import { providerArn } from './sign-in';
import { addCell, Built, perimeter, stackIn } from './stage';

export const operator = 'educloud-northeast-bureau-operator';
export const auditor = 'educloud-northeast-auditor';
export const breakGlass = 'educloud-northeast-break-glass';
export const admit = (what: string) => [
  { scopedAffiliations: ['staff@bureau.example'], entitlements: [`urn:x:${what}`] },
];
export const everything: Statement[] = [{ Effect: 'Allow', Action: '*', Resource: '*' }];

/** The bureau’s roles in a stack of their own. */
export function bureau(awsRegion: string, more: Partial<BureauRolesProps> = {}) {
  const stack = stackIn(awsRegion);
  const roles = new BureauRoles(stack, 'Bureau', {
    regionId: 'northeast',
    providerArns: [providerArn('bureau', awsRegion)],
    operators: admit('operator'),
    auditors: admit('auditor'),
    breakGlass: admit('break-glass'),
    logBucketNames: ['edu-log-northeast'],
    ...more,
  });
  return { stack, roles };
}

/** Buckets of the account’s schools. */
export const stores = ['edu-rec-nefu', 'edu-mat-nefu', 'edu-rec-oak-x', 'edu-mat-elm-x'];

/** Keys with a bucket of each. */
export const keys: [string, string][] = [
  ['alias/educloud/nefu', 'edu-rec-nefu'],
  ['alias/x', 'edu-rec-oak-x'],
  ['alias/x', 'edu-mat-elm-x'],
];

/** An account with pooled schools, one with a key of its own and two that share one, and the log archive. */
export function account(awsRegion: string) {
  const { stack, roles } = bureau(awsRegion);
  const breakGlassRoleArn = BureauRoles.breakGlassArnIn(stack, 'northeast');
  addCell(stack, 'nefu', { breakGlassRoleArn });
  const members = ['oak', 'elm'].map((id) => ({ schoolId: id, bucketNames: [`edu-rec-${id}-x`, `edu-mat-${id}-x`] }));
  const key = new DistrictKey(stack, 'Key', {
    aliasName: 'alias/x',
    regionId: 'northeast',
    members,
    breakGlassRoleArn,
  });
  for (const id of ['oak', 'elm'])
    addCell(stack, id, {
      recordsBucketName: `edu-rec-${id}-x`,
      materialsBucketName: `edu-mat-${id}-x`,
      key,
      keyAlias: 'alias/x',
      breakGlassRoleArn,
    });
  const common = { regionId: 'northeast', jurisdiction: 'cn', perimeter };
  new LogArchive(stack, 'Archive', { ...common, bucketName: 'edu-log-northeast' });
  new LogArchive(stack, 'Other', { ...common, bucketName: 'edu-log-other' });
  return { built: new Built(stack), roles };
}

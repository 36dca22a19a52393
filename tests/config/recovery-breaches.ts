import type { Breach } from './breaches';
import { insidePerimeter } from './support';

const oak = ['{ id: oak, district: north }'];
const target = (fields: string): { more: string[] } => ({
  more: ['recovery: eu-north-1', `recoveryTargets: { stores: { records: { ${fields} } } }`],
});

const registrar = 'arn:aws:iam::444455556666:role/registrar';
const stranger = 'arn:aws:iam::777788889999:role/registrar';
const deploying = 'arn:aws:iam::444455556666:role/cdk-hnb659fds-deploy-role-444455556666-eu-central-1';
const takenBy = (arn: string): { more: string[] } => ({
  more: ['recovery: eu-north-1', `recoveryTakenBy: ['${arn}']`],
});

/** Every rule about what comes back, with a file that keeps it and one that breaks it. */
export const recoveryBreaches: readonly Breach[] = [
  {
    rule: 'recovery-targets',
    what: 'an irrevocable lock that is not meant twice',
    kept: oak,
    keptParts: target('immutability: compliance, irrevocable: true'),
    broken: oak,
    brokenParts: target('immutability: compliance'),
    place: 'EDU328 7:57',
    path: 'region.recoveryTargets.stores.records.immutability',
    says: { found: 'immutability: compliance', allowed: /`governance`/, fix: /`irrevocable: true`/ },
  },
  {
    rule: 'recovery-targets',
    what: 'a lock that is irrevocable and is not',
    kept: oak,
    keptParts: target('irrevocable: false'),
    broken: oak,
    brokenParts: target('irrevocable: true'),
    place: 'EDU328 7:56',
    path: 'region.recoveryTargets.stores.records.irrevocable',
    says: {
      found: 'irrevocable: true with immutability: governance',
      allowed: /immutability: compliance/,
      fix: /take `irrevocable` out/,
    },
  },
  {
    rule: 'recovery-targets',
    what: 'a retention shorter than the lock',
    kept: oak,
    keptParts: target('retentionDays: 30, lockDays: 30'),
    broken: oak,
    brokenParts: target('retentionDays: 30, lockDays: 31'),
    place: 'EDU329 7:72',
    path: 'region.recoveryTargets.stores.records.lockDays',
    says: { found: 'lockDays: 31, retentionDays: 30', allowed: /at most 30/, fix: /retentionDays: 31/ },
  },
  {
    rule: 'recovery-targets',
    what: 'a district whose class is locked for longer than it is kept',
    kept: oak,
    keptParts: {
      more: ['recovery: eu-north-1'],
      districts: ['{ id: north, account: "444455556666", recoveryTargets: none }'],
    },
    broken: oak,
    brokenParts: {
      more: ['recovery: eu-north-1'],
      districts: [
        '{ id: north, account: "444455556666", recoveryTargets: { dataClasses: { sensitive: { lockDays: 60 } } } }',
      ],
    },
    place: 'EDU329 8:102',
    path: 'region.districts[0].recoveryTargets.dataClasses.sensitive.lockDays',
    says: { found: 'lockDays: 60, retentionDays: 30', allowed: /at most 30/, fix: /retentionDays: 60/ },
  },
  {
    rule: 'recovery-account',
    what: 'an account for copies that nothing is copied to',
    kept: oak,
    keptParts: { more: ['recovery: eu-north-1'], accounts: '{ hub: "111122223333", recovery: "999900001111" }' },
    broken: oak,
    brokenParts: { accounts: '{ hub: "111122223333", recovery: "999900001111" }' },
    place: 'EDU330 5:46',
    path: 'region.accounts.recovery',
    says: { found: 'accounts.recovery: 999900001111', allowed: /`recovery` AWS Region/, fix: /add `recovery`/ },
  },
  {
    rule: 'recovery-taken-by',
    what: 'a recovery role with nothing to recover',
    kept: oak,
    keptParts: { more: ['recovery: eu-north-1', `recoveryTakenBy: ['${registrar}']`] },
    broken: oak,
    brokenParts: { more: [`recoveryTakenBy: ['${registrar}']`] },
    place: 'EDU332 6:20',
    path: 'region.recoveryTakenBy',
    says: { found: 'recoveryTakenBy', allowed: /beside `recovery`/, fix: /take `recoveryTakenBy` out/ },
  },
  {
    rule: 'recovery-taken-by',
    what: 'somebody of another partition',
    kept: oak,
    keptParts: takenBy(registrar),
    broken: oak,
    brokenParts: takenBy(registrar.replace('aws', 'aws-cn')),
    place: 'EDU332 7:21',
    path: 'region.recoveryTakenBy[0]',
    says: { found: registrar.replace('aws', 'aws-cn'), allowed: /`arn:aws:iam::`/, fix: /no credentials cross/ },
  },
  {
    rule: 'recovery-taken-by',
    what: 'the role that deploys',
    kept: oak,
    keptParts: takenBy(registrar),
    broken: oak,
    brokenParts: takenBy(deploying),
    place: 'EDU332 7:21',
    path: 'region.recoveryTakenBy[0]',
    says: { found: deploying, allowed: /people who do none of that/, fix: /a role of its own/ },
  },
  {
    rule: 'recovery-taken-by',
    what: 'somebody outside',
    kept: oak,
    keptParts: { more: [...takenBy(stranger).more, insidePerimeter] },
    broken: oak,
    brokenParts: takenBy(stranger),
    place: 'EDU332 7:21',
    path: 'region.recoveryTakenBy[0]',
    says: { found: stranger, allowed: /444455556666/, fix: /perimeter\.accounts/ },
  },
  {
    rule: 'ended-recovery',
    what: 'copies that end for two at once',
    kept: oak,
    keptParts: { more: ['endedRecovery: [{ school: oak, reason: closed }]'] },
    broken: oak,
    brokenParts: { more: ['endedRecovery: [{ school: oak, district: north, reason: closed }]'] },
    place: 'EDU331 6:19',
    path: 'region.endedRecovery[0]',
    says: { found: 'school: oak, district: north', allowed: /one of the two/, fix: /two entries/ },
  },
  {
    rule: 'ended-recovery',
    what: 'a district that is misspelt',
    kept: oak,
    keptParts: { more: ['endedRecovery: [{ district: north, reason: closed }]'] },
    broken: oak,
    brokenParts: { more: ['endedRecovery: [{ district: nrth, reason: closed }]'] },
    place: 'EDU331 6:31',
    path: 'region.endedRecovery[0].district',
    says: { found: 'nrth', allowed: /^north$/, fix: /did you mean `north`/ },
  },
];

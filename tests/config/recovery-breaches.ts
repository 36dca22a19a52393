import type { Breach } from './breaches';

const oak = ['{ id: oak, district: north }'];
const target = (fields: string): { more: string[] } => ({
  more: ['recovery: eu-north-1', `recoveryTargets: { stores: { records: { ${fields} } } }`],
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

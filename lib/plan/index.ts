export { planRegion, type PlanResult } from './plan-region';
export { formatLedger, ledgerFile, type Ledger } from './ledger';
export { parseLedger } from './read-ledger';
export { schoolBudget, schoolsPerAccount, schoolsPerShard, stackBudget } from './budget';
export { bucketName } from './names';
export type * from './types';

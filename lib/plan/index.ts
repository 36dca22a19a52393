export { planRegion, type PlanResult } from './plan-region';
export { formatLedger, ledgerFile, parseLedger, type Ledger } from './ledger';
export { cellToday, policyBytes, schoolBudget, schoolsPerShard, sharedToday, stackBudget } from './budget';
export { bucketName } from './names';
export type * from './types';

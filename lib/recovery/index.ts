/** What is done when data is lost, and before: restores, drills and the first filling of replicas, as commands and steps. */
export { type DrillPlan, planDrills } from './drill-plan';
export { type DrillStep, type DrillStepId, drillSteps } from './drill-steps';
export { type FillJob, planFill } from './fill-plan';
export type { Kept, Source } from './kept';
export type { AskedRestore, Loss } from './request';
export { type Limit, planRestore, type RestoredStore, type RestorePlan } from './restore-plan';
export type { Act, ActId, Doer, RestoreStep } from './restore-step';

/** What comes back and how: the steps of a drill. */
export { drillSteps, type DrillStep, type DrillStepId } from './drill-steps';

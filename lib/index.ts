export { planFile, planFresh, type Planned } from './app';
export { loadRegion, loadRegionText, regionJsonSchema, type LoadResult, type Region, type School } from './config';
export { EducloudError, type Issue, type Severity } from './errors';
export { parseLedger, planRegion, type Plan, type PlanResult } from './plan';
export { buildApp, synthesise, type BuildOptions, type Synthesis, type SynthesisOptions } from './synth';

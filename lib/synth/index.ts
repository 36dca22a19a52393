export { assemblyDocument, assemblyFile } from './assembly-document';
export { appContext, buildApp, contextValue, type BuildOptions } from './build-app';
export { acknowledged } from './findings';
export { synthesise, writeAssembly, type StackSummary, type Synthesis, type SynthesisOptions } from './synthesise';

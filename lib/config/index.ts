export { loadRegion, loadRegionText, type LoadResult } from './load-region';
export { readText, sizeLimits } from './read-text';
export { regionJsonSchema } from './json-schema';
export { regionFileDocs } from './region-file-docs';
export { rosterColumns } from './roster-columns';
export type { Audit, District, Offboarded, Perimeter, Region, School } from './region';

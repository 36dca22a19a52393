import { loadRegion, type Region } from '../../config';
import { EducloudError, type Issue } from '../../errors';

/** The region of a file and the warnings about it; throws its mistakes. */
export function regionOf(file: string): { readonly region: Region; readonly warnings: readonly Issue[] } {
  const { region, issues } = loadRegion(file);
  if (region === undefined) throw new EducloudError(issues);
  return { region, warnings: issues };
}

import type { Place } from '../errors';
import type { SchoolInput, ShellInput } from './region-file-schema';
import type { Path } from './yaml-source';

/** One school as it was written, and where. */
export interface SchoolEntry {
  readonly input: SchoolInput;
  readonly at: (path?: Path) => Place;
}

/** What a file says, as far as its parts are well-formed. */
export interface Draft {
  readonly shell?: ShellInput;
  readonly schools: readonly SchoolEntry[];
  readonly at: (path: Path) => Place;
  /** Public keys that sign for delivery, as far as their files can be read, by their place in the list. */
  readonly publicKeys?: ReadonlyMap<number, string>;
}

import type { StorePurpose } from '../vocabulary';

/** What is done in a step; people read it in their language, machines by these words. */
export type ActId =
  | 'see-key'
  | 'keep-key'
  | 'end-sessions'
  | 'no-roles'
  | 'take-role'
  | 'see-quarantine'
  | 'copy-versions'
  | 'if-missing'
  | 'copy-replica'
  | 'find-backup'
  | 'start-backup'
  | 'wait-backup'
  | 'list-replica'
  | 'read-replica'
  | 'see-backup'
  | 'count'
  | 'difference'
  | 'bucket-again'
  | 'bring-back'
  | 'overwrite'
  | 'wait'
  | 'empty-quarantine'
  | 'write-down'
  | 'let-in';

/** Commands that belong together, with what their reader is told. */
export interface Act {
  readonly act: ActId;
  /** Lines for a shell, in order; none where a person does it. */
  readonly commands: readonly string[];
  /** What the texts say, by name. */
  readonly values: Readonly<Record<string, string>>;
}

/** Who does a step: an administrator of the account, somebody of the school, or the school's restore role. */
export type Doer = 'administrator' | 'school' | 'restore-role';

export interface RestoreStep {
  readonly step: 'stop' | 'role' | 'copy' | 'compare' | 'bring-back' | 'write-down';
  readonly who: Doer;
  /** None where a step is for all stores. */
  readonly store?: StorePurpose;
  readonly acts: readonly Act[];
}

/** An act, with values for its texts. */
export function act(id: ActId, commands: readonly string[], values: Readonly<Record<string, string>> = {}): Act {
  return { act: id, commands, values };
}

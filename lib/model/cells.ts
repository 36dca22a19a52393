import type { Perimeter, SignIn } from './world';

/** What belongs to one school: names, ARNs, aliases or construct paths. */
export interface Cell {
  readonly buckets: readonly string[];
  readonly keys: readonly string[];
  readonly roles: readonly string[];
}

/** What is said of an assembly from outside: who owns what, where no tag says it, and whom to trust. */
export interface Cells {
  /** By the id of the school. */
  readonly schools: Readonly<Record<string, Cell>>;
  readonly perimeter?: Perimeter;
  /** Names or ARNs of roles that may act on stores for AWS itself. */
  readonly serviceRoles?: readonly string[];
  /** Of these the names or ARNs of roles that may delete or shorten copies. */
  readonly recoveryRoles?: readonly string[];
  /** ARNs of the people who take these besides AWS services, by the ARN of the role. */
  readonly recoveryTakers?: Readonly<Record<string, readonly string[]>>;
  /** Names or ARNs of roles with which AWS restores for a school. */
  readonly restoreRoles?: readonly string[];
  /** Names or ARNs of roles that may read everything in an emergency. */
  readonly breakGlass?: readonly string[];
  readonly signIn?: SignIn;
  /** Accounts in which nobody is assumed but the principals of the templates. */
  readonly closedAccounts?: readonly string[];
}

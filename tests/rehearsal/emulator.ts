import type { Caller } from './signed-call';

/** Something an emulator answers otherwise than AWS; it counts as expected, and as a failure once it is gone. */
export interface KnownDeviation {
  /** Id of a check; with `*` at the end, of all that begin so. */
  readonly check: string;
  /** What is observed instead. */
  readonly observed: string;
  readonly reason: string;
}

/** A resource type that CloudFormation of an emulator does not know, or a property of one. */
export interface UnsupportedType {
  readonly type: string;
  /** Only resources that set this property are not known. */
  readonly property?: string;
  /** What the emulator does with it: a failed stack, or a resource with nothing behind it. */
  readonly reason: string;
}

/** How to start an emulator that was found on this machine. */
export interface Found {
  readonly command: string;
  readonly from: string;
}

export interface Missing {
  readonly missing: string;
}

/** What the rehearsal needs to know of an emulator. */
export interface Emulator {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly find: (options: { readonly install: boolean }) => Found | Missing;
  readonly args: (port: number) => readonly string[];
  readonly env: (port: number) => Readonly<Record<string, string>>;
  /** Path that answers once it is ready. */
  readonly ready: string;
  /** An identity that may do everything in an account. */
  readonly administrator: (endpoint: string, account: string) => Promise<Caller>;
  /** Whether that identity is the root user of the account. */
  readonly rootIsAdministrator: boolean;
  /** Whether ARNs of requests follow the partition of the AWS Region; else they all begin with `arn:aws:`. */
  readonly knowsPartitions: boolean;
  /** Whether it copies between buckets, locks versions, and judges by tags who takes a role; else losses are not rehearsed. */
  readonly keepsCopies: boolean;
  /** Whether `aws:PrincipalArn` of a session is the ARN of its role, as on AWS; else policies that name a role never fit. */
  readonly knowsRolesOfSessions: boolean;
  readonly unsupported: readonly UnsupportedType[];
  readonly deviations: readonly KnownDeviation[];
  /** Whether a failed creation takes away what only later deletions keep; else no retry of a creation can succeed. */
  readonly honoursRetainExceptOnCreate: boolean;
  /** What this emulator cannot show. */
  readonly notShown: readonly string[];
}

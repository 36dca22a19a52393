import type { Certainty } from './evidence-schema';

interface CapabilityBase {
  readonly key: string;
  readonly partition: string;
  readonly title: string;
  readonly source: string;
  readonly certainty: Certainty;
  readonly note?: string;
  /** The answer yes holds in these AWS Regions alone. */
  readonly onlyAwsRegions?: readonly string[];
  /** The answer yes holds everywhere in the partition but here. */
  readonly exceptAwsRegions?: readonly string[];
}

/** The partition has it. */
export interface AvailableCapability extends CapabilityBase {
  readonly answer: 'yes';
}

/** The partition lacks it; something else does the work. */
export interface SubstitutedCapability extends CapabilityBase {
  readonly answer: 'substitute';
  /** Key of another capability, or a thing named in the file. */
  readonly substitute: string;
  readonly reason: string;
}

/** The partition lacks it, or nobody knows. */
export interface RefusedCapability extends CapabilityBase {
  readonly answer: 'no';
  readonly reason: string;
  /** True where the fact is not known; to be shown apart from a known no. */
  readonly unknown: boolean;
}

/** What one partition answers to one capability; tell the cases apart by `answer`. */
export type Capability = AvailableCapability | SubstitutedCapability | RefusedCapability;

import type { KnownDeviation } from './emulator';

/** Where ministack 1.5.33 answers otherwise than AWS. */
export const ministackDeviations: readonly KnownDeviation[] = [];

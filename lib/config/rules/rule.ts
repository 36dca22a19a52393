import type { Issue, Place } from '../../errors';
import type { Draft } from '../draft';

/** A cross-field rule: reads what is well-formed and names every breach. */
export type Rule = (draft: Draft) => readonly Issue[];

/** `line 17 of roster.csv`, for messages that point at a second place. */
export function whereIs(place: Place): string {
  return place.line === undefined ? (place.file ?? 'elsewhere') : `line ${place.line} of ${place.file ?? 'the file'}`;
}

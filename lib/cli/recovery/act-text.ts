import type { Text } from '../texts';

/** What people are told of an act: what it does, what they should see and how long it takes, and what to do otherwise. */
export interface ActText {
  readonly does: Text;
  readonly expect?: Text;
  readonly otherwise?: Text;
}

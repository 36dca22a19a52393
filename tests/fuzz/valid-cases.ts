import * as fc from 'fast-check';
import type { ValidCase } from './judge-valid';
import { validDrafts } from './valid-draft';
import { hands, writeDraft } from './write-draft';

/** A valid region as somebody may write it, and the same a year later, perhaps by another hand. */
export const validCases: fc.Arbitrary<ValidCase> = fc
  .record({ draft: validDrafts, hand: hands, laterHand: hands })
  .map(({ draft, hand, laterHand }) => ({
    files: writeDraft(draft, hand),
    later: writeDraft(draft, laterHand, 'next'),
  }));

import { join } from 'node:path';
import { notNeeded, nothingToDecide, summarise } from '../../lib/cli/proof-summary';
import { loadAcceptances, loadCells } from '../../lib/config';
import type { Code, Issue } from '../../lib/errors';
import { properties } from '../../lib/facts';
import { layOut } from './support';

const oak =
  '  - { id: oak, property: read-isolation, subject: oak-records, reason: the auditor agreed, until: 2027-03-31 }\n';

function cells(text: string): readonly Issue[] {
  return loadCells(join(layOut({ 'cells.yaml': text }), 'cells.yaml')).issues;
}

function acceptances(text: string, asOf = '2027-01-01'): readonly Issue[] {
  return loadAcceptances(join(layOut({ 'accepted.yaml': `accepted:\n${text}` }), 'accepted.yaml'), asOf).issues;
}

/** Mistakes of the files that `prove` reads beside an assembly. */
export const proofInputMistakes: readonly {
  readonly code: Code;
  readonly what: string;
  readonly issues: () => readonly Issue[];
}[] = [
  {
    code: 'EDU731',
    what: 'a bucket of two schools',
    issues: () => cells('schools:\n  oak: { buckets: [records] }\n  elm: { buckets: [records] }\n'),
  },
  {
    code: 'EDU731',
    what: 'a bucket that is named once by its name and once by its ARN',
    issues: () => cells('schools:\n  oak: { buckets: [records, "arn:aws-cn:s3:::records"] }\n'),
  },
  { code: 'EDU732', what: 'an acceptance twice', issues: () => acceptances(oak + oak) },
  { code: 'EDU733', what: 'an acceptance of last year', issues: () => acceptances(oak, '2028-01-01') },
  {
    code: 'EDU735',
    what: 'properties of schools where nobody owns anything',
    issues: () => nothingToDecide('cdk.out', summarise([], properties(), [], false).properties, 2),
  },
  {
    code: 'EDU734',
    what: 'an acceptance of what is decided',
    issues: () => {
      const file = join(layOut({ 'accepted.yaml': `accepted:\n${oak}` }), 'accepted.yaml');
      const { acceptances: list = [] } = loadAcceptances(file, '2027-01-01');
      return summarise([], properties(), list, true).unused.map(notNeeded);
    },
  },
];

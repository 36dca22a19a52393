import * as fc from 'fast-check';
import { regionJsonSchema } from '../../lib/config';
import { jurisdictionIds, partitionIds } from '../../lib/facts';
import {
  immutabilities,
  materialsClasses,
  recordsClasses,
  recoveryMeans,
  schoolKinds,
  tiers,
} from '../../lib/vocabulary';
import { folder } from '../config/support';
import { bytesOf, regionFile, textOf } from './input';
import { judgeValid } from './judge-valid';
import { validCases } from './valid-cases';
import { writeDraft } from './write-draft';
import { validDrafts } from './valid-draft';

const asBlocks = {
  yaml: 'block',
  windows: false,
  mark: false,
  rosters: 'none',
  quoteAll: false,
  chinese: false,
  separator: ' ',
};

test('a valid region is checked, planned and planned again, and a year later, too', async () => {
  const here = folder();
  await fc.assert(
    fc.asyncProperty(validCases, async (one) => {
      expect(await judgeValid(here, one, { synth: false })).toEqual([]);
    }),
    { numRuns: 25 },
  );
}, 120_000);

test('a valid region has templates without a finding', async () => {
  const here = folder();
  await fc.assert(
    fc.asyncProperty(validCases, async (one) => {
      expect(await judgeValid(here, one, { synth: true })).toEqual([]);
    }),
    { numRuns: 1 },
  );
}, 120_000);

test('a mistake in a region is found out', async () => {
  const files = { [regionFile]: bytesOf('region: {}\n') };
  expect((await judgeValid(folder(), { files, later: files }, { synth: false })).join()).toMatch(/check exits with 1/);
});

/** Every key and every word of the schema, as it stands in a file. */
function surface(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const inner = Object.entries(schema).flatMap(([key, value]) =>
    key === 'properties' ? Object.keys(value).concat(Object.values(value).flatMap(surface)) : surface(value),
  );
  return [...new Set(inner)];
}

test('the arbitrary writes every key and every word that the schema knows', () => {
  const drafts = fc.sample(validDrafts, { numRuns: 400, seed: 1 });
  const text = drafts.map((draft) => textOf(writeDraft(draft, asBlocks, 'next')[regionFile])).join('');
  const written = new Set([...text.matchAll(/[\w-]+/g)].map(([word]) => word));
  const words = [
    ...tiers,
    ...schoolKinds,
    ...recordsClasses,
    ...materialsClasses,
    ...immutabilities,
    ...recoveryMeans,
    ...partitionIds(),
    ...jurisdictionIds(),
  ];
  const rosterKeys = ['from', 'encoding'];
  const missing = [...surface(regionJsonSchema()), ...words].filter((one) => !written.has(one));
  expect(missing.sort()).toEqual(rosterKeys.sort());
});

test('the arbitrary writes rosters in both encodings', () => {
  const text = fc
    .sample(validCases, { numRuns: 200, seed: 1 })
    .map(({ files }) => textOf(files[regionFile]))
    .join('');
  expect(text).toMatch(/"?from"?: "?roster\.csv/);
  expect(text).toMatch(/"?encoding"?: "?gb18030/);
});

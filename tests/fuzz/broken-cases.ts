import * as fc from 'fast-check';
import { byteEdits, type ByteEdit } from './byte-edits';
import { bytesOf, regionFile, rosterFile, secondRoster, textOf, type Files } from './input';
import type { BrokenCase } from './judge-broken';
import { structureEdits } from './structure-edits';
import { textEdits, type Edit } from './text-edits';
import { validDrafts } from './valid-draft';
import { hands, writeDraft } from './write-draft';

/** What happens to one file: its tree, its text, its bytes, in this order. */
interface Damage {
  readonly structure: readonly Edit[];
  readonly text: readonly Edit[];
  readonly bytes: readonly ByteEdit[];
}

const damage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ structure: none<Edit>(), text: some(textEdits), bytes: none<ByteEdit>() }) },
  { weight: 3, arbitrary: fc.record({ structure: some(structureEdits), text: none<Edit>(), bytes: none<ByteEdit>() }) },
  { weight: 1, arbitrary: fc.record({ structure: none<Edit>(), text: none<Edit>(), bytes: some(byteEdits) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      structure: some(structureEdits),
      text: some(textEdits),
      bytes: fc.array(byteEdits, { maxLength: 1 }),
    }),
  },
);

/** Files of a valid region of which one, region file, roster or ledger, is broken. */
export const brokenCases: fc.Arbitrary<BrokenCase> = fc
  .record({
    draft: validDrafts,
    hand: hands,
    broken: fc.constantFrom('region', 'region', 'roster', 'ledger'),
    damage,
  })
  .map(({ draft, hand, broken, damage: done }): BrokenCase => {
    const files = writeDraft(
      draft,
      broken === 'roster' && hand.rosters === 'none' ? { ...hand, rosters: 'all' } : hand,
    );
    if (broken === 'ledger') {
      return { files, ledger: (text) => damaged(bytesOf(text), { ...done, structure: [] }) };
    }
    const name = broken === 'region' ? regionFile : Object.hasOwn(files, rosterFile) ? rosterFile : secondRoster;
    const structure = broken === 'region' ? done.structure : [];
    return { files: { ...files, ...changed(files, name, { ...done, structure }) } };
  });

function changed(files: Files, name: string, done: Damage): Files {
  const bytes = files[name];
  return bytes === undefined ? {} : { [name]: damaged(bytes, done) };
}

function damaged(bytes: Uint8Array, { structure, text, bytes: last }: Damage): Uint8Array {
  const edits = [...structure, ...text];
  const edited = edits.length === 0 ? bytes : bytesOf(edits.reduce((current, edit) => edit(current), textOf(bytes)));
  return last.reduce((current, edit) => edit(current), edited);
}

function none<T>(): fc.Arbitrary<T[]> {
  return fc.constant([]);
}

function some<T>(of: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(of, { minLength: 1, maxLength: 3 });
}

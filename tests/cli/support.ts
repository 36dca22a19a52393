import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand, type Run } from '../fuzz/run-command';

export { runCommand as run, type Run };

/** The one JSON document on standard output. */
export function json(result: Run): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(result.out);
  if (typeof parsed !== 'object' || parsed === null) throw new Error('no JSON object');
  return { ...parsed };
}

const folders: string[] = [];

/** A folder that is removed by {@link removeFolders}. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'educloud-'));
  folders.push(made);
  return made;
}

export function removeFolders(): void {
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true });
}

/** A region with a node, a pooled school and an external one. */
export const smallRegion = `region:
  id: small
  partition: aws-cn
  home: cn-north-1
  perimeter: { organizations: [o-example0001] }
  accounts: { hub: "111122223333" }
  districts: [{ id: north, account: "444455556666" }]
  schools:
    - { id: oak, district: north, names: { zh: 橡树小学 } }
    - { id: elm-university, account: "777788889999" }
    - { id: ash-university, tier: external, jurisdiction: by }
`;

/** Writes `text` as a region file into a folder of its own. */
export function regionFile(text: string): string {
  const file = join(folder(), 'region.yaml');
  writeFileSync(file, text);
  return file;
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutantsDocument } from '../bench/mutants/document';
import { acceptancesJsonSchema, cellsJsonSchema, regionFileDocs, regionJsonSchema } from '../lib/config';
import { packageRoot } from '../lib/facts';

// npm run docs: writes the documents that derive from schemas and catalogues. Tests fail while they are stale.

const docs = join(packageRoot(), 'docs');
writeFileSync(join(docs, 'region-file.md'), regionFileDocs());
writeFileSync(join(docs, 'mutants.md'), mutantsDocument());
for (const [name, schema] of Object.entries({
  acceptances: acceptancesJsonSchema(),
  cells: cellsJsonSchema(),
  region: regionJsonSchema(),
})) {
  writeFileSync(join(docs, `${name}.schema.json`), `${JSON.stringify(schema, undefined, 2)}\n`);
}

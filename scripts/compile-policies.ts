import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compiledFile, compilePolicies, packageRoot } from '../lib/facts';

// Part of the build: the tables of policies/ as JSON, which loads in no time.

writeFileSync(join(packageRoot(), compiledFile), compilePolicies(packageRoot()));

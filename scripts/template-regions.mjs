// Prints "AWS Region<tab>template" for each stack below a folder of cloud assemblies, as their manifests say.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = process.argv[2] ?? 'out';
const manifests = readdirSync(folder, { recursive: true }).filter((file) => /(?:^|[/\\])manifest\.json$/.test(file));

for (const manifest of manifests.sort()) {
  const { artifacts = {} } = JSON.parse(readFileSync(join(folder, manifest), 'utf8'));
  for (const { type, environment, properties } of Object.values(artifacts)) {
    if (type !== 'aws:cloudformation:stack') continue;
    const region = environment.split('/').at(-1);
    console.log(`${region}\t${join(folder, dirname(manifest), properties.templateFile)}`);
  }
}

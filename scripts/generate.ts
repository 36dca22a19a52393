import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { failure } from '../lib/errors';
import { generatedPartitions, generateRegion } from './generate-region';

// npm run generate -- --schools N --seed S --partition P --out DIR

const usage = `usage: npm run generate -- --schools N --seed S --partition ${generatedPartitions.join('|')} --out DIR`;

function run(): string {
  const { values } = parseArgs({
    options: {
      schools: { type: 'string' },
      seed: { type: 'string', default: '1' },
      partition: { type: 'string', default: 'aws-cn' },
      out: { type: 'string' },
    },
  });
  const schools = Number(values.schools);
  const seed = Number(values.seed);
  if (
    values.out === undefined ||
    !Number.isInteger(schools) ||
    schools < 1 ||
    schools > 60_000 ||
    !Number.isInteger(seed) ||
    !generatedPartitions.includes(values.partition)
  ) {
    throw failure('EDU704', `--schools is a whole number from 1 to 60,000, --seed a whole number`);
  }
  const files = generateRegion({ schools, seed, partition: values.partition });
  mkdirSync(values.out, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(values.out, name), text);
  return `${join(values.out, 'region.yaml')}: ${schools} schools, ${Object.keys(files).length - 1} rosters`;
}

try {
  console.log(run());
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 1;
}

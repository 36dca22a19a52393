import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { failure } from '../lib/errors';
import { generatedPartitions, generateRegion } from './generate-region';

// npm run generate -- --schools N --seed S --partition P --out DIR

const usage = `usage: npm run generate -- --schools N --seed S --partition ${generatedPartitions.join('|')} --out DIR`;

function run(): string {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: {
      schools: { type: 'string' },
      seed: { type: 'string', default: '1' },
      partition: { type: 'string', default: 'aws-cn' },
      out: { type: 'string' },
    },
  });
  if (values.out === undefined) throw failure('EDU704', '--out is missing', { allowed: 'a folder' });
  const schools = whole(values.schools);
  const files = generateRegion({ schools, seed: whole(values.seed), partition: values.partition });
  mkdirSync(values.out, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(values.out, name), text);
  return `${join(values.out, 'region.yaml')}: ${schools} schools, ${Object.keys(files).length - 1} rosters`;
}

/** The empty text is no number, whatever JavaScript says. */
function whole(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? NaN : Number(text);
}

try {
  console.log(run());
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 1;
}

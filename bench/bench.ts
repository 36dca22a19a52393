import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateRegion } from '../scripts/generate-region';
import { measure, median, type Sample } from './measure';
import { plantBug, storeIn } from './planted-bug';

// npm run bench -- [--sizes 100,1000,5000] [--repeats 3] [--proofs 1000,10000]: whole runs, medians, peak memory, beside a
// plain aws-cdk app; for `--proofs`, region after region is synthesised once and then proved and asked, as it is and with one bug.

const cli = join(__dirname, '../bin/educloud.js');
const plain = join(__dirname, 'plain-app.js');

interface Row {
  readonly schools: number;
  readonly run: string;
  readonly sample: Sample;
}

async function repeat(times: number, args: readonly string[], exitCode = 0): Promise<Sample> {
  const samples: Sample[] = [];
  for (let round = 0; round < times; round += 1) samples.push(await measure(args, exitCode));
  return median(samples);
}

async function benchSize(schools: number, repeats: number, work: string): Promise<Row[]> {
  const folder = join(work, String(schools));
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(generateRegion({ schools, seed: 1, partition: 'aws-cn' }))) {
    writeFileSync(join(folder, name), text);
  }
  const file = join(folder, 'region.yaml');
  await measure([cli, 'plan', file, '--write', '--json']);
  const runs: Record<string, readonly string[]> = {
    check: [cli, 'check', file, '--json'],
    plan: [cli, 'plan', file, '--json'],
    synth: [cli, 'synth', file, '--no-validate', '--json', '--out', join(folder, 'out')],
    'plain cdk': [plain, String(schools), join(folder, 'plain')],
  };
  const rows: Row[] = [];
  for (const [run, args] of Object.entries(runs)) rows.push({ schools, run, sample: await repeat(repeats, args) });
  return rows;
}

/** Assemblies of generated regions: proved, asked one request, and proved with one bug in the middle. */
async function benchProofs(schools: number, repeats: number, work: string): Promise<Row[]> {
  const folder = join(work, `proofs-${schools}`);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(generateRegion({ schools, seed: 1, partition: 'aws-cn' }))) {
    writeFileSync(join(folder, name), text);
  }
  const file = join(folder, 'region.yaml');
  const out = join(folder, 'out');
  await measure([cli, 'plan', file, '--write', '--json']);
  await measure([cli, 'synth', file, '--no-validate', '--json', '--out', out]);
  const bucket = storeIn(out);
  const asked = ['--as', 'anonymous', '--do', 's3:GetObject', '--on', `${bucket}/file`];
  const prove = await repeat(repeats, [cli, 'prove', out]);
  const why = await repeat(repeats, [cli, 'why', out, ...asked]);
  plantBug(out);
  const bug = await repeat(repeats, [cli, 'prove', out], 1);
  rmSync(folder, { recursive: true });
  return [
    { schools, run: 'prove', sample: prove },
    { schools, run: 'why', sample: why },
    { schools, run: 'prove, one bug', sample: bug },
  ];
}

function renderProofs(rows: readonly Row[]): string {
  return [
    'schools  run             seconds  ms/school   MB',
    ...rows.map(({ schools, run, sample }) =>
      [
        String(schools).padStart(7),
        run.padEnd(14),
        sample.seconds.toFixed(2).padStart(8),
        ((sample.seconds * 1000) / schools).toFixed(2).padStart(9),
        sample.megabytes.toFixed(0).padStart(4),
      ].join('  '),
    ),
  ].join('\n');
}

function render(rows: readonly Row[]): string {
  const seconds = (schools: number, run: string): number =>
    rows.find((row) => row.schools === schools && row.run === run)?.sample.seconds ?? 0;
  return [
    `node ${process.version}, ${cpus().length} cores; medians of whole processes`,
    'schools  run        seconds  ms/school   MB   × plain cdk',
    ...rows.map(({ schools, run, sample }) =>
      [
        String(schools).padStart(7),
        run.padEnd(9),
        sample.seconds.toFixed(2).padStart(8),
        ((sample.seconds * 1000) / schools).toFixed(2).padStart(10),
        sample.megabytes.toFixed(0).padStart(4),
        (sample.seconds / seconds(schools, 'plain cdk')).toFixed(2).padStart(13),
      ].join('  '),
    ),
  ].join('\n');
}

function sizesOf(text: string): number[] {
  return text === '' ? [] : text.split(',').map(Number);
}

async function bench(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '100,1000,5000' },
      proofs: { type: 'string', default: '1000,10000' },
      repeats: { type: 'string', default: '3' },
    },
  });
  const work = mkdtempSync(join(tmpdir(), 'educloud-bench-'));
  try {
    const rows: Row[] = [];
    for (const size of sizesOf(values.sizes)) rows.push(...(await benchSize(size, Number(values.repeats), work)));
    console.log(render(rows));
    const proofs: Row[] = [];
    for (const size of sizesOf(values.proofs)) proofs.push(...(await benchProofs(size, Number(values.repeats), work)));
    console.log(renderProofs(proofs));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

void bench();

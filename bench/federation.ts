import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { KitError } from '../lib/errors';
import { feedFromArguments } from '../scripts/feed/feed-from-arguments';
import { generateRegion } from '../scripts/generate-region';
import { measure, median, type Sample } from './measure';

// npm run bench:federation -- [--sizes 5000,12000] [--schools 500] [--repeats 3]: whole imports of synthetic feeds, medians and
// peak memory, beside xmlsec1, which verifies the same file and takes nothing from it.

const cli = join(__dirname, '../bin/educloud.js');

interface Row {
  readonly entities: number;
  readonly megabytes: number;
  readonly run: string;
  readonly sample: Sample;
}

/** A generated region whose schools all take a feed: `schools` of them stand in it. */
function regionIn(work: string, schools: number): string {
  const files = generateRegion({ schools, seed: 1, partition: 'aws-cn' });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(work, name), text);
  const file = join(work, 'region.yaml');
  const federation =
    "  federation: { feeds: { bench: { preset: carsi } }, proxy: { entityId: 'https://proxy.example/saml' } }\n";
  writeFileSync(file, (files['region.yaml'] ?? '').replace('  districts:\n', `${federation}  districts:\n`));
  return file;
}

async function benchSize(entities: number, region: string, repeats: number, work: string): Promise<Row[]> {
  const feed = join(work, 'feed.xml');
  const certificate = join(work, 'feed.pem');
  const made = feedFromArguments([
    ...['--region', region, '--proxy', '--entities', String(entities), '--out', feed],
    // As large as in the aggregates that were measured: some 7.7 kB an entity.
    ...['--logo-bytes', '6000'],
  ]);
  writeFileSync(feed, made.xml);
  writeFileSync(certificate, made.certificate);
  const lock = join(work, 'federation.lock.json');
  const options = ['--feed', feed, '--cert', certificate, '--as-of', '2026-09-02', '--lock', lock, '--json'];
  const samples: Sample[] = [];
  const others: Sample[] = [];
  for (let round = 0; round < repeats; round += 1) {
    rmSync(lock, { force: true });
    samples.push(await measure([cli, 'federation', 'import', region, ...options]));
    // In turn, so that both meet the same noise of the machine.
    if (hasXmlsec()) others.push(measureXmlsec(feed, certificate));
  }
  const megabytes = statSync(feed).size / 1e6;
  return [
    { entities, megabytes, run: 'import', sample: median(samples) },
    ...(others.length === 0 ? [] : [{ entities, megabytes, run: 'xmlsec1 --verify', sample: median(others) }]),
  ];
}

function hasXmlsec(): boolean {
  return spawnSync('xmlsec1', ['--version']).status === 0;
}

/** Peak memory as GNU time reports it, where that is installed. */
function measureXmlsec(feed: string, certificate: string): Sample {
  const started = process.hrtime.bigint();
  const id = 'urn:oasis:names:tc:SAML:2.0:metadata:EntitiesDescriptor';
  const args = ['--verify', '--pubkey-cert-pem', certificate, '--id-attr:ID', id, feed];
  const timed = spawnSync('/usr/bin/time', ['-f', '%M', 'xmlsec1', ...args], { encoding: 'utf8' });
  if (timed.error !== undefined) {
    const plain = spawnSync('xmlsec1', args);
    if (plain.status !== 0) throw new KitError(`xmlsec1 refuses ${feed}`);
    return { seconds: since(started), megabytes: Number.NaN };
  }
  if (timed.status !== 0) throw new KitError(`xmlsec1 refuses ${feed}: ${timed.stderr.slice(-500)}`);
  const kilobytes = Number(timed.stderr.trim().split('\n').at(-1));
  return { seconds: since(started), megabytes: kilobytes / 1000 };
}

function since(started: bigint): number {
  return Number(process.hrtime.bigint() - started) / 1e9;
}

function render(rows: readonly Row[], schools: number): string {
  return [
    `node ${process.version}, ${cpus().length} cores; medians of whole processes; ${schools} schools of the region in each feed`,
    'entities  feed MB  run                seconds  memory MB',
    ...rows.map(({ entities, megabytes, run, sample }) =>
      [
        String(entities).padStart(8),
        megabytes.toFixed(1).padStart(7),
        run.padEnd(17),
        sample.seconds.toFixed(2).padStart(7),
        (Number.isNaN(sample.megabytes) ? '–' : sample.megabytes.toFixed(0)).padStart(9),
      ].join('  '),
    ),
    ...(hasXmlsec() ? [] : ['xmlsec1 is not installed here: nothing to compare with']),
  ].join('\n');
}

async function bench(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '5000,12000' },
      schools: { type: 'string', default: '500' },
      repeats: { type: 'string', default: '3' },
    },
  });
  const schools = Number(values.schools);
  const work = mkdtempSync(join(tmpdir(), 'educloud-bench-'));
  try {
    const region = regionIn(work, schools);
    const rows: Row[] = [];
    for (const size of values.sizes.split(',').map(Number)) {
      rows.push(...(await benchSize(size, region, Number(values.repeats), work)));
    }
    console.log(render(rows, schools));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

void bench();

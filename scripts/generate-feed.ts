import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { loadRegion } from '../lib/config';
import { EducloudError, failure } from '../lib/errors';
import { membersOf } from './feed/members';
import { syntheticFeed } from './feed/synthetic-feed';

// npm run generate:feed -- --entities N --seed S --out FILE [--region FILE --kinds university,college --bureau --proxy] …

const usage =
  'usage: npm run generate:feed -- --out FILE [--cert FILE] [--entities N] [--seed S] [--created DAY] [--valid-days N] ' +
  '[--name URI] [--registrar URI] [--logo-bytes N] [--keys N] ' +
  '[--region FILE [--schools ID,ID | --kinds KIND,KIND] [--districts ID,ID] [--bureau] [--proxy]]';

function run(): string {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: {
      out: { type: 'string' },
      cert: { type: 'string' },
      entities: { type: 'string' },
      seed: { type: 'string', default: '1' },
      created: { type: 'string', default: '2026-09-01' },
      'valid-days': { type: 'string', default: '14' },
      name: { type: 'string', default: 'https://feed.example/metadata' },
      registrar: { type: 'string', default: 'https://registrar.example' },
      'logo-bytes': { type: 'string', default: '2000' },
      keys: { type: 'string', default: '1' },
      region: { type: 'string' },
      schools: { type: 'string' },
      kinds: { type: 'string' },
      districts: { type: 'string' },
      bureau: { type: 'boolean', default: false },
      proxy: { type: 'boolean', default: false },
    },
  });
  const { out, region: regionFile, bureau, proxy } = values;
  if (out === undefined) throw failure('EDU704', '--out is missing', { allowed: 'a file' });
  const { region, issues } = regionFile === undefined ? { region: undefined, issues: [] } : loadRegion(regionFile);
  if (regionFile !== undefined && region === undefined) throw new EducloudError(issues);
  const chosen = {
    ...listed('schools', values.schools),
    ...listed('kinds', values.kinds),
    ...listed('districts', values.districts),
    bureau,
    proxy,
  };
  const members = region === undefined ? [] : membersOf(region, chosen);
  const entities = whole('entities', values.entities ?? String(members.length), members.length);
  const feed = syntheticFeed({
    entities,
    seed: whole('seed', values.seed, 0),
    members,
    created: dayOf(values.created),
    validDays: whole('valid-days', values['valid-days'], 1),
    name: values.name,
    registrar: values.registrar,
    logoBytes: whole('logo-bytes', values['logo-bytes'], 0),
    keys: whole('keys', values.keys, 0),
  });
  const certificate = values.cert ?? `${out.replace(/\.xml$/, '')}.pem`;
  for (const path of [out, certificate]) mkdirSync(dirname(path), { recursive: true });
  const xml = Buffer.concat(feed.xml);
  writeFileSync(out, xml);
  writeFileSync(certificate, feed.certificate);
  return `${out}: ${entities} entities, ${members.length} of the region, ${(xml.length / 1e6).toFixed(1)} MB; ${certificate}`;
}

function whole(option: string, text: string, least: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw failure('EDU704', `--${option} does not fit`, { found: text, allowed: `a whole number from ${least}` });
}

function dayOf(text: string): string {
  const moment = new Date(`${text}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text))
    return text;
  throw failure('EDU704', '--created is no day', { found: text, allowed: 'YYYY-MM-DD' });
}

function listed(option: string, text: string | undefined): Readonly<Record<string, readonly string[]>> {
  return text === undefined ? {} : { [option]: text.split(',') };
}

try {
  console.log(run());
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 1;
}

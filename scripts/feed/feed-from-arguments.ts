import { parseArgs } from 'node:util';
import { loadRegion } from '../../lib/config';
import { EducloudError, failure } from '../../lib/errors';
import { membersOf } from './members';
import { syntheticFeed } from './synthetic-feed';

/** What a command line of `npm run generate:feed` asks for. */
export interface GeneratedFeed {
  /** Paths as they were given, and what belongs there. */
  readonly out: string;
  readonly xml: Buffer;
  readonly certificateFile: string;
  readonly certificate: string;
  readonly entities: number;
  /** Entities of the region. */
  readonly members: number;
}

export const feedUsage =
  'usage: npm run generate:feed -- --out FILE [--cert FILE] [--entities N] [--seed S] [--created DAY] [--valid-days N] ' +
  '[--name URI] [--registrar URI] [--logo-bytes N] [--keys N] ' +
  '[--region FILE [--schools ID,ID | --kinds KIND,KIND] [--districts ID,ID] [--bureau] [--proxy]]';

/**
 * Makes the feed of a command line; the same arguments and region file give the same bytes.
 *
 * @throws EDU704 for an argument that does not fit
 */
export function feedFromArguments(args: readonly string[]): GeneratedFeed {
  const { values } = parseArgs({
    args: [...args],
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
  const { xml, certificate } = syntheticFeed({
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
  return {
    out,
    xml: Buffer.concat(xml),
    certificateFile: values.cert ?? `${out.replace(/\.xml$/, '')}.pem`,
    certificate,
    entities,
    members: members.length,
  };
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

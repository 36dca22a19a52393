import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deliveryFolder, signArguments, type DeliveryFields } from '../../cli/delivery-support';
import { folder, json, run } from '../../cli/support';
import { domain } from '../support';
import { hubTemplate } from './hub-template';
import { openEdge, type Edge, type EdgeOptions } from './open-edge';
import { readDistribution } from './read-distribution';

/** The objects of the commons, and what stands in each. */
export const objects: Readonly<Record<string, string>> = {
  'open/packs/1.pdf': 'open to everybody',
  'open/current/index.json': 'open pointer',
  'licensed/packs/数学/第一课 (2).pdf': 'algebra, under a licence',
  'licensed/packs/数学/deep/2.pdf': 'more algebra, under a licence',
  'licensed/packs/数学二/1.pdf': 'algebra of another provider',
  'licensed/current/index.json': 'licensed pointer',
  'private.txt': 'of no folder',
};

/** A region file, its edge, and the bucket behind it. */
export interface Site {
  readonly root: string;
  readonly edge: Edge;
  readonly options: EdgeOptions;
}

const domains = { china: domain, europe: 'd111111abcdef8.cloudfront.net' };

/** A region as it is synthesised, with an edge before a bucket with {@link objects}. */
export async function openSite(fields: DeliveryFields & Pick<Partial<EdgeOptions>, 'normalising'> = {}): Promise<Site> {
  const root = deliveryFolder(fields);
  const bucket = folder();
  for (const [name, text] of Object.entries(objects)) {
    mkdirSync(dirname(join(bucket, name)), { recursive: true });
    writeFileSync(join(bucket, name), text);
  }
  const options: EdgeOptions = {
    bucket,
    distribution: readDistribution(hubTemplate(root)),
    domain: domains[fields.at ?? 'china'],
    now: new Date('2026-12-01T04:00:00Z'),
    address: '203.0.113.7',
    normalising: fields.normalising ?? 'as-sent',
  };
  return { root, options, edge: await openEdge(options) };
}

/** Runs `delivery sign` with the id that the edge knows the key by; path and query of its first URL, or its cookies. */
export async function signedFor(
  { root, options }: Pick<Site, 'root' | 'options'>,
  path: string,
  more: readonly string[] = [],
  output = 'KeyId2026a',
): Promise<{ readonly target: string; readonly query: string; readonly cookie: string }> {
  const id = options.distribution.keyIds.get(output) ?? '';
  const args = signArguments(root, '--path', path, '--domain', options.domain, '--json', ...more);
  const result = await run(...args.map((one) => (one === 'K2JCJMDEHXQW5F' ? id : one)));
  const { urls, cookies } = json(result) as {
    urls?: { url?: string; query: string }[];
    cookies?: { header: string };
  };
  if (result.exitCode !== 0) throw new RangeError(result.out);
  return {
    target: (urls?.[0]?.url ?? '').replace(/^https:\/\/[^/]+/, ''),
    query: urls?.[0]?.query ?? '',
    cookie: cookies?.header.replace('Cookie: ', '') ?? '',
  };
}

import { truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { EducloudError } from '../../lib/errors';
import { readFeed } from '../../lib/federation';
import { feedLimits } from '../../lib/federation/verify/limits';
import { rsaSigner } from './support/certificate';
import { accepted, asOf, entity, feedText, judge, refusal, until, written } from './support/feed';
import { signed } from './support/sign';

const signer = rsaSigner();

/** The codes for which a file is refused. */
async function codes(file: string): Promise<string[]> {
  try {
    await readFeed(file, { certificate: signer.certificate, certificateFile: 'feed.pem', asOf });
    return [];
  } catch (error) {
    if (error instanceof EducloudError) return error.issues.map(({ code }) => code);
    throw error;
  }
}

test('a file that is not there, is no file, is empty or far too large is told so', async () => {
  expect(await codes('nowhere/feed.xml')).toEqual(['EDU101']);
  expect(await codes('feed\0.xml')).toEqual(['EDU102']);
  expect(await codes(tmpdir())).toEqual(['EDU102']);
  expect(await codes('/dev/null')).toEqual(['EDU102']);
  expect(await codes(written(''))).toEqual(['EDU103']);
  const large = written('');
  truncateSync(large, feedLimits.file + 1);
  expect(await codes(large)).toEqual(['EDU104']);
});

test('progress is told up to the end of the file', async () => {
  const told: (readonly [number, number])[] = [];
  const text = signed(feedText({ entities: Array.from({ length: 300 }, (_, index) => entity(`s${index}`)) }), signer);
  const file = written(text);
  const { certificate } = signer;
  const onProgress = (read: number, total: number): void => {
    told.push([read, total]);
  };
  await readFeed(file, { certificate, certificateFile: 'feed.pem', asOf, onProgress });
  const size = Buffer.byteLength(text);
  expect(told.length).toBeGreaterThan(1);
  expect(told.map(([read]) => read)).toEqual([...told.map(([read]) => read)].sort((a, b) => a - b));
  expect(told.at(-1)).toEqual([size, size]);
});

/** The verdict on a signed feed of one entity; what is wrong with its size comes before what is wrong with its signature. */
function verdictOn(rest: string): Promise<string> {
  return refusal(signed(feedText({ entities: [entity('oak', { rest })] }), signer), signer);
}

const nested = (levels: number): string => '<a>'.repeat(levels) + '</a>'.repeat(levels);
const attributes = (count: number): string => `<a ${Array.from({ length: count }, (_, i) => `a${i}=""`).join(' ')}/>`;

test.each<[what: string, within: string, beyond: string]>([
  ['depth', nested(feedLimits.depth - 2), nested(feedLimits.depth - 1)],
  ['attributes of an element', attributes(feedLimits.attributes), attributes(feedLimits.attributes + 1)],
  [
    'length of an attribute',
    `<a b="${'x'.repeat(feedLimits.attribute)}"/>`,
    `<a b="${'x'.repeat(feedLimits.attribute + 1)}"/>`,
  ],
  ['size of an entity', `<a>${'x'.repeat(9_000)}</a>`.repeat(110), `<a>${'x'.repeat(9_000)}</a>`.repeat(120)],
])('the %s has a limit', async (_what, within, beyond) => {
  expect(await verdictOn(within)).toBe('accepted');
  expect(await verdictOn(beyond)).toBe('EDU513');
});

test.each<[what: string, text: string]>([
  ['text', 'x'],
  ['a comment', '<!--'],
  ['a name', '<a'],
  ['an attribute', '<a b="'],
  ['a reference', '&amp'],
  ['a DOCTYPE', '<!DOCTYPE x ['],
  ['CDATA', '<![CDATA['],
])('%s without end is given up, long before the file ends', async (_what, start) => {
  let last = 0;
  const file = written((start === '<!DOCTYPE x [' ? '' : '<a>') + start + 'x'.repeat(8 * 1024 * 1024));
  const { certificate } = signer;
  const onProgress = (read: number): void => {
    last = read;
  };
  // The root is judged before what follows it, so the reader is asked by itself.
  const reading = readFeed(file, { certificate, certificateFile: 'feed.pem', asOf, onProgress });
  await expect(reading).rejects.toMatchObject({ issues: [{ code: expect.stringMatching(/EDU51[34]/) }] });
  expect(last).toBeLessThan(3 * 1024 * 1024);
});

test('groups stand within groups, to a depth', async () => {
  const groups = (count: number): string =>
    feedText({
      entities: [
        '<md:EntitiesDescriptor>'.repeat(count - 1) + entity('oak') + '</md:EntitiesDescriptor>'.repeat(count - 1),
      ],
    });
  const feed = await accepted(signed(groups(feedLimits.groups), signer), signer);
  expect(feed.identityProviders).toHaveLength(1);
  expect(await refusal(signed(groups(feedLimits.groups + 1), signer), signer)).toBe('EDU513');
});

test('a hundred mistakes are told, and no more', async () => {
  const entities = Array.from({ length: 300 }, (_, index) =>
    entity(`s${index}`, { attributes: `entityID="s${index}"` }),
  );
  const verdict = await judge(signed(feedText({ entities, root: until }), signer), signer);
  expect('issues' in verdict && verdict.issues.length).toBe(feedLimits.issues);
});

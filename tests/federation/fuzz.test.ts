import type { Feed } from '../../lib/federation';
import { canonicalText } from '../../lib/federation/xml/canonical-writer';
import { treeOf, without } from './support/canonical';
import { rsaSigner } from './support/certificate';
import { accepted, entity, feedText, judge } from './support/feed';
import { brokenBytes, brokenStructure, dice } from './support/mutate';
import { signed } from './support/sign';

const signer = rsaSigner();
const genuine = signed(feedText({ entities: [entity('oak'), entity('elm')] }), signer, { uri: '#feed' });
const runs = Number(process.env.EDUCLOUD_FEED_RUNS ?? 400);

/** What a feed says, wherever in the file it says so. */
function said({ sha256: _file, warnings: _warnings, identityProviders, ...rest }: Feed): unknown {
  return { ...rest, identityProviders: identityProviders.map((one) => ({ ...one, line: 0 })) };
}

function covered(text: string): string {
  return canonicalText(without(treeOf(text), 'Signature'), []);
}

/** Refused in good order, or accepted because nothing that is signed was changed; how often each. */
async function tried(broken: (seed: number) => Buffer): Promise<{ accepted: number; refused: number }> {
  const original = said(await accepted(genuine, signer));
  const count = { accepted: 0, refused: 0 };
  for (let seed = 1; seed <= runs; seed += 1) {
    const bytes = broken(seed);
    const verdict = await judge(bytes, signer);
    if ('issues' in verdict) {
      count.refused += 1;
      expect(verdict.issues.length).toBeGreaterThan(0);
    } else {
      count.accepted += 1;
      expect({ seed, said: said(verdict.feed) }).toEqual({ seed, said: original });
      expect({ seed, covered: covered(bytes.toString()) }).toEqual({ seed, covered: covered(genuine) });
    }
  }
  return count;
}

test('a feed of which bytes were changed is refused, or says the same', async () => {
  const { refused } = await tried((seed) => brokenBytes(Buffer.from(genuine), dice(seed)));
  expect(refused).toBeGreaterThan(runs / 2);
}, 3_600_000);

test('a feed of which the structure was changed is refused, or says the same', async () => {
  const { refused } = await tried((seed) => Buffer.from(brokenStructure(genuine, dice(seed))));
  expect(refused).toBeGreaterThan(runs / 2);
}, 3_600_000);

import type { Code, Issue } from '../../lib/errors';
import { ecSigner, rsaSigner, type Signer } from '../federation/support/certificate';
import { entity, feedText, judge, until, type FeedParts } from '../federation/support/feed';
import { signed, type SignOptions } from '../federation/support/sign';

/** Keys are made when they are first needed. */
const keys = new Map<string, Signer>();
function key(name: string, make: () => Signer): Signer {
  const found = keys.get(name) ?? make();
  keys.set(name, found);
  return found;
}
const ours = (): Signer => key('ours', () => rsaSigner());

async function issuesOf(text: string, signer = ours()): Promise<readonly Issue[]> {
  const verdict = await judge(text, signer);
  return 'issues' in verdict ? verdict.issues : (verdict.feed.warnings ?? []);
}

/** A feed with a mistake in it, signed all the same. */
function feed(parts: FeedParts, options?: SignOptions): Promise<readonly Issue[]> {
  return issuesOf(signed(feedText(parts), ours(), options));
}

const twice = '<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"/>';

/** Mistakes of feeds and of those who pin their certificates. */
export const feedMistakes: readonly {
  readonly code: Code;
  readonly what: string;
  readonly issues: () => Promise<readonly Issue[]>;
}[] = [
  { code: 'EDU511', what: 'half a feed', issues: () => issuesOf(signed(feedText(), ours()).slice(0, -50)) },
  { code: 'EDU512', what: 'a DOCTYPE', issues: () => issuesOf(feedText().replace('<!--', '<!DOCTYPE x><!--')) },
  {
    code: 'EDU513',
    what: '65 elements in one another',
    issues: () => feed({ entities: [entity('oak', { rest: '<a>'.repeat(63) + '</a>'.repeat(63) })] }),
  },
  { code: 'EDU514', what: 'a web page', issues: () => issuesOf('<html/>') },
  { code: 'EDU515', what: 'a feed that nobody signed', issues: () => issuesOf(feedText()) },
  { code: 'EDU516', what: 'a signature over something else', issues: () => feed({}, { uri: '#other' }) },
  {
    code: 'EDU517',
    what: 'SHA-1',
    issues: () => feed({}, { change: (text) => text.replace('xmlenc#sha256', 'xmldsig#sha1') }),
  },
  {
    code: 'EDU518',
    what: 'a key that anybody can break',
    issues: () =>
      issuesOf(
        feedText(),
        key('weak', () => rsaSigner(1024)),
      ),
  },
  {
    code: 'EDU519',
    what: 'a certificate of the past',
    issues: () =>
      issuesOf(
        feedText(),
        key('old', () => ecSigner('P-256', { notAfter: '251231' })),
      ),
  },
  {
    code: 'EDU520',
    what: 'a scope that was changed',
    issues: () => issuesOf(signed(feedText(), ours()).replace('oak.example</shibmd', 'elm.example</shibmd')),
  },
  {
    code: 'EDU521',
    what: 'the key of somebody else',
    issues: () =>
      issuesOf(
        signed(
          feedText(),
          key('other', () => rsaSigner()),
        ),
      ),
  },
  { code: 'EDU522', what: 'a feed without end', issues: () => feed({ root: 'ID="feed"' }) },
  { code: 'EDU523', what: 'a feed of tomorrow', issues: () => feed({ created: '2026-11-24T00:00:00Z' }) },
  {
    code: 'EDU524',
    what: 'two IDs alike',
    issues: () => feed({ entities: [entity('oak', { attributes: 'entityID="https://a.example" ID="feed"' })] }),
  },
  {
    code: 'EDU525',
    what: 'a name for an entityID',
    issues: () => feed({ entities: [entity('oak', { attributes: 'entityID="oak"' })] }),
  },
  { code: 'EDU526', what: 'one entity twice', issues: () => feed({ entities: [entity('oak'), entity('oak')] }) },
  {
    code: 'EDU527',
    what: 'an entity with two identity providers',
    issues: () => feed({ entities: [entity('oak', { rest: twice })] }),
  },
  {
    code: 'EDU528',
    what: 'a feed that shows another certificate',
    issues: () =>
      feed(
        {},
        {
          shown: key('other', () => rsaSigner()),
        },
      ),
  },
  {
    code: 'EDU529',
    what: 'a feed that is valid for two months',
    issues: () => feed({ root: until.replace('2026-12-07', '2027-01-20') }),
  },
];

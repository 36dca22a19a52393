import { rsaSigner } from './support/certificate';
import { accepted, feedText, refusal } from './support/feed';
import { signed } from './support/sign';

const signer = rsaSigner();
const genuine = signed(feedText(), signer, { uri: '#feed' });

/** The genuine feed with one change; the change must be one. */
function changed(from: string | RegExp, to: string): string {
  const text = genuine.replace(from, () => to);
  expect(text).not.toBe(genuine);
  return text;
}

describe('XML that two readers could see differently is refused, even if it is signed', () => {
  test.each<[what: string, from: string | RegExp, to: string, code: string]>([
    ['a DOCTYPE', '<md:Ent', '<!DOCTYPE md:EntitiesDescriptor><md:Ent', 'EDU512'],
    ['a DOCTYPE with entities', '<md:Ent', '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><md:Ent', 'EDU512'],
    ['a DOCTYPE with a file', '<md:Ent', '<!DOCTYPE r SYSTEM "file:///etc/passwd"><md:Ent', 'EDU512'],
    ['an entity that nobody declared', 'https://idp.oak.example/sso', '&evil;', 'EDU512'],
    ['a processing instruction before the root', '<md:Ent', '<?xml-stylesheet href="x"?><md:Ent', 'EDU512'],
    ['a processing instruction within', 'oak.example</shibmd', 'oak.example<?x?></shibmd', 'EDU512'],
    ['a processing instruction behind the root', /$/, '<?x y?>', 'EDU512'],
    ['XML 1.1', 'version="1.0"', 'version="1.1"', 'EDU512'],
    ['another encoding, declared', 'encoding="UTF-8"', 'encoding="GB18030"', 'EDU512'],
    ['a namespace with a space', 'xmlns:mdui="urn:', 'xmlns:mdui=" urn:', 'EDU512'],
    ['a namespace that is relative', 'xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui"', 'xmlns:mdui="ui"', 'EDU512'],
    ['a prefix that is taken back', '<md:NameIDFormat>', '<md:NameIDFormat xmlns:md="">', 'EDU511'],
    ['a prefix that nobody bound', '<md:NameIDFormat>', '<md:NameIDFormat a:b="">', 'EDU511'],
    ['the prefix xmlns', '<md:NameIDFormat>', '<md:NameIDFormat xmlns:xmlns="urn:x">', 'EDU511'],
    ['the prefix xml for something else', '<md:NameIDFormat>', '<md:NameIDFormat xmlns:xml="urn:x">', 'EDU511'],
    [
      'another prefix for xml',
      '<md:NameIDFormat>',
      '<md:NameIDFormat xmlns:x="http://www.w3.org/XML/1998/namespace">',
      'EDU511',
    ],
    ['two colons', '<md:NameIDFormat>', '<md:NameIDFormat md:a:b="">', 'EDU511'],
    ['a local name that is none', '<md:NameIDFormat>', '<md:NameIDFormat md:-b="">', 'EDU511'],
    [
      'one attribute by two prefixes',
      '<md:NameIDFormat>',
      '<md:NameIDFormat xmlns:a="urn:x" xmlns:b="urn:x" a:c="" b:c="">',
      'EDU511',
    ],
    ['an attribute twice', 'regexp="false"', 'regexp="false" regexp="true"', 'EDU511'],
    ['two roots', /$/, '<md:EntitiesDescriptor/>', 'EDU511'],
    ['text behind the root', /$/, 'x', 'EDU511'],
    ['a control character', 'oak.example</shibmd', 'oak\u0001.example</shibmd', 'EDU511'],
    ['a reference to one', 'oak.example</shibmd', 'oak&#0;.example</shibmd', 'EDU511'],
    ['half of a character', 'oak.example</shibmd', 'oak&#xD800;.example</shibmd', 'EDU511'],
    ['the end cut off', /<\/md:EntitiesDescriptor>\s*$/, '', 'EDU511'],
    ['two byte order marks', /^/, '\uFEFF\uFEFF', 'EDU511'],
  ])('%s', async (_what, from, to, code) => {
    expect(await refusal(changed(from, to), signer)).toBe(code);
  });

  test('bytes that are not UTF-8', async () => {
    expect(await refusal(Buffer.from(`\uFEFF${genuine}`, 'utf16le'), signer)).toBe('EDU512');
    expect(await refusal(Buffer.from(genuine, 'utf16le'), signer)).toBe('EDU511');
    expect(await refusal(Buffer.from(genuine.replace('学校', 'é'), 'latin1'), signer)).toBe('EDU512');
    const overlong = Buffer.concat([Buffer.from(genuine), Buffer.from([0xc0, 0xbc])]);
    expect(await refusal(overlong, signer)).toBe('EDU512');
    expect(await refusal(Buffer.concat([Buffer.from(genuine), Buffer.from([0xe5])]), signer)).toBe('EDU512');
  });

  test('one byte order mark is let through, and is not signed', async () => {
    await accepted(`\uFEFF${genuine}`, signer);
  });
});

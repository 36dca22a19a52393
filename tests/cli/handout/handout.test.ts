import { SaxesParser } from 'saxes';
import { handout } from '../../../lib/cli/handout/handout';
import { handoutSoftware, type HandoutRegion, type HandoutSoftware } from '../../../lib/cli/handout/handout-data';
import { languages } from '../../../lib/cli/texts';
import { issuesOf } from '../../errors/support';
import { blocksOf, provider, region, roles } from './support';

const saml: readonly HandoutSoftware[] = ['shibboleth', 'adfs', 'keycloak', 'cas', 'entra'];
const pages: readonly (readonly [school: string, software: HandoutSoftware])[] = [
  ...saml.map((software) => ['oak', software] as const),
  ...handoutSoftware.map((software) => ['elm', software] as const),
  ['ash', 'oidc'],
];

const { metadataUrl: _, ...unknownMetadata } = region.serviceProvider;
const regions: readonly (readonly [string, HandoutRegion])[] = [
  ['a region', region],
  ['a region whose metadata address is unknown', { ...region, serviceProvider: unknownMetadata }],
];

describe.each(regions)('%s', (_name, given) => {
  describe.each(pages)('%s with %s', (school, software) => {
    const texts = languages.map((language) => handout(given, { school, software, language }));

    test('says the same in every language', () => {
      const shape = (text: string): unknown => ({
        headings: text.match(/^#+ /gm),
        steps: text.match(/^## \d+/gm),
        blocks: blocksOf(text),
        // Values stand in code, numbers of rows and items in the layout.
        rows: text.match(/^\| /gm)?.length,
        items: text.match(/^- /gm)?.length,
        paragraphs: text.split(/\n\n/).length,
        values: text.match(/`[^`\n]+`/g)?.sort(),
      });
      expect(shape(texts[1]!)).toEqual(shape(texts[0]!));
      expect(shape(texts[2]!)).toEqual(shape(texts[0]!));
    });

    test('leaves no name unfilled, speaks each language, and warns where nobody has tried it', () => {
      for (const [index, text] of texts.entries()) {
        const prose = text.replace(/^(`{3,})[\s\S]*?^\1$/gm, '').replace(/`[^`\n]+`/g, '');
        expect(prose).not.toMatch(/\{[a-zA-Z]+\}|undefined|\[object|NaN/);
        expect(/[А-я]{4}/.test(prose.replace('Дубовая школа', ''))).toBe(languages[index] === 'ru');
        expect(/[\u4e00-\u9fff]{4}/.test(prose.replace('橡树小学', ''))).toBe(languages[index] === 'zh');
        const untested = ['**Untested.**', '**未经测试。**', '**Не проверено.**'].filter((word) => text.includes(word));
        expect(untested.length).toBe(software === 'shibboleth' ? 0 : 1);
      }
    });

    test('holds well-formed XML and JSON', () => {
      for (const { language, text } of blocksOf(texts[0]!)) {
        if (language === 'xml') wellFormed(text);
        if (language === 'json') expect(() => JSON.parse(text)).not.toThrow();
      }
    });
  });
});

test.each(saml)('%s: every role stands with its provider, and every affiliation', (software) => {
  const text = handout(region, { school: 'oak', software, language: 'en' });
  for (const { arn, admissions } of roles) {
    expect(text).toContain(`${arn},${provider}`);
    for (const one of admissions.flatMap(({ scopedAffiliations }) => scopedAffiliations)) expect(text).toContain(one);
  }
  expect(text).toContain('https://aws.amazon.com/SAML/Attributes/PrincipalTag:educloud:user');
  expect(new Set(text.match(/PrincipalTag:\w+:\w+/g))).toEqual(new Set(['PrincipalTag:educloud:user']));
});

test('AD FS sends every affiliation and entitlement that a trust policy asks for, and no others', () => {
  const text = handout(region, { school: 'oak', software: 'adfs', language: 'en' });
  const rules = [...text.matchAll(/^c:\[Type == "([^"]+)", Value =~ "([^\n]+)"\]\n => issue\(claim = c\);$/gm)];
  const sent = new Map(rules.map(([, type = '', pattern = '']) => [type, new RegExp(pattern)]));
  const affiliations = sent.get('urn:oid:1.3.6.1.4.1.5923.1.1.1.9');
  const entitlements = sent.get('urn:oid:1.3.6.1.4.1.5923.1.1.1.7');
  for (const { scopedAffiliations, entitlements: needed = [] } of roles.flatMap(({ admissions }) => admissions)) {
    for (const one of scopedAffiliations) expect([one, affiliations?.test(one)]).toEqual([one, true]);
    for (const one of needed) expect([one, entitlements?.test(one)]).toEqual([one, true]);
  }
  for (const other of ['student@oak.example', 'faculty@oakxexample', 'xfaculty@oak.example', 'urn:x:other']) {
    expect([other, affiliations?.test(other), entitlements?.test(other)]).toEqual([other, false, false]);
  }
  expect(sent.size).toBe(2);
});

test('behind a proxy no attribute, role or provider of AWS is asked for', () => {
  for (const software of handoutSoftware) {
    const text = handout(region, { school: 'elm', software, language: 'en' });
    expect(text).not.toMatch(/arn:|SAML\/Attributes|signin\.amazonaws/);
    expect(text).toContain('https://proxy.bureau.example/saml');
    expect(text).toContain('faculty@elm.example');
  }
});

test('a school without domains is told nothing of domains', () => {
  const bare = { ...region, schools: region.schools.map((one) => ({ ...one, domains: [] })) };
  for (const language of ['en', 'zh', 'ru'] as const) {
    const [before, after] = [region, bare].map((one) => handout(one, { school: 'ash', language }).split('\n'));
    expect(before?.filter((line) => !after?.includes(line))).toHaveLength(2);
    expect(before?.filter((line) => line.includes('ash.example'))).toHaveLength(4);
    expect(after?.filter((line) => line.includes('ash.example'))).toHaveLength(2);
  }
});

test('the start address is that of the identity provider, with the service provider in it', () => {
  const text = handout(region, { school: 'oak', language: 'zh' });
  expect(text).toContain(
    'https://idp.oak.example/idp/profile/SAML2/Unsolicited/SSO?providerId=urn%3Aamazon%3Awebservices%3Acn-north-1',
  );
});

test('without software the hand-out is for Shibboleth where there is SAML, and for OpenID Connect where there is that', () => {
  expect(handout(region, { school: 'oak', language: 'en' })).toBe(
    handout(region, { school: 'oak', language: 'en', software: 'shibboleth' }),
  );
  expect(handout(region, { school: 'ash', language: 'en' })).toBe(
    handout(region, { school: 'ash', language: 'en', software: 'oidc' }),
  );
});

test.each<[string, string, HandoutRegion, string, HandoutSoftware | undefined]>([
  ['EDU561', 'a school that is not there', region, 'pine', undefined],
  ['EDU562', 'an external school', region, 'fir', undefined],
  ['EDU562', 'a frozen school', region, 'yew', undefined],
  ['EDU562', 'a school without identity provider', region, 'bay', undefined],
  ['EDU563', 'OpenID Connect for a school with SAML', region, 'oak', 'oidc'],
  ['EDU563', 'Shibboleth for a school with OpenID Connect', region, 'ash', 'shibboleth'],
])('%s comes for %s', (code, _what, given, school, software) => {
  const wish = { school, language: 'en', ...(software === undefined ? {} : { software }) } as const;
  expect(issuesOf(() => handout(given, wish)).map((one) => one.code)).toEqual([code]);
});

/** Fragments have no root, and prefixes that the file around them declares. */
function wellFormed(xml: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  const declared =
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:p="http://www.springframework.org/schema/p" xmlns:c="http://www.springframework.org/schema/c"';
  parser.write(xml.startsWith('<?xml') ? xml : `<fragment ${declared}>${xml}</fragment>`).close();
}

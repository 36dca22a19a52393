import { loadText, onlyIssue, places, regionText } from './support';

const oak = '{ id: oak, district: north, domains: [oak.example] }';

function feedOf(more: string) {
  return loadText(regionText([oak], { more: [`federation: { feeds: { f: { preset: carsi, ${more} } } }`] }));
}

function issuerOf(issuer: string) {
  const school = `{ id: oak, district: north, oidc: { issuer: "${issuer}", clients: { teacher: t } } }`;
  return loadText(regionText([school], { more: ['federation: {}'] }));
}

test.each([
  ['teacehr', 'did you mean `teacher`?'],
  ['bureau-operator', undefined],
  ['admin', undefined],
])('a value mapped to `%s`, which no school’s person can be, names the personas that there are', (persona, fix) => {
  for (const map of ['affiliations: { x-staff: PERSONA }', 'entitlements: { "urn:x:y": PERSONA }']) {
    const found = onlyIssue(feedOf(map.replace('PERSONA', persona)));
    expect(found).toMatchObject({ code: 'EDU204', found: persona, line: 6 });
    expect(found.allowed).toContain('student, teacher, school-admin, none');
    expect(found.fix).toBe(fix);
  }
});

test.each([
  'http://login.oak.example',
  'https://login.oak.example:8443',
  'https://login.oak.example/?tenant=oak',
  'https://login.oak.example/#oak',
  'https://user@login.oak.example',
  'https://login.oak.example/',
  'https://login.oak.example/../elm',
  'https://LOGIN.oak.example',
  'https://login.oak.example/*',
  'login.oak.example',
])('the issuer %s is refused, with the form that is taken', (issuer) => {
  const found = onlyIssue(issuerOf(issuer));
  expect(found).toMatchObject({ code: 'EDU204', found: issuer, path: 'region.schools[0].oidc.issuer' });
  expect(found.allowed).toContain('an https address in lower case without port');
});

test.each(['https://login.oak.example', 'https://login.example/realms/oak'])('the issuer %s is taken', (issuer) => {
  expect(places(issuerOf(issuer))).toEqual([]);
});

test.each(['fac*', 'fac?ulty', '${aws:username}', 'faculty@oak.example', 'two words', '教师'])(
  'the affiliation `%s` is no value of a trust policy',
  (value) => {
    expect(feedOf(`affiliations: { "${value}": teacher }`).issues.map(({ code }) => code)).toEqual(['EDU204']);
  },
);

test.each(['urn:x:*', 'urn:x:${saml:sub}', 'urn:x:?', 'urn:x:a b', 'urn:x:"'])(
  'the entitlement `%s` is no value of a trust policy',
  (value) => {
    const quoted = value.replaceAll('"', '\\"');
    expect(feedOf(`entitlements: { "${quoted}": teacher }`).issues.map(({ code }) => code)).toEqual(['EDU204']);
  },
);

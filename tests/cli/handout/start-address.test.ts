import { startAddress } from '../../../lib/cli/handout/start-address';

const entityId = 'https://idp.oak.example/idp/shibboleth';

test.each<[string, string, readonly string[], string]>([
  [
    'where it signs in',
    entityId,
    ['https://login.oak.example/idp/profile/SAML2/POST/SSO'],
    'https://login.oak.example/idp',
  ],
  [
    'under another path',
    entityId,
    ['https://oak.example/a/shib/profile/SAML2/Redirect/SSO'],
    'https://oak.example/a/shib',
  ],
  [
    'by its host, where addresses have another form',
    entityId,
    ['https://oak.example:8443/sso'],
    'https://oak.example:8443/idp',
  ],
  ['by its entityID, where there are no addresses', entityId, [], 'https://idp.oak.example/idp'],
  ['not at all, where nothing names a host', 'urn:oak', [], 'https://HOST/idp'],
])('the start address is found %s', (_where, id, signOn, base) => {
  expect(startAddress({ entityId: id, signOn, arn: 'arn' }, 'urn:amazon:webservices')).toBe(
    `${base}/profile/SAML2/Unsolicited/SSO?providerId=urn%3Aamazon%3Awebservices`,
  );
});

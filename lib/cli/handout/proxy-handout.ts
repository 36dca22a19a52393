import { lastParts, valuesPart } from './common-parts';
import type { HandoutRegion, HandoutSchool, HandoutSoftware } from './handout-data';
import { code, heading, inline, table } from './markdown';
import { releasePolicy } from './release-policy';
import type { Say } from './say';
import { commonTexts } from './texts-common';
import { otherTexts as texts } from './texts-other';
import { shibbolethTexts } from './texts-shibboleth';

interface SignIn {
  readonly entityId: string;
  readonly affiliations: readonly string[];
  readonly entitlements: readonly string[];
}

/** What the operator does where the school's people come through the proxy of the region: tell it who they are. */
export function proxyHandout(
  region: HandoutRegion,
  school: HandoutSchool,
  { entityId, affiliations, entitlements }: SignIn,
  software: HandoutSoftware,
  say: Say,
): readonly string[] {
  const isOidc = software === 'oidc';
  const isShibboleth = software === 'shibboleth';
  const scoped = school.domains.flatMap((domain) => affiliations.map((value) => `${value}@${domain}`));
  return [
    say(texts.byProxy),
    ...(isShibboleth ? [say(shibbolethTexts.folder)] : [say(commonTexts.untested)]),
    ...valuesPart(region, school, say, [[say(texts.proxy), entityId]]),
    heading(2, say(texts.register)),
    say(isOidc ? texts.registerClient : texts.registerHow),
    heading(2, say(shibbolethTexts.release, { step: '2' })),
    say(texts.releaseThese),
    table(
      [say(texts.attribute), say(commonTexts.value)],
      [
        [
          inline(isOidc ? 'eduperson_scoped_affiliation' : 'urn:oid:1.3.6.1.4.1.5923.1.1.1.9'),
          scoped.map(inline).join(', '),
        ],
        [inline(isOidc ? 'pairwise_id' : 'urn:oasis:names:tc:SAML:attribute:pairwise-id'), say(texts.pairwiseValue)],
        ...(entitlements.length === 0
          ? []
          : [
              [
                inline(isOidc ? 'eduperson_entitlement' : 'urn:oid:1.3.6.1.4.1.5923.1.1.1.7'),
                entitlements.map(inline).join(', '),
              ],
            ]),
      ],
    ),
    ...(isShibboleth
      ? [
          say(shibbolethTexts.releaseHow, { entityId }),
          code(
            'xml',
            releasePolicy({
              id: `educloud-${region.region}`,
              entityId,
              anyValue: ['samlPairwiseID'],
              affiliations,
              scopes: school.domains,
              entitlements,
            }),
          ),
        ]
      : []),
    heading(2, say(shibbolethTexts.test, { step: '3' })),
    ...(isShibboleth
      ? [say(texts.proxyTest), code('sh', `bin/aacli.sh -n USER -r ${entityId} --saml2`)]
      : [say(texts.proxyTestPlain)]),
    ...lastParts(school, say, say(isOidc ? texts.oidcKeys : commonTexts.keysOrder), say(texts.neverAws)),
  ];
}

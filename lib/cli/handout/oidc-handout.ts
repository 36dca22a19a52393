import { cloudPersonas } from '../../vocabulary';
import { lastParts, valuesPart } from './common-parts';
import type { HandoutRegion, HandoutSchool, HandoutSignIn } from './handout-data';
import { code, heading, inline, table } from './markdown';
import type { Say } from './say';
import { commonTexts } from './texts-common';
import { otherTexts as texts } from './texts-other';

type SignIn = Extract<HandoutSignIn, { kind: 'oidc' }>;

/**
 * What the operator of an OpenID Connect provider does. Claims:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp
 */
export function oidcHandout(
  region: HandoutRegion,
  school: HandoutSchool,
  { issuer, clients, roles }: SignIn,
  say: Say,
): readonly string[] {
  const rows = cloudPersonas.flatMap((persona) => {
    const client = clients[persona];
    const role = roles.find((one) => one.persona === persona);
    return client === undefined || role === undefined
      ? []
      : [[`${say(commonTexts[persona])}: ${inline(role.arn)}`, inline(client)]];
  });
  const claims = {
    iss: issuer,
    sub: 'ID',
    aud: '…',
    'https://aws.amazon.com/source_identity': 'ID',
    'https://aws.amazon.com/tags': { principal_tags: { [region.userTag]: ['ID'] }, transitive_tag_keys: [] },
  };
  return [
    say(commonTexts.untested),
    ...valuesPart(region, school, say, [[say(texts.issuer), issuer]]),
    heading(2, say(commonTexts.roles)),
    say(texts.oidcHow),
    table([say(commonTexts.role), say(texts.client)], rows),
    code('json', JSON.stringify(claims, undefined, 2)),
    ...lastParts(school, say, say(texts.oidcKeys), say(commonTexts.neverTags)),
  ];
}

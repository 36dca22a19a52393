import type { HandoutRegion, HandoutRole, HandoutSchool } from './handout-data';
import { heading, inline, list, table } from './markdown';
import type { Say } from './say';
import { commonTexts as texts } from './texts-common';

type Row = readonly [label: string, ...values: string[]];

/** The table of values: what every hand-out names, and `more`. */
export function valuesPart(
  region: HandoutRegion,
  school: HandoutSchool,
  say: Say,
  more: readonly Row[],
): readonly string[] {
  const rows: readonly Row[] = [
    [say(texts.school), school.id],
    ...(school.domains.length === 0 ? [] : [[say(texts.domains), ...school.domains] as const]),
    [say(texts.home), region.home],
    ...more,
  ];
  return [
    heading(2, say(texts.values)),
    table(
      [say(texts.what), say(texts.value)],
      rows.map(([label, ...values]) => [label, values.map(inline).join(', ')]),
    ),
  ];
}

/** Rows for AWS as the service provider. */
export function serviceProviderRows({ serviceProvider }: HandoutRegion, say: Say): readonly Row[] {
  const { entityId, audiences, metadataUrl } = serviceProvider;
  return [
    [say(texts.serviceProvider), entityId],
    [say(texts.audience), ...audiences],
    ...(metadataUrl === undefined ? [] : [[say(texts.metadataUrl), metadataUrl] as const]),
  ];
}

/** Who gets which role: one row for each admission. */
export function rolesPart(roles: readonly HandoutRole[], say: Say): readonly string[] {
  return [
    heading(2, say(texts.roles)),
    say(texts.rolesRule),
    table(
      [say(texts.role), say(texts.affiliation), say(texts.entitlement)],
      roles.flatMap(({ persona, arn, admissions }) =>
        admissions.map(({ scopedAffiliations, entitlements = [] }) => [
          `${say(texts[persona])}: ${inline(arn)}`,
          scopedAffiliations.map(inline).join(', '),
          entitlements.map(inline).join(', '),
        ]),
      ),
    ),
  ];
}

/** How keys change, and what must not be done. */
export function lastParts(
  school: HandoutSchool,
  say: Say,
  keys: string,
  ...never: readonly string[]
): readonly string[] {
  return [
    heading(2, say(texts.keys)),
    keys,
    heading(2, say(texts.never)),
    list([
      ...never,
      say(texts.neverPupils),
      ...(school.domains.length === 0
        ? []
        : [say(texts.neverDomains, { domains: school.domains.map(inline).join(', ') })]),
      say(texts.neverPersonal),
    ]),
  ];
}

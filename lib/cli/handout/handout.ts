import { chosenSchool, type ChosenSchool } from './chosen-school';
import type { HandoutRegion, HandoutSoftware } from './handout-data';
import { heading, page } from './markdown';
import { oidcHandout } from './oidc-handout';
import { otherHandout } from './other-handout';
import { proxyHandout } from './proxy-handout';
import { sayIn, type Say } from './say';
import { shibbolethHandout } from './shibboleth-handout';
import { commonTexts } from './texts-common';
import type { Language } from '../texts';

/** Whose hand-out is wanted, and how. */
export interface HandoutWish {
  readonly school: string;
  readonly language: Language;
  /** @default - Shibboleth where the school has SAML, OpenID Connect where it has that */
  readonly software?: HandoutSoftware;
}

/**
 * One page of Markdown for the operator of a school's identity provider, with every value filled in. Headings, code and
 * numbers are the same in every language. Throws EDU561, EDU562 or EDU563.
 */
export function handout(region: HandoutRegion, { school: id, language, software: wanted }: HandoutWish): string {
  const chosen = chosenSchool(region, id, wanted);
  const { school } = chosen;
  const say = sayIn(language);
  const name = school.names[language] ?? school.names.en ?? school.id;
  return page([
    heading(
      1,
      say(commonTexts.title, { school: name === school.id ? name : `${name} (${school.id})`, region: region.region }),
    ),
    say(commonTexts.forWhom),
    ...partsOf(region, chosen, say),
  ]);
}

function partsOf(region: HandoutRegion, chosen: ChosenSchool, say: Say): readonly string[] {
  const { school } = chosen;
  switch (chosen.kind) {
    case 'proxy':
      return proxyHandout(region, school, chosen.signIn, chosen.software, say);
    case 'oidc':
      return oidcHandout(region, school, chosen.signIn, say);
    case 'saml':
      return chosen.software === 'shibboleth'
        ? shibbolethHandout(region, school, chosen.signIn, say)
        : otherHandout(region, school, chosen.signIn, chosen.software, say);
  }
}

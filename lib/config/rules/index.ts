import type { Issue } from '../../errors';
import type { Draft } from '../draft';
import { apartDomains } from './apart-domains';
import { awsRegionsInJurisdiction } from './aws-regions-in-jurisdiction';
import { awsRegionsInPartition } from './aws-regions-in-partition';
import { deliveredClasses } from './delivered-classes';
import { deliveryCountries } from './delivery-countries';
import { deliveryDomains } from './delivery-domains';
import { deliveryAtHome } from './delivery-at-home';
import { deliveryInPartition } from './delivery-in-partition';
import { deliverySigning } from './delivery-signing';
import { deliveryUnused } from './delivery-unused';
import { endedRecovery } from './ended-recovery';
import { knownDistricts } from './known-districts';
import { listedOrOffboarded } from './listed-or-offboarded';
import { nodesInsidePerimeter } from './nodes-inside-perimeter';
import { oneJurisdiction } from './one-jurisdiction';
import { organizationTrail } from './organization-trail';
import { recoveryAccount } from './recovery-account';
import { recoveryAwayFromHome } from './recovery-away-from-home';
import { recoveryTakenBy } from './recovery-taken-by';
import { recoveryTargets } from './recovery-targets';
import { reservedSlugs } from './reserved-slugs';
import type { Rule } from './rule';
import { signIn } from './sign-in';
import { signInDomains } from './sign-in-domains';
import { tierFields } from './tier-fields';
import { uniqueAccounts } from './unique-accounts';
import { uniqueDomains } from './unique-domains';
import { uniqueIssuers } from './unique-issuers';
import { uniqueSlugs } from './unique-slugs';
import { unmistakableSlugs } from './unmistakable-slugs';

/** Every cross-field rule of the region file. */
const rules: readonly Rule[] = [
  uniqueSlugs,
  unmistakableSlugs,
  reservedSlugs,
  uniqueDomains,
  uniqueAccounts,
  awsRegionsInPartition,
  awsRegionsInJurisdiction,
  knownDistricts,
  tierFields,
  recoveryAwayFromHome,
  recoveryTargets,
  recoveryAccount,
  recoveryTakenBy,
  endedRecovery,
  nodesInsidePerimeter,
  oneJurisdiction,
  organizationTrail,
  listedOrOffboarded,
  signIn,
  signInDomains,
  uniqueIssuers,
  apartDomains,
  deliveredClasses,
  deliveryInPartition,
  deliveryAtHome,
  deliveryDomains,
  deliveryCountries,
  deliverySigning,
  deliveryUnused,
];

/** Runs every rule; no rule hides another's findings. */
export function checkRules(draft: Draft): Issue[] {
  return rules.flatMap((rule) => rule(draft));
}

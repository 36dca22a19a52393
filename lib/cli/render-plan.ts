import type { Change, CostTier, Plan, PlannedFlow, QuotaUse } from '../plan';
import { printable } from './printable';
import { deliveryLines } from './render-delivery';
import { recoveryLines } from './render-recovery';
import { signInLines } from './render-sign-in';
import { text, type Language } from './texts';

const shownChanges = 12;
const shownStacks = 8;

/** A plan as an engineer reads it: where, in which order, what changes, what gets full, what was substituted. */
export function renderPlan(plan: Plan, language: Language): string {
  const { region, waves, changes, quotas, substitutions, flows } = plan;
  const label = (key: Parameters<typeof text>[1]): string => text(language, key);
  return [
    `${label('region')} ${region.id}${displayName(region.names, language)}: ${label('partition')} ${region.partition}, ${label('jurisdiction')} ${region.jurisdiction}, ${label('home')} ${region.home}, ${label('recovery')} ${region.recovery ?? label('none')}`,
    `${label('perimeter')}: ${[...region.perimeter.organizations, `${label('accounts')} ${region.perimeter.accounts.length}`].join(', ')}`,
    `${label('schools')}: ${schoolCounts(plan, language)}`,
    '',
    `${label('waves')}:`,
    ...waves.map(
      (wave, index) =>
        `  ${index + 1}. ${wave.slice(0, shownStacks).join(', ')}${rest(wave.length - shownStacks, language)}`,
    ),
    '',
    `${label('changes')}:${changes.length === 0 ? ` ${label('nothingChanges')}` : ''}`,
    ...changes.slice(0, shownChanges).map(renderChange),
    ...(changes.length > shownChanges ? [`  …${rest(changes.length - shownChanges, language)} (--json)`] : []),
    '',
    ...signInLines(plan, language),
    '',
    ...recoveryLines(plan, language),
    '',
    `${label('costTiers')}:`,
    ...plan.costTiers.map((tier) => renderCostTier(tier, language)),
    '',
    `${label('headroom')}:`,
    ...fullest(quotas).map((use) => renderQuota(use, language)),
    ...(substitutions.length === 0 ? [] : ['', `${label('substitutions')}:`]),
    ...substitutions.map(
      ({ capability, substitute, subject, reason }) => `  ${capability} → ${substitute} (${subject}): ${reason}`,
    ),
    ...(flows.length === 0 ? [] : ['', `${label('flows')}:`]),
    ...flowLines(plan, language),
    '',
  ].join('\n');
}

/** A school's or region's name in the reader's language, else in any. */
export function displayName(names: Plan['region']['names'], language: Language): string {
  const name = names[language] ?? Object.values(names)[0];
  return name === undefined ? '' : ` (${name})`;
}

function schoolCounts({ schools, externals }: Plan, language: Language): string {
  const frozen = schools.filter(({ status }) => status === 'frozen').length;
  const counts = [
    ...(['node', 'pooled'] as const).map((tier) => ({
      word: text(language, tier),
      count: schools.filter((school) => school.tier === tier).length,
    })),
    { word: text(language, 'external'), count: externals.length },
    { word: text(language, 'frozen'), count: frozen },
  ];
  return counts
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${count} ${word}`)
    .join(', ');
}

function renderChange({ kind, subject, stack, detail }: Change): string {
  return `  ${kind.padEnd(8)} ${subject}${stack === undefined || stack === subject ? '' : ` → ${stack}`}: ${printable(detail)}`;
}

/** The five quotas of which the largest share is used, each in its fullest place. */
function fullest(quotas: readonly QuotaUse[]): QuotaUse[] {
  const share = ({ used, limit }: QuotaUse): number => used / limit;
  const worst = new Map<string, QuotaUse>();
  for (const use of quotas) {
    const known = worst.get(use.key);
    if (known === undefined || share(use) > share(known)) worst.set(use.key, use);
  }
  return [...worst.values()].sort((a, b) => share(b) - share(a)).slice(0, 5);
}

function renderQuota({ key, used, later, limit, account, awsRegion, subject }: QuotaUse, language: Language): string {
  const where = subject ?? `${account}${awsRegion === '' ? '' : ` ${awsRegion}`}`;
  const then = later === undefined || later <= used ? '' : `, ${text(language, 'later')} ${later}`;
  return `  ${((used / limit) * 100).toFixed(1).padStart(5)} %  ${key}: ${used} / ${limit}${then} (${where})`;
}

function renderCostTier({ tier, keyScope, schools, keys, givesUp }: CostTier, language: Language): string {
  const what = [text(language, tier), ...(keyScope === 'district' ? [text(language, 'sharedKey')] : [])].join(', ');
  const counts = `${text(language, 'schools')} ${schools}, ${text(language, 'keys')} ${keys}`;
  const losses = givesUp.map((loss) => text(language, loss));
  return `  ${what}: ${counts}${losses.length === 0 ? '' : `; ${text(language, 'givesUp')}: ${losses.join('; ')}`}`;
}

/** One line a kind of flow, and for the commons and the log archive what goes there. */
function flowLines({ flows, shared, bases }: Plan, language: Language): string[] {
  const of = (kind: PlannedFlow['kind']): PlannedFlow[] => flows.filter((flow) => flow.kind === kind);
  const classes = (some: readonly PlannedFlow[]): string => (some[0]?.dataClasses ?? []).join('+');
  const [readers, all, entries] = [of('access'), of('log'), of('inventory')];
  const drills = all.filter(({ id }) => id.startsWith('log:drill:'));
  const logs = all.filter(({ id }) => id !== 'log:delivery' && !id.startsWith('log:drill:'));
  const copies = (['replicate', 'backup'] as const).map((kind) => ({ kind, some: of(kind) }));
  const parties = (ids: readonly string[]): string => {
    const accounts = ids.filter((id) => id.startsWith('account:')).length;
    return [
      accounts > 0 ? `${text(language, 'accounts')} ${accounts}` : '',
      ids.length > accounts ? `${text(language, 'organizations')} ${ids.length - accounts}` : '',
    ]
      .filter(Boolean)
      .join(' + ');
  };
  const to = (some: readonly PlannedFlow[]): string => parties(some.map((flow) => flow.to));
  const from = (some: readonly PlannedFlow[]): string => parties(some.map((flow) => flow.from));
  const sending = (forwarding: string): string[] =>
    bases.filter((base) => base.trail && base.forwarding === forwarding).map(({ account }) => `account:${account}`);
  const kept = sending('none');
  const organization = logs.filter(({ id }) => id.startsWith('log:organization:'));
  const sent = [
    ...(['management', 'all'] as const).map((kind) => ({ who: parties(sending(kind)), what: text(language, kind) })),
    { who: organization.length === 0 ? '' : text(language, 'wholeOrganization'), what: text(language, 'management') },
  ].filter(({ who }) => who !== '');
  return [
    ...(readers.length === 0 ? [] : [`  access: ${shared.hub.commons.bucket} (${classes(readers)}) → ${to(readers)}`]),
    ...deliveryLines(flows, shared.hub, language),
    ...copies
      .filter(({ some }) => some.length > 0)
      .map(
        ({ kind, some }) =>
          `  ${kind}: ${text(language, 'stores')} ${new Set(some.map(({ store }) => store)).size} → ${[...new Set(some.map(({ toAwsRegion }) => toAwsRegion ?? ''))].sort().join(', ')}`,
      ),
    ...(drills.length === 0
      ? []
      : [`  log: ${text(language, 'drillResults')}, ${from(drills)} → ${shared.logArchive.bucket}`]),
    ...sent.map(({ who, what }) => `  log: ${who}, ${what} (${classes(logs)}) → ${shared.logArchive.bucket}`),
    ...(kept.length === 0
      ? []
      : [`  log: ${parties(kept)} ${text(language, organization.length === 0 ? 'keepLogs' : 'keepLogsBesides')}`]),
    ...(entries.length === 0
      ? []
      : [`  inventory: ${entries[0]?.store ?? ''} (${classes(entries)}), ${from(entries)} → ${text(language, 'hub')}`]),
  ];
}

function rest(count: number, language: Language): string {
  return count > 0 ? ` +${count} ${text(language, 'more')}` : '';
}

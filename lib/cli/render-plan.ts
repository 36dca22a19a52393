import type { Change, Plan, QuotaUse } from '../plan';
import { text, type Language } from './texts';

const shownChanges = 12;
const shownStacks = 8;

/** A plan as an engineer reads it: where, in which order, what changes, what gets full, what was substituted. */
export function renderPlan(plan: Plan, language: Language): string {
  const { region, waves, changes, quotas, substitutions, flows } = plan;
  const label = (key: Parameters<typeof text>[1]): string => text(language, key);
  return [
    `${label('region')} ${region.id}${displayName(region.names, language)}: ${label('partition')} ${region.partition}, ${label('jurisdiction')} ${region.jurisdiction}, ${label('home')} ${region.home}, ${label('recovery')} ${region.recovery === undefined ? label('none') : `${region.recovery} (${label('notCopied')})`}`,
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
    `${label('headroom')}:`,
    ...fullest(quotas).map(renderQuota),
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
  return `  ${kind.padEnd(8)} ${subject}${stack === undefined || stack === subject ? '' : ` → ${stack}`}: ${detail}`;
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

function renderQuota({ key, used, limit, account, awsRegion, subject }: QuotaUse): string {
  const where = subject ?? `${account}${awsRegion === '' ? '' : ` ${awsRegion}`}`;
  return `  ${((used / limit) * 100).toFixed(1).padStart(5)} %  ${key}: ${used} / ${limit} (${where})`;
}

function flowLines({ flows, shared }: Plan, language: Language): string[] {
  const first = flows[0];
  if (first === undefined) return [];
  const accounts = flows.filter(({ to }) => to.startsWith('account:')).length;
  const organizations = flows.length - accounts;
  const readers = [
    accounts > 0 ? `${text(language, 'accounts')} ${accounts}` : '',
    organizations > 0 ? `${text(language, 'organizations')} ${organizations}` : '',
  ]
    .filter(Boolean)
    .join(' + ');
  return [`  access: ${shared.hub.commons.bucket} (${first.dataClasses.join('+')}) → ${readers}`];
}

function rest(count: number, language: Language): string {
  return count > 0 ? ` +${count} ${text(language, 'more')}` : '';
}

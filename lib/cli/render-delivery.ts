import type { PlannedFlow, PlannedHub } from '../plan';
import { text, type Language } from './texts';

/** What the CDN delivers, to whom, and what it writes down; nothing where there is none. */
export function deliveryLines(
  flows: readonly PlannedFlow[],
  { commons, delivery }: PlannedHub,
  language: Language,
): string[] {
  if (delivery === undefined) return [];
  const label = (key: Parameters<typeof text>[1]): string => text(language, key);
  const where = delivery.domains.length === 0 ? label('cdnDomain') : delivery.domains.join(', ');
  const needs = flows.filter(({ id }) => id.startsWith('deliver:dependency:'));
  return [
    ...delivery.dataClasses.map(
      (one) =>
        `  deliver: ${commons.bucket}/${one}/ (${one}, ${label(one === 'open' ? 'toEverybody' : 'withSignature')}) → ${delivery.countries.join(', ')} (${where})`,
    ),
    ...needs.map(({ to, store }) => `  deliver: ${store} → ${to}`),
    ...(delivery.logBucket === undefined
      ? []
      : [`  log: ${label('visits')} (internal+personal) → ${delivery.logBucket}`]),
  ];
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { breaches as general } from './breaches';
import { deliveryBreaches } from './delivery-breaches';
import { deliveryDomainBreaches } from './delivery-domain-breaches';
import { federationBreaches } from './federation-breaches';
import { recoveryBreaches } from './recovery-breaches';
import { loadText, onlyIssue, places, regionText } from './support';

const breaches = [
  ...general,
  ...federationBreaches,
  ...deliveryBreaches,
  ...deliveryDomainBreaches,
  ...recoveryBreaches,
];

test('every file of lib/config/rules that is a rule has a kept and a broken case here', () => {
  const notRules = ['index', 'rule', 'slugs', 'aws-region-uses'];
  const files = readdirSync(join(__dirname, '../../lib/config/rules')).map((file) => file.replace(/\.ts$/, ''));
  const rules = files.filter((name) => !notRules.includes(name));
  expect([...new Set(breaches.map(({ rule }) => rule))].sort()).toEqual(rules.sort());
});

describe.each(breaches)('$rule, for $what', ({ kept, keptParts, broken, brokenParts, place, path, says }) => {
  test('keeps silent about a region that keeps it', () => {
    expect(places(loadText(regionText(kept, keptParts)))).toEqual([]);
  });

  test('names place, what was found, what is allowed and how to mend it', () => {
    const result = loadText(regionText(broken, brokenParts));
    expect(places(result)).toEqual([place]);
    const found = onlyIssue(result);
    expect(found).toMatchObject({ severity: 'error', file: 'region.yaml', path });
    expect(found.found).toBe(says.found);
    expect(found.allowed).toMatch(says.allowed);
    expect(found.fix).toMatch(says.fix);
  });
});

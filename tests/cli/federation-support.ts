import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRegionText } from '../../lib/config';
import { membersOf, type MemberChoice } from '../../scripts/feed/members';
import { syntheticFeed, type SyntheticFeedOptions } from '../../scripts/feed/synthetic-feed';

/** A region whose schools, bureau and proxy have identity providers in one feed. */
export const importRegion = `region:
  id: small
  partition: aws-cn
  home: cn-north-1
  perimeter: { organizations: [o-example0001] }
  accounts: { hub: "111122223333" }
  federation:
    feeds: { carsi: { preset: carsi } }
    bureau: { entityId: 'https://idp.bureau.example/idp', domains: [bureau.example] }
    proxy: { entityId: 'https://proxy.bureau.example/saml' }
  districts: [{ id: north, account: "444455556666" }]
  schools:
    - { id: oak, district: north, names: { zh: 橡树小学, en: Oak School }, domains: [oak.example] }
    - { id: elm-university, account: "777788889999", domains: [elm.edu.cn] }
    - { id: ash, district: north, identityProvider: none }
`;

export interface FeedChange extends Partial<SyntheticFeedOptions> {
  readonly choice?: Partial<MemberChoice>;
  /** The files are NAME.xml and NAME.pem. */
  readonly file?: string;
}

/** Writes a feed for a region into `folder`; small, and without logos. */
export function feedAt(
  folder: string,
  regionText: string,
  { choice, file = 'feed', ...change }: FeedChange = {},
): void {
  const { region } = loadRegionText(regionText, 'region.yaml');
  if (region === undefined) throw new Error('no region');
  const { xml, certificate } = syntheticFeed({
    entities: 12,
    seed: 1,
    members: membersOf(region, { bureau: true, proxy: true, ...choice }),
    created: '2026-09-01',
    validDays: 14,
    name: 'https://feed.example/metadata',
    registrar: 'https://registrar.example',
    logoBytes: 0,
    keys: 1,
    ...change,
  });
  writeFileSync(join(folder, `${file}.xml`), Buffer.concat(xml));
  writeFileSync(join(folder, `${file}.pem`), certificate);
}

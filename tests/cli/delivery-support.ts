import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RotationEdit } from '../../lib/delivery';
import { pairs } from '../delivery/support';
import { folder } from './support';

/** What of a region's delivery a test changes. */
export interface DeliveryFields {
  /** In China with an origin access identity and a domain of its own, or in Europe with neither. */
  readonly at?: 'china' | 'europe';
  readonly active?: string;
  readonly dataClasses?: string;
}

const places = {
  china: {
    where: '  partition: aws-cn\n  home: cn-north-1',
    facing: `    domains: [res.ne-edu.example]
    certificate: { iam: ASCAEXAMPLE000000000 }
    icp: { recordalNumber: 辽ICP备12345678号-1, rootDomain: ne-edu.example, operator: sinnet }
    countries: [BY, CN]`,
  },
  europe: { where: '  partition: aws\n  home: eu-central-1', facing: '    countries: [BY, DE]' },
};

/** A region that delivers what is licensed, by two keys. */
export function deliveryRegion({
  at = 'china',
  active = '2026a',
  dataClasses = '[open, licensed]',
}: DeliveryFields = {}): string {
  const { where, facing } = places[at];
  return `region:
  id: small
${where}
  accounts: { hub: "111122223333" }
  delivery:
    dataClasses: ${dataClasses}
${facing}
    signing:
      keys:
        - { id: 2026a, publicKey: keys/2026a.pem }
        - { id: 2026b, publicKey: keys/2026b.pem }
      active: ${active}
  districts: [{ id: north, account: "444455556666" }]
  schools:
    - { id: oak, district: north, names: { zh: 橡树小学 } }
`;
}

/** Lays out a region file, its public keys, and the private key of the first as `signer/private.pem`. */
export function deliveryFolder(fields: DeliveryFields = {}): string {
  const root = folder();
  for (const one of ['keys', 'signer']) mkdirSync(join(root, one));
  writeFileSync(join(root, 'region.yaml'), deliveryRegion(fields));
  writeFileSync(join(root, 'keys/2026a.pem'), pairs.a.publicPem);
  writeFileSync(join(root, 'keys/2026b.pem'), pairs.b.publicPem);
  writeFileSync(join(root, 'signer/private.pem'), pairs.a.privatePem, { mode: 0o600 });
  writeFileSync(join(root, 'keys/2027a.pem'), pairs.stranger.publicPem);
  return root;
}

/** Changes the lines of the region file as a step of `delivery rotate` says. */
export function applyEdits(root: string, edits: readonly Pick<RotationEdit, 'change' | 'text' | 'line'>[]): void {
  const file = join(root, 'region.yaml');
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const { change, text, line = 0 } of edits) {
    const active = lines.findIndex((one) => one.includes('active:'));
    if (change === 'add') lines.splice(active, 0, `        ${text}`);
    if (change === 'set') lines[active] = `      ${text}`;
    if (change === 'remove') lines.splice(line - 1, 1);
  }
  writeFileSync(file, lines.join('\n'));
}

/** The arguments of a signature that is made. */
export function signArguments(root: string, ...more: string[]): string[] {
  const required = ['--key', join(root, 'signer/private.pem'), '--key-pair-id', 'K2JCJMDEHXQW5F'];
  const times = ['--until', '2026-12-01T08:00:00Z', '--as-of', '2026-12-01'];
  return ['delivery', 'sign', join(root, 'region.yaml'), ...required, ...times, ...more];
}

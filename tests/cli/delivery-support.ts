import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pairs } from '../delivery/support';
import { folder } from './support';

/** Fields of `delivery.signing` besides its keys. */
export interface SigningFields {
  readonly active?: string;
  readonly domains?: string;
  readonly dataClasses?: string;
}

/** A region in China that delivers what is licensed, by two keys. */
export function deliveryRegion({
  active = '2026a',
  domains = '[res.ne-edu.example]',
  dataClasses = '[open, licensed]',
}: SigningFields = {}): string {
  return `region:
  id: small
  partition: aws-cn
  home: cn-north-1
  accounts: { hub: "111122223333" }
  delivery:
    dataClasses: ${dataClasses}
    domains: ${domains}
    certificate: { iam: ASCAEXAMPLE000000000 }
    icp: { recordalNumber: 辽ICP备12345678号-1, rootDomain: ne-edu.example, operator: sinnet }
    countries: [BY, CN]
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
export function deliveryFolder(fields: SigningFields = {}): string {
  const root = folder();
  for (const one of ['keys', 'signer']) mkdirSync(join(root, one));
  writeFileSync(join(root, 'region.yaml'), deliveryRegion(fields));
  writeFileSync(join(root, 'keys/2026a.pem'), pairs.a.publicPem);
  writeFileSync(join(root, 'keys/2026b.pem'), pairs.b.publicPem);
  writeFileSync(join(root, 'signer/private.pem'), pairs.a.privatePem, { mode: 0o600 });
  writeFileSync(join(root, 'keys/2027a.pem'), pairs.stranger.publicPem);
  return root;
}

/** The arguments of a signature that is made. */
export function signArguments(root: string, ...more: string[]): string[] {
  const required = ['--key', join(root, 'signer/private.pem'), '--key-pair-id', 'K2JCJMDEHXQW5F'];
  const times = ['--until', '2026-12-01T08:00:00Z', '--as-of', '2026-12-01'];
  return ['delivery', 'sign', join(root, 'region.yaml'), ...required, ...times, ...more];
}

import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { readPrivateKeyFile } from '../../lib/cli/delivery/read-key-file';
import { writeSecret } from '../../lib/cli/delivery/write-secret';
import { judgeNewKey, planRotation, sign, type SignOptions } from '../../lib/delivery';
import type { Code, Issue } from '../../lib/errors';
import { asOf, deliveryOf, optionsOf, pairs, signingOf } from '../delivery/support';
import { deliveryFolder, signArguments } from '../cli/delivery-support';
import { issuesIn, issuesOf, layOut, run } from './support';

function signing(change: Partial<SignOptions>): readonly Issue[] {
  return sign(deliveryOf(), optionsOf(change)).issues;
}

/** Mistakes of those who sign, and of those who change keys. */
export const signingMistakes: readonly {
  readonly code: Code;
  readonly what: string;
  readonly issues: () => readonly Issue[] | Promise<readonly Issue[]>;
}[] = [
  {
    code: 'EDU571',
    what: 'a signature where only open material is delivered',
    issues: () => sign(deliveryOf({ dataClasses: ['open'] }), optionsOf()).issues,
  },
  { code: 'EDU572', what: 'a signature for what is open', issues: () => signing({ paths: ['open/1.pdf'] }) },
  { code: 'EDU573', what: 'a way around', issues: () => signing({ paths: ['licensed/../open/1.pdf'] }) },
  { code: 'EDU574', what: 'half a folder', issues: () => signing({ paths: ['licensed/pa*'] }) },
  { code: 'EDU575', what: 'a public key to sign with', issues: () => signing({ privateKey: pairs.a.publicPem }) },
  { code: 'EDU576', what: 'a stranger’s key', issues: () => signing({ privateKey: pairs.stranger.privatePem }) },
  { code: 'EDU577', what: 'the id of the region file', issues: () => signing({ keyPairId: '2026a' }) },
  { code: 'EDU578', what: 'a time without a zone', issues: () => signing({ until: '2026-12-01T08:00:00' }) },
  { code: 'EDU579', what: 'a signature for a year', issues: () => signing({ until: '2027-12-01T08:00:00Z' }) },
  { code: 'EDU580', what: 'a range inside a school', issues: () => signing({ ip: '192.168.0.0/24' }) },
  { code: 'EDU581', what: 'a domain of others', issues: () => signing({ domain: 'elsewhere.example' }) },
  {
    code: 'EDU582',
    what: 'a private key for everybody',
    issues: () => {
      const file = join(layOut({ 'private.pem': pairs.a.privatePem }), 'private.pem');
      chmodSync(file, 0o644);
      return readPrivateKeyFile(file).issues;
    },
  },
  {
    code: 'EDU583',
    what: 'cookies over others',
    issues: () => {
      const file = join(layOut({ cookies: 'of yesterday' }), 'cookies');
      return issuesOf(() => {
        writeSecret(file, 'of today', false);
      });
    },
  },
  { code: 'EDU584', what: 'everything that is licensed', issues: () => signing({ paths: ['licensed/*'] }) },
  {
    code: 'EDU585',
    what: 'a cookie of 4,500 characters',
    issues: () => signing({ paths: [`licensed/${'数'.repeat(330)}/*`], cookies: true }),
  },
  {
    code: 'EDU586',
    what: 'a key that the region has',
    issues: () => judgeNewKey(pairs.b.publicPem, { id: '2026c', publicKey: 'c.pem' }, signingOf(), 'c.pem'),
  },
  {
    code: 'EDU587',
    what: 'a private key beside the region file',
    issues: () => judgeNewKey(pairs.stranger.privatePem, { id: '2026c', publicKey: 'c.pem' }, signingOf(), 'c.pem'),
  },
  {
    code: 'EDU588',
    what: 'a change after the last key',
    issues: () => planRotation(signingOf({ active: '2026b' }), { time: { earliest: asOf, latest: asOf } }).issues,
  },
  {
    code: 'EDU589',
    what: 'an IPv4 range where IPv6 is served',
    issues: async () => {
      const root = deliveryFolder({ at: 'europe' });
      const more = ['--path', 'licensed/1.pdf', '--domain', 'd111111abcdef8.cloudfront.net', '--ip', '203.0.113.0/24'];
      return issuesIn(await run(signArguments(root, ...more, '--json'), root));
    },
  },
];

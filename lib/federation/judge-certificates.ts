import { issue, type Issue } from '../errors';
import type { FeedIdentityProvider } from './feed';
import { readCertificate, smallestKey, type ReadCertificate } from './certificate';
import type { Standing } from './standing';

/** Keys that one SAML provider object of IAM holds. */
const mostKeys = 10;

/** Days before the end of the last certificate from which it is told. */
const soon = 90;

const dayLength = 86_400_000;

/** The certificates of an identity provider, each once and sorted, and what is wrong with them. */
export function judgeCertificates(
  { certificates }: FeedIdentityProvider,
  told: Standing,
  asOf: string,
): { readonly certificates: readonly ReadCertificate[]; readonly issues: readonly Issue[] } {
  const distinct = [...new Set(certificates)];
  const read = distinct.flatMap((one) => readCertificate(one) ?? []);
  read.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  if (distinct.length === 0 || read.length < distinct.length) {
    return {
      certificates: read,
      issues: [
        issue('EDU545', distinct.length === 0 ? 'it has no signing certificate' : 'a certificate cannot be read', {
          ...told,
          found: `${read.length} certificates that can be read, of ${distinct.length}`,
          allowed: 'at least one X.509 certificate, as base64 of DER',
          fix: 'ask its operator to register the certificate with which it signs',
        }),
      ],
    };
  }
  return {
    certificates: read,
    issues: [...judgeKeys(read, told), ...judgeDates(read, told, asOf)],
  };
}

function judgeKeys(read: readonly ReadCertificate[], told: Standing): Issue[] {
  const fix = 'ask its operator for a new key, and for the removal of the old one';
  const weak = read.flatMap(({ sha256, unfit }) =>
    unfit === undefined
      ? []
      : [
          issue('EDU546', `certificate ${sha256.slice(0, 16)} holds a key that is not taken`, {
            ...told,
            found: unfit,
            allowed: `RSA of ${smallestKey} bits or more, with the usual exponent`,
            fix,
          }),
        ],
  );
  if (read.length <= mostKeys) return weak;
  return [
    ...weak,
    issue('EDU546', 'it has more keys than a provider of IAM holds', {
      ...told,
      found: `${read.length} certificates`,
      allowed: `up to ${mostKeys}`,
      fix: 'ask its operator to remove the keys that are out of use',
    }),
  ];
}

/** Metadata keys are often signed by themselves and outlive their dates; none that is valid is more than that. */
function judgeDates(read: readonly ReadCertificate[], told: Standing, asOf: string): Issue[] {
  const last =
    read
      .map(({ notAfter }) => notAfter)
      .sort()
      .at(-1) ?? asOf;
  const fix = 'ask its operator to renew it, then import the feed again';
  if (last <= asOf) {
    return [
      issue('EDU547', 'every certificate has expired', {
        ...told,
        found: `until ${last}`,
        allowed: `at least one that is valid after ${asOf}`,
        fix,
      }),
    ];
  }
  const days = Math.round((Date.parse(last) - Date.parse(asOf)) / dayLength);
  const expired = read.filter(({ notAfter }) => notAfter <= asOf).length;
  return [
    ...(days > soon
      ? []
      : [
          issue('EDU547', `its last certificate expires in ${days} days`, {
            ...told,
            severity: 'warning' as const,
            found: `until ${last}`,
            fix,
          }),
        ]),
    ...(expired === 0
      ? []
      : [
          issue('EDU547', 'one of its certificates has expired, and its key is still trusted', {
            ...told,
            severity: 'warning' as const,
            found: `${expired} of ${read.length}`,
            fix: 'ask its operator whether the old key is out of use and can be removed',
          }),
        ]),
  ];
}

import type { Statement } from '../../model';

/** What a principal of a school is known by. */
export const ownerTagKey = 'educloud:school';
export const ownerTag = 'aws:principaltag/educloud:school';
/** Keys of tags that say who somebody is; IAM takes them for the same in any case. */
export const authorityTags = /^educloud:(?!user$)/i;
/** The header that names a key. */
export const keyHeader = 's3:x-amz-server-side-encryption-aws-kms-key-id';

/** Affiliations with the domain in which they hold. */
export const scopeKey = 'saml:edupersonscopedaffiliation';

/** Keys of requests whose texts may hold names; nothing else that is asked of them has wildcards. */
export const nameKeys: ReadonlySet<string> = new Set([ownerTag, 'kms:encryptioncontext:aws:s3:arn', keyHeader]);

/** Whether what the properties ask leaves the names of schools alone. */
export function keepsNames(statements: readonly Statement[]): boolean {
  return statements.every(({ conditions }) =>
    conditions.every(({ key, values }) =>
      values.every(
        ({ literal, text, parts }) =>
          literal !== undefined ||
          (nameKeys.has(key) ? /^\$\{subject:[a-z]+\}$/.test(text) : parts.every(({ kind }) => kind !== 'variable')),
      ),
    ),
  );
}

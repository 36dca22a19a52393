import { readText, sizeLimits } from '../../config';
import { EducloudError, failure } from '../../errors';
import { folderSource, httpSource, readCookies, type PackSource } from '../../packs';

/**
 * Where a pack comes from: a folder, a web address, a bucket.
 *
 * @param cookies file of cookies, for web addresses
 * @throws EDU101, EDU102, EDU620, EDU621, EDU635, EDU642
 */
export async function sourceOf(address: string, cookies: string | undefined): Promise<PackSource> {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(address)?.[1]?.toLowerCase();
  if (cookies !== undefined && scheme !== 'http' && scheme !== 'https') throw noCookies(withoutSecrets(address));
  if (scheme === undefined) return folderSource(address);
  if (scheme === 's3') return bucketOf(address);
  if ((scheme !== 'http' && scheme !== 'https') || !URL.canParse(address)) throw notUnderstood(address);
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') throw notUnderstood(address);
  return httpSource(url, cookies === undefined ? [] : readCookies(textOf(cookies), cookies, url.hostname));
}

async function bucketOf(address: string): Promise<PackSource> {
  const [, bucket = '', prefix = ''] = /^[sS]3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/s.exec(address) ?? [];
  if (bucket === '') throw notUnderstood(address);
  const { bucketSource } = await import('../../operate/index.js');
  return bucketSource({ bucket, prefix });
}

function textOf(file: string): string {
  const { text, issues } = readText(file, sizeLimits.acceptances);
  if (text === undefined) throw new EducloudError(issues);
  return text;
}

/** A password may stand before `@`, a signature behind `?`; what is printed goes into logs. */
function withoutSecrets(address: string): string {
  return address.replace(/\/\/.*@/s, '//…@').replace(/[?#].*$/s, '?…');
}

function notUnderstood(found: string): Error {
  return failure('EDU635', 'the source is no address that is understood', {
    found: withoutSecrets(found),
    allowed: 'a folder, http://…, https://…, or s3://BUCKET/PREFIX; without a user and a password in it',
    fix: 'take the address from the publisher; licensed content is opened by `--cookies`',
  });
}

function noCookies(found: string): Error {
  return failure('EDU704', '`--cookies` is for web addresses', { found, fix: 'leave it out' });
}

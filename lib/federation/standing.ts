import { issue, type Issue, type Place } from '../errors';
import type { FeedIdentityProvider } from './feed';
import type { IdentityProviderUse } from './lock';
import type { SelectOptions } from './selection';

/** Where an identity provider stands: the feed, the line, and its entityID. */
export type Standing = Required<Pick<Place, 'file' | 'line' | 'path'>>;

/** Where an identity provider stands in the feed. */
export function standing({ line, entityId }: FeedIdentityProvider, { file }: Pick<SelectOptions, 'file'>): Standing {
  return { file, line, path: entityId };
}

/** Whom an identity provider is used for, in words. */
export function nameOfUse(use: IdentityProviderUse): string {
  return use.kind === 'school' ? `school \`${use.school}\`` : `the ${use.kind}`;
}

/** An issue that says of whom it speaks: its place in the feed is a line among a hundred thousand. */
export function about(
  { code, message, ...details }: Issue,
  use: IdentityProviderUse,
  { entityId }: Pick<FeedIdentityProvider, 'entityId'>,
): Issue {
  return issue(code, `${entityId}, for ${nameOfUse(use)}: ${message}`, details);
}

export function isSameUse(a: IdentityProviderUse, b: IdentityProviderUse): boolean {
  return a.kind === 'school' && b.kind === 'school' ? a.school === b.school : a.kind === b.kind;
}

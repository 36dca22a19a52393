import { TagManager, type CfnResource } from 'aws-cdk-lib/core';

/** Tags by which reports, proofs and policies know a resource. */
export const tagKeys = {
  region: 'educloud:region',
  school: 'educloud:school',
  persona: 'educloud:persona',
  store: 'educloud:store',
  dataClasses: 'educloud:data-classes',
  jurisdiction: 'educloud:jurisdiction',
  name: 'educloud:name',
  status: 'educloud:status',
  /** For how many days nothing is lost that is written: what a lock promises. */
  keptDays: 'educloud:kept-days',
  /** How it is locked, as was asked for. */
  immutability: 'educloud:immutability',
  /** Whose backup plan selects the bucket. */
  backup: 'educloud:backup',
} as const;

/** The one session tag that an identity provider may pass: a pseudonym. */
export const userTag = 'educloud:user';

export type TagName = keyof typeof tagKeys;

/**
 * Tags one resource. Values are cleaned to what AWS accepts in a tag: 256 letters, digits, blanks and `_.:/=+-@`
 * (https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html). A value of which nothing is
 * left makes no tag.
 */
export function applyTags(resource: CfnResource, tags: Partial<Record<TagName, string>>): void {
  const manager = TagManager.of(resource);
  for (const [name, key] of Object.entries(tagKeys)) {
    const value = Object.entries(tags).find(([tag]) => tag === name)?.[1];
    const clean = cleanTag(value ?? '');
    if (clean !== '') manager?.setTag(key, clean);
  }
}

function cleanTag(value: string): string {
  return (
    value
      // A letter written in two parts would lose its mark, which is no letter of its own.
      .normalize('NFC')
      .replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim()
      .slice(0, 256)
      // Half a character at the cut.
      .replace(/[\uD800-\uDBFF]$/, '')
      .trim()
  );
}

import { TagManager, type CfnResource } from 'aws-cdk-lib/core';

/** Tags by which reports, proofs and policies know a resource. */
export const tagKeys = {
  region: 'educloud:region',
  school: 'educloud:school',
  store: 'educloud:store',
  dataClasses: 'educloud:data-classes',
  jurisdiction: 'educloud:jurisdiction',
  name: 'educloud:name',
  status: 'educloud:status',
} as const;

export type TagName = keyof typeof tagKeys;

/** Tags one resource. Values are cleaned to what AWS accepts in a tag: letters, digits, blanks and `_.:/=+-@`. */
export function applyTags(resource: CfnResource, tags: Partial<Record<TagName, string>>): void {
  const manager = TagManager.of(resource);
  for (const [name, key] of Object.entries(tagKeys)) {
    const value = Object.entries(tags).find(([tag]) => tag === name)?.[1];
    if (value !== undefined && value !== '') manager?.setTag(key, cleanTag(value));
  }
}

function cleanTag(value: string): string {
  return value
    .replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 256);
}

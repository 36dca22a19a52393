import { issue, type Issue, type Place } from '../errors';
import { firstMistakes } from './most-mistakes';
import { readText, sizeLimits } from './read-text';
import { parseYaml, type Path } from './yaml-source';

/** A policy document as it stands in a file, and where its parts stand. */
export interface PolicyDocument {
  readonly document: unknown;
  /** Place of the part at `path`. */
  readonly at: (path: Path) => Place;
}

/** Reads a policy document in JSON, or in YAML, of which JSON is a part. What it says is not judged. */
export function readPolicyDocument(file: string): {
  readonly policy?: PolicyDocument;
  readonly issues: readonly Issue[];
} {
  const read = readText(file, sizeLimits.policy);
  if (read.text === undefined) return { issues: read.issues.map(advised) };
  const { source, issues } = parseYaml(read.text, file);
  if (source === undefined) return { issues: firstMistakes(issues, file).map(advised) };
  return { policy: { document: source.value, at: source.at }, issues: [] };
}

/** The advice for an empty or a huge file is written for region files. */
function advised(one: Issue): Issue {
  if (one.code !== 'EDU103' && one.code !== 'EDU104') return one;
  return issue(one.code, one.message, { ...one, fix: 'check that it is the right file' });
}

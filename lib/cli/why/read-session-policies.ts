import { readPolicyDocument, type PolicyDocument } from '../../config';
import { issue, type Issue } from '../../errors';
import { parsePolicy, type Policy } from '../../model';
import type { Caller } from '../../prove';

/** One inline policy and ten managed ones: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const most = 11;

/**
 * The policies of `--session-policy`, and every mistake in them. A statement that is not understood is a mistake here: AWS would
 * refuse it, or the answer would hang on it.
 *
 * @param caller undefined where `--as` names nobody
 */
export function readSessionPolicies(
  files: readonly string[],
  caller: Caller | undefined,
): { readonly policies: readonly Policy[]; readonly issues: readonly Issue[] } {
  const read = files.map(readOne);
  return {
    policies: read.flatMap(({ policy }) => policy ?? []),
    issues: [
      ...(files.length > 0 && caller !== undefined && caller.kind !== 'role' ? [noSession(caller)] : []),
      ...(files.length > most ? [tooMany(files.length)] : []),
      ...read.flatMap(({ issues }) => issues),
    ],
  };
}

function readOne(file: string): { readonly policy?: Policy; readonly issues: readonly Issue[] } {
  const { policy: document, issues } = readPolicyDocument(file);
  if (document === undefined) return { issues };
  const policy = parsePolicy(document.document, { file, pointer: '' }, 'identity');
  const mistakes = mistakesOf(policy, document);
  return mistakes.length > 0 ? { issues: mistakes } : { policy, issues: [] };
}

function mistakesOf({ statements, unknown }: Policy, { at }: PolicyDocument): readonly Issue[] {
  if (unknown !== undefined) return [mistake(unknown, at([]))];
  // Without a readable Effect one statement is read as two, with the same reasons.
  const reasons = new Map(statements.map(({ index, unknown: why }) => [index, why]));
  return [...reasons].flatMap(([index, why]) => why.map((reason) => mistake(reason, at(['Statement', index]))));
}

function mistake(reason: string, place: ReturnType<PolicyDocument['at']>): Issue {
  return issue('EDU204', `this session policy is not understood: ${reason}`, {
    ...place,
    allowed: 'a policy document as IAM takes it: Version, and statements with Effect, Action and Resource',
  });
}

function tooMany(count: number): Issue {
  return issue('EDU704', '`--session-policy` stands too often', {
    found: `${count} times`,
    allowed: `${most} times at most: one inline policy and ten managed ones`,
    fix: 'leave out those that were not passed',
  });
}

function noSession({ kind }: Caller): Issue {
  return issue('EDU711', '`--as` names somebody without a session, to whom no session policy is passed', {
    found: kind,
    allowed: 'a role, or a session of one, with `--session-policy`',
    fix: 'leave out `--session-policy`, or name the role that was taken',
  });
}

import { answerWhy } from '../../lib/cli/why/answer-why';
import type { Values } from '../../lib/cli/command';
import type { Code, Issue } from '../../lib/errors';
import { roleArn, worldOf } from '../prove/evaluate/support';
import { issuesOf } from './support';

function why(values: Values): readonly Issue[] {
  const asked = { as: roleArn, do: 's3:GetObject', on: 'school-a/exam.pdf', with: [] };
  return issuesOf(() => answerWhy(worldOf({}), { ...asked, ...values }, 'en'));
}

/** Mistakes of the question that `why` is asked. */
export const whyMistakes: readonly {
  readonly code: Code;
  readonly what: string;
  readonly issues: () => readonly Issue[];
}[] = [
  { code: 'EDU711', what: 'a question by nobody', issues: () => why({ as: 'somebody' }) },
  { code: 'EDU711', what: 'a question by a distribution that no template has', issues: () => why({ as: 'cdn:E1' }) },
  { code: 'EDU711', what: 'a question by an unknown origin access identity', issues: () => why({ as: 'identity:E1' }) },
  { code: 'EDU712', what: 'a question about an action that AWS does not have', issues: () => why({ do: 's3:Steal' }) },
  { code: 'EDU712', what: 'a question about many actions', issues: () => why({ do: 's3:Get*' }) },
  { code: 'EDU713', what: 'a question about an unknown bucket', issues: () => why({ on: 'elsewhere' }) },
  { code: 'EDU713', what: 'a question about reading a whole bucket', issues: () => why({ on: 'school-a' }) },
  { code: 'EDU714', what: 'a condition key without a value', issues: () => why({ with: ['aws:SourceIp'] }) },
  { code: 'EDU714', what: 'a visit by a role', issues: () => why({ with: ['delivery:signed=true'] }) },
  { code: 'EDU714', what: 'a condition key that follows', issues: () => why({ with: ['aws:PrincipalAccount=1'] }) },
];

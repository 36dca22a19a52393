import { issue } from '../../errors';
import type { Rule } from './rule';

/** An account for copies is of use only where something is copied to another AWS Region. */
export const recoveryAccount: Rule = ({ shell, at }) => {
  if (shell?.accounts.recovery === undefined) return [];
  if ([shell, ...(shell.districts ?? [])].some(({ recovery }) => recovery !== undefined)) return [];
  return [
    issue('EDU330', 'there is an account for copies, and no AWS Region that anything is copied to', {
      ...at(['accounts', 'recovery']),
      found: `accounts.recovery: ${shell.accounts.recovery}`,
      allowed: '`accounts.recovery` beside a `recovery` AWS Region of the region or of a district',
      fix: 'add `recovery`, or take `accounts.recovery` out',
    }),
  ];
};

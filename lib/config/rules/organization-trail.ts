import { issue } from '../../errors';
import type { Rule } from './rule';

/** A trail of an organisation needs one: the log archive lets only organisations of the perimeter write. */
export const organizationTrail: Rule = ({ shell, at }) =>
  shell?.audit?.organizationTrail === undefined || (shell.perimeter?.organizations ?? []).length > 0
    ? []
    : [
        issue('EDU314', 'the region has no organisation whose trail could be kept', {
          ...at(['audit', 'organizationTrail']),
          allowed: 'an organisation under `perimeter.organizations`',
          fix: 'state the organisation, or remove `organizationTrail`',
        }),
      ];

import type { Role, Statement } from '../../model';
import type { Property } from '../property';
import { mayName } from './named-actions';
import type { Setting } from './setting';

/** Whether a role is one of those that a property speaks of. */
export function isRoleOf(setting: Setting, of: Property['of'], role: Role): boolean {
  const { arn, account, owner } = role;
  // What copies for AWS is proved to be taken by nobody else before it counts as such.
  const copies = (setting.serviceRoles.get(account) ?? []).includes(arn);
  switch (of) {
    case 'all':
      return true;
    case 'schools':
      return owner !== undefined && !copies;
    case 'federated':
      return (owner !== undefined || setting.world.signIn !== undefined) && isFederated(role);
    case 'chained':
      return !copies && setting.schoolAccounts.has(account);
    case 'break-glass':
      return setting.world.breakGlass.includes(arn);
    case 'delivered':
    case 'published':
    case 'copies':
    case 'copied':
    case 'originals':
    case 'trails':
      return false;
  }
}

/** Whether some identity provider may vouch for somebody who takes the role. */
function isFederated({ trust: { statements, unknown } }: Role): boolean {
  return unknown !== undefined || statements.some(admitsProvider);
}

function admitsProvider({ effect, principals, actions }: Statement): boolean {
  return (
    effect === 'Allow' &&
    (principals === undefined ||
      principals.not ||
      principals.list.some(({ kind }) => kind === 'federated' || kind === 'everyone')) &&
    signIns.some((action) => mayName(actions, action))
  );
}

const signIns = ['sts:assumerolewithsaml', 'sts:assumerolewithwebidentity'];

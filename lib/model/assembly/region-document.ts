import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { issue, type Issue } from '../../errors';
import { isObject, listOf } from '../is-object';
import type { Perimeter, SignIn } from '../world';
import { readJson } from './read-json';
import { readSignIn } from './sign-in-document';

/** What `educloud.json` says beside the templates; every member may be absent. */
export interface RegionDocument {
  readonly perimeter?: Perimeter;
  readonly serviceRoles?: readonly string[];
  readonly recoveryRoles?: readonly string[];
  readonly recoveryTakers?: Readonly<Record<string, readonly string[]>>;
  readonly restoreRoles?: readonly string[];
  readonly breakGlass?: readonly string[];
  readonly signIn?: SignIn;
  readonly units: readonly Unit[];
  readonly attachments: readonly PolicyAttachment[];
}

/** An organisational unit (or the root, which has no parent), and the accounts in it. */
export interface Unit {
  readonly id: string;
  readonly parent?: string;
  readonly accounts: readonly string[];
}

export interface PolicyAttachment {
  /** A document, or the name of a policy of the assembly. */
  readonly policy: unknown;
  readonly kind: 'service-control' | 'resource-control';
  /** Root, unit or account. */
  readonly target: string;
  readonly index: number;
}

export const documentFile = 'educloud.json';

/** The document of an assembly of educloud; undefined where there is none. What is wrong is added to `issues`. */
export function readRegionDocument(folder: string, issues: Issue[]): RegionDocument | undefined {
  if (!existsSync(join(folder, documentFile))) return undefined;
  const value = readJson(folder, documentFile, issues)?.value;
  if (value === undefined) return undefined;
  const wrong = (path: string, allowed: string): void => {
    issues.push(
      issue('EDU725', 'this is not what educloud writes', { file: join(folder, documentFile), path, allowed }),
    );
  };
  const texts = (given: unknown, path: string): readonly string[] => {
    if (given === undefined) return [];
    if (!Array.isArray(given) || !given.every(isText)) wrong(path, 'a list of texts');
    return listOf(given).filter(isText);
  };
  const { perimeter, serviceRoles, recoveryRoles, recoveryTakers, restoreRoles, breakGlass, ...rest } = value;
  const { federation, organization } = rest;
  if (perimeter !== undefined && !isObject(perimeter)) wrong('perimeter', 'an object');
  if (recoveryTakers !== undefined && !isObject(recoveryTakers)) wrong('recoveryTakers', 'an object');
  if (organization !== undefined && !isObject(organization)) wrong('organization', 'an object');
  const tree = isObject(organization) ? organization : {};
  return {
    ...(isObject(perimeter)
      ? {
          perimeter: {
            organizations: texts(perimeter.organizations, 'perimeter.organizations'),
            accounts: texts(perimeter.accounts, 'perimeter.accounts'),
          },
        }
      : {}),
    ...(serviceRoles === undefined ? {} : { serviceRoles: texts(serviceRoles, 'serviceRoles') }),
    ...(recoveryRoles === undefined ? {} : { recoveryRoles: texts(recoveryRoles, 'recoveryRoles') }),
    ...(isObject(recoveryTakers)
      ? {
          recoveryTakers: Object.fromEntries(
            Object.entries(recoveryTakers).map(([role, by]) => [role, texts(by, `recoveryTakers.${role}`)]),
          ),
        }
      : {}),
    ...(restoreRoles === undefined ? {} : { restoreRoles: texts(restoreRoles, 'restoreRoles') }),
    ...(breakGlass === undefined ? {} : { breakGlass: texts(breakGlass, 'breakGlass') }),
    ...(federation === undefined ? {} : { signIn: readSignIn(federation, texts, wrong) }),
    units: objects(tree.units, 'organization.units', wrong).flatMap((unit, index) => {
      const path = `organization.units[${index}]`;
      const { id, parent } = unit;
      if (!isText(id)) wrong(`${path}.id`, 'text');
      if (parent !== undefined && !isText(parent)) wrong(`${path}.parent`, 'text');
      const accounts = texts(unit.accounts, `${path}.accounts`);
      return isText(id) ? [{ id, accounts, ...(isText(parent) ? { parent } : {}) }] : [];
    }),
    attachments: objects(tree.policyAttachments, 'organization.policyAttachments', wrong).flatMap((one, index) => {
      const path = `organization.policyAttachments[${index}]`;
      const { policy, kind, target } = one;
      if (kind !== 'service-control' && kind !== 'resource-control') {
        wrong(`${path}.kind`, 'service-control, resource-control');
        return [];
      }
      if (!isText(target)) wrong(`${path}.target`, 'text');
      return isText(target) ? [{ policy, kind, target, index }] : [];
    }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function objects(
  given: unknown,
  path: string,
  wrong: (path: string, allowed: string) => void,
): readonly Readonly<Record<string, unknown>>[] {
  if (given !== undefined && (!Array.isArray(given) || !given.every(isObject))) wrong(path, 'a list of objects');
  return listOf(given).filter(isObject);
}

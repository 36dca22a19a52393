import { actionFileSchema, type ServiceActions } from './action-schema';
import { packageRoot } from './package-root';
import { damaged, policyFile } from './policy-file';
import { policyIds } from './policy-ids';
import { unknownFact } from './unknown-fact';

const folder = 'policies/actions';
const readActions = policyFile(actionFileSchema);

/** The services of which the kit knows every action, sorted; opens no file. */
export function actionServices(): readonly string[] {
  return policyIds(packageRoot(), folder);
}

/** Every action of a service (`s3`) that AWS documents. Throws EDU501 for a service that is not listed. */
export function serviceActions(service: string): ServiceActions {
  return serviceActionsAt(packageRoot(), service);
}

export function serviceActionsAt(root: string, service: string): ServiceActions {
  const known = policyIds(root, folder);
  if (!known.includes(service)) {
    throw unknownFact('service', service, known);
  }
  const path = `${folder}/${service}.yaml`;
  const read = readActions(root, path);
  if (read.service !== service) {
    throw damaged(root, path, `the service "${read.service}" differs from the name of the file`);
  }
  return read;
}

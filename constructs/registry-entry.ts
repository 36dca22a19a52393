import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { quota } from '../lib/facts';
import { checkText, siteOf } from './checks';
import { tagKeys } from './tags';

/** What the registry says of a school. */
export interface RegistryEntry {
  readonly schoolId: string;
  readonly regionId: string;
  readonly jurisdiction: string;
  readonly recordsBucketName: string;
  readonly recordsClasses: string[];
  readonly materialsBucketName: string;
  readonly materialsClasses: string[];
  readonly names?: Record<string, string>;
  readonly kind?: string;
  readonly tier?: string;
  readonly frozen?: boolean;
  readonly keyAlias?: string;
  readonly parameterName?: string;
}

/** The entry is a parameter of the school's own account: the hub's index is built from these, never the other way round. */
export function registryEntry(scope: Construct, props: RegistryEntry): void {
  const name = props.parameterName ?? `/educloud/${props.regionId}/schools/${props.schoolId}`;
  checkText(scope, 'parameterName', name, /^(\/[A-Za-z0-9_.-]{1,60}){1,15}$/, 'a path of letters, digits and `_.-`');
  for (const one of Object.values(props.names ?? {}))
    checkText(
      scope,
      'names',
      one,
      /^(?![^]*(?:\$\{|\{\{|AWS::))/,
      'no `${`, `{{` or `AWS::`, which CloudFormation would resolve',
    );
  const { account, awsRegion } = siteOf(scope);
  const value = JSON.stringify({
    version: 1,
    region: props.regionId,
    school: props.schoolId,
    names: props.names ?? {},
    kind: props.kind ?? 'other',
    tier: props.tier ?? 'node',
    status: props.frozen ? 'frozen' : 'active',
    jurisdiction: props.jurisdiction,
    account,
    awsRegion,
    keyAlias: props.keyAlias ?? `alias/educloud/${props.schoolId}`,
    stores: {
      records: { bucket: props.recordsBucketName, dataClasses: props.recordsClasses },
      materials: { bucket: props.materialsBucketName, dataClasses: props.materialsClasses },
    },
  });
  checkSize(scope, value);
  new CfnParameter(scope, 'Registry', {
    name,
    type: 'String',
    value,
    description: `educloud: where school ${props.schoolId} keeps its data`,
    tags: {
      [tagKeys.region]: props.regionId,
      [tagKeys.school]: props.schoolId,
      [tagKeys.jurisdiction]: props.jurisdiction,
    },
  });
}

/** A Chinese letter is three bytes. A token counts as it stands, which is about as long as what replaces it. */
function checkSize(scope: Construct, value: string): void {
  const bytes = Buffer.byteLength(value);
  const { value: allowed } = quota(siteOf(scope).partition.id, 'ssm.standardParameterBytes');
  if (bytes <= allowed) return;
  throw failure('EDU601', 'the registry entry is too large', {
    path: scope.node.path,
    found: `${String(bytes)} bytes`,
    allowed: `${String(allowed)} bytes, as many as a standard parameter holds`,
    fix: 'shorten `names`',
  });
}

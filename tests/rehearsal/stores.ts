import { stacksOf, templateOf, type AssembledStack, type Assembly } from './assembly';
import { at, listOf, objectAt, textAt, type Json } from './json';

/** A bucket as a template describes it. */
export interface Store {
  readonly stack: AssembledStack;
  readonly bucketId: string;
  readonly bucket: string;
  /** What the store is for: `records`, `materials`, `commons`, `logs`. */
  readonly purpose: string;
  /** Empty for what belongs to no school. */
  readonly school: string;
  /** Empty for a bucket without a key of its own. */
  readonly keyId: string;
  readonly keyAlias: string;
}

/** Every bucket of an assembly. */
export function storesOf(assembly: Assembly): readonly Store[] {
  return stacksOf(assembly).flatMap((stack) => {
    const resources = objectAt(templateOf(assembly, stack.name), 'Resources');
    return Object.entries(resources)
      .filter(([, resource]) => textAt(resource, 'Type') === 'AWS::S3::Bucket')
      .map(([bucketId, resource]) => storeOf(stack, bucketId, objectAt(resource, 'Properties'), resources));
  });
}

/** The one store of a purpose, of a school where one is named. */
export function storeFor(assembly: Assembly, purpose: string, school = ''): Store {
  const found = findStore(assembly, purpose, school);
  if (found === undefined) throw new Error(`no template holds the store ${purpose} ${school}`);
  return found;
}

export function findStore(assembly: Assembly, purpose: string, school = ''): Store | undefined {
  return storesOf(assembly).find((store) => store.purpose === purpose && store.school === school);
}

function storeOf(stack: AssembledStack, bucketId: string, properties: Json, resources: Json): Store {
  const tag = (key: string): string =>
    textAt(
      listOf(properties.Tags).find((one) => textAt(one, 'Key') === key),
      'Value',
    );
  const keyId = textAt(
    properties,
    'BucketEncryption',
    'ServerSideEncryptionConfiguration',
    0,
    'ServerSideEncryptionByDefault',
    'KMSMasterKeyID',
    'Fn::GetAtt',
    0,
  );
  return {
    stack,
    bucketId,
    bucket: textAt(properties, 'BucketName'),
    purpose: tag('educloud:store'),
    school: tag('educloud:school'),
    keyId,
    keyAlias: aliasOf(keyId, resources),
  };
}

function aliasOf(keyId: string, resources: Json): string {
  const alias = Object.values(resources).find(
    (resource) =>
      textAt(resource, 'Type') === 'AWS::KMS::Alias' &&
      at(resource, 'Properties', 'TargetKeyId', 'Fn::GetAtt', 0) === keyId,
  );
  return textAt(alias, 'Properties', 'AliasName');
}

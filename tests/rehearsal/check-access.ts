import type { Assembly } from './assembly';
import { accessCases, type AccessCase, type Where, type Who } from './access-cases';
import { parseObject, textAt } from './json';
import { assume, deployPrincipals, otherKeyAlias } from './principals';
import { attempt, kms, outcomeOf, s3, type Act } from './requests';
import type { Caller } from './signed-call';
import { administratorOf, record, type Stage } from './stage';
import { storeFor, type Store } from './stores';

/** An account that no region file names. */
const strangersAccount = '999988887777';

const step = 'who may do what';

/** Everyone of the access table tries everything of the access table. */
export async function checkAccess(stage: Stage, assembly: Assembly, school: string, other: string): Promise<void> {
  const records = storeFor(assembly, 'records', school);
  const stores: { readonly [where in Where]: Store } = {
    records,
    materials: storeFor(assembly, 'materials', school),
    commons: storeFor(assembly, 'commons'),
    logs: storeFor(assembly, 'logs'),
  };
  const callers = await callersFor(stage, stores, school, other);
  const keys = {
    own: await keyArn(stage, records, records.keyAlias),
    other: await keyArn(stage, records, otherKeyAlias),
  };
  for (const one of accessCases(keys)) {
    if (one.who === 'root' && !stage.emulator.rootIsAdministrator) continue;
    const { bucket, stack } = stores[one.where];
    const client = s3(one.plain === true ? stage.plain : stage.tls, stack.awsRegion, callers[one.who]);
    record(stage, {
      id: one.id,
      step,
      what: describe(one),
      expected: one.expected,
      observed: await attempt(client, bucket, one.act),
      reason: one.by,
    });
  }
  await checkKeys(stage, records, callers);
}

async function callersFor(
  stage: Stage,
  { records, commons }: { readonly [where in Where]: Store },
  school: string,
  other: string,
): Promise<{ readonly [who in Who]: Caller | undefined }> {
  await deployPrincipals(stage, records.stack, [school, other]);
  await deployPrincipals(stage, commons.stack, [school]);
  return {
    school: await assume(stage, records.stack, school),
    'lent tag': await assume(stage, records.stack, '', school),
    'other school': await assume(stage, records.stack, other),
    untagged: await assume(stage, records.stack, ''),
    root: await administratorOf(stage, records.stack.account),
    'same tag elsewhere': await assume(stage, commons.stack, school),
    hub: await assume(stage, commons.stack, ''),
    stranger: await administratorOf(stage, strangersAccount),
    anonymous: undefined,
  };
}

/** Keys work through S3 alone, whoever asks; looking after them stays possible. */
async function checkKeys(
  stage: Stage,
  { keyAlias, stack }: Store,
  callers: { readonly [who in Who]: Caller | undefined },
): Promise<void> {
  const cases: readonly [Who, string, Readonly<Record<string, unknown>>, 'allowed' | 'denied', string][] = [
    ['school', 'GenerateDataKey', { KeySpec: 'AES_256' }, 'denied', 'DenyUseOutsideS3'],
    ['other school', 'GenerateDataKey', { KeySpec: 'AES_256' }, 'denied', 'DenyOtherSchools'],
    ['untagged', 'GenerateDataKey', { KeySpec: 'AES_256' }, 'denied', 'DenyOtherSchools'],
    ['untagged', 'Encrypt', { Plaintext: 'QQ==' }, 'denied', 'DenyOtherSchools'],
    ['untagged', 'DescribeKey', {}, 'allowed', 'Administer'],
    ['untagged', 'PutKeyPolicy', {}, 'allowed', 'Administer'],
  ];
  const keyId = await keyArn(stage, { stack }, keyAlias);
  for (const [who, operation, input, expected, by] of cases) {
    const caller = callers[who];
    if (caller === undefined) continue;
    const whole =
      operation === 'PutKeyPolicy' ? { PolicyName: 'default', Policy: await keyPolicy(stage, stack, keyId) } : input;
    const answer = await kms(stage, caller, stack.awsRegion, operation, { KeyId: keyId, ...whole });
    record(stage, {
      id: `key-${who.replace(' ', '-')}-${operation}`,
      step,
      what: `${who}: ${operation} with the key of records, not through S3`,
      expected,
      observed: outcomeOf(answer),
      reason: by,
    });
  }
}

async function keyPolicy(stage: Stage, stack: Store['stack'], keyId: string): Promise<string> {
  const caller = await administratorOf(stage, stack.account);
  const { text } = await kms(stage, caller, stack.awsRegion, 'GetKeyPolicy', { KeyId: keyId, PolicyName: 'default' });
  return textAt(parseObject(text), 'Policy');
}

async function keyArn(stage: Stage, { stack }: Pick<Store, 'stack'>, alias: string): Promise<string> {
  const caller = await administratorOf(stage, stack.account);
  const { text } = await kms(stage, caller, stack.awsRegion, 'DescribeKey', { KeyId: alias });
  return textAt(parseObject(text), 'KeyMetadata', 'Arn');
}

function describe({ who, where, act, plain }: AccessCase): string {
  return `${who}: ${action(act)} ${where}${plain === true ? ', plain HTTP' : ''}`;
}

function action(act: Act): string {
  switch (act.kind) {
    case 'put':
      return `put${encryptionOf(act)} into`;
    case 'get':
      return 'get from';
    case 'delete':
      return 'delete in';
    case 'list':
      return 'list';
    case 'versions':
      return 'list versions of';
    default:
      return `${act.kind} of`;
  }
}

function encryptionOf(act: Extract<Act, { readonly kind: 'put' }>): string {
  const { encryption } = act;
  if (encryption === undefined) return '';
  if (encryption.SSECustomerAlgorithm !== undefined) return ' with SSE-C';
  const key = encryption.SSEKMSKeyId === undefined ? '' : ' and a key';
  return ` with ${encryption.ServerSideEncryption ?? ''}${key}`;
}

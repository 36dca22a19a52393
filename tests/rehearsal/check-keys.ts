import type { Who } from './access-cases';
import type { Place } from './assembly';
import type { Callers } from './check-access';
import { parseObject, textAt } from './json';
import { kms, outcomeOf } from './requests';
import { administratorOf, record, type Stage } from './stage';
import type { Store } from './stores';

/** Keys work through S3 alone, whoever asks; looking after them stays possible. */
export async function checkKeys(
  stage: Stage,
  { keyAlias, stack }: Store,
  callers: Callers,
  step: string,
): Promise<void> {
  const cases: readonly [Who, string, Readonly<Record<string, unknown>>, 'allowed' | 'denied', string][] = [
    ['school', 'GenerateDataKey', { KeySpec: 'AES_256' }, 'denied', 'DenyUseOutsideS3'],
    ['other school', 'GenerateDataKey', { KeySpec: 'AES_256' }, 'denied', 'DenyOtherSchools'],
    ['untagged', 'GenerateDataKey', { KeySpec: 'AES_256' }, 'denied', 'DenyOtherSchools'],
    ['untagged', 'Encrypt', { Plaintext: 'QQ==' }, 'denied', 'DenyOtherSchools'],
    ['untagged', 'DescribeKey', {}, 'allowed', 'Administer'],
    ['untagged', 'PutKeyPolicy', {}, 'allowed', 'Administer'],
  ];
  const keyId = await keyArn(stage, stack, keyAlias);
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

async function keyPolicy(stage: Stage, stack: Place, keyId: string): Promise<string> {
  const caller = await administratorOf(stage, stack.account);
  const { text } = await kms(stage, caller, stack.awsRegion, 'GetKeyPolicy', { KeyId: keyId, PolicyName: 'default' });
  return textAt(parseObject(text), 'Policy');
}

/** The key behind an alias. */
export async function keyArn(stage: Stage, stack: Place, alias: string): Promise<string> {
  const caller = await administratorOf(stage, stack.account);
  const { text } = await kms(stage, caller, stack.awsRegion, 'DescribeKey', { KeyId: alias });
  return textAt(parseObject(text), 'KeyMetadata', 'Arn');
}

import { templateOf, type Assembly } from './assembly';
import { expectedOf, heldBy } from './bucket-state';
import { canonical, objectAt, parseObject, textAt, type Json } from './json';
import { kms, s3 } from './requests';
import { isResolved, namesIn, resolveTemplate } from './resolve-template';
import { administratorOf, oneLine, record, type Stage } from './stage';
import { storesOf, type Store } from './stores';

/** Asks the emulator for every bucket and key of an assembly and compares them with the templates. */
export async function compareState(stage: Stage, assembly: Assembly, step: string): Promise<void> {
  const compare = (id: string, what: string, expected: unknown, held: unknown): void =>
    record(stage, { ...compared(expected, held), id: `state-${id}`, step, what });
  for (const store of storesOf(assembly)) {
    const { stack, bucket, purpose, keyId, keyAlias } = store;
    const template = templateOf(assembly, stack.name);
    const caller = await administratorOf(stage, stack.account);
    const key = keyAlias === '' ? {} : objectAt(await ask(stage, store, 'DescribeKey', keyAlias), 'KeyMetadata');
    const names = namesIn(template, stack, { [keyId]: textAt(key, 'Arn') });
    const wanted = expectedOf(template, store, names);
    const held = await heldBy(s3(stage.tls, stack.awsRegion, caller), bucket);
    for (const [aspect, expected] of Object.entries(wanted)) {
      compare(`${aspect}-${purpose}`, `${bucket}: ${aspect}`, expected, held[aspect]);
    }
    if (keyAlias === '') continue;
    const properties = objectAt(template, 'Resources', keyId, 'Properties');
    const policy = textAt(await ask(stage, store, 'GetKeyPolicy', textAt(key, 'KeyId')), 'Policy');
    const rotation = await ask(stage, store, 'GetKeyRotationStatus', textAt(key, 'KeyId'));
    const what = `${keyAlias} of ${purpose}`;
    const expected = resolveTemplate(properties.KeyPolicy, names);
    compare(`policy-of-key-${purpose}`, `${what}: policy`, expected, policy === '' ? undefined : parseObject(policy));
    compare(`rotation-${purpose}`, `${what}: rotation`, properties.EnableKeyRotation, rotation.KeyRotationEnabled);
  }
}

function compared(expected: unknown, held: unknown): { expected: string; observed: string; reason: string } {
  if (!isResolved(expected)) {
    const reason = 'the template refers to what is known only inside the emulator';
    return { expected: 'not compared', observed: 'not compared', reason };
  }
  const one = canonical(expected);
  const two = canonical(held);
  return one === two
    ? { expected: 'as in the template', observed: 'as in the template', reason: '' }
    : { expected: 'as in the template', observed: 'otherwise', reason: oneLine(`template ${one}, emulator ${two}`) };
}

async function ask(stage: Stage, { stack }: Store, operation: string, keyId: string): Promise<Json> {
  const caller = await administratorOf(stage, stack.account);
  const input = { KeyId: keyId, ...(operation === 'GetKeyPolicy' ? { PolicyName: 'default' } : {}) };
  return parseObject((await kms(stage, caller, stack.awsRegion, operation, input)).text);
}

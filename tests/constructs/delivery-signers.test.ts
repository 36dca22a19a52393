import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { ContentDeliveryProps } from '../../constructs';
import { canonicalPem } from '../../constructs/delivery-signers';
import { distributionOf, idOf, pems, publicKey } from './support/delivery';

const [first, second] = pems;
const another = publicKey();

function keysOf(signingKeys: NonNullable<ContentDeliveryProps['signingKeys']>) {
  const { built, behaviours } = distributionOf('cn-north-1', { delivery: { signingKeys } });
  const keys = Object.entries(built.resources).filter(([, { Type }]) => Type === 'AWS::CloudFront::PublicKey');
  const group = idOf(built, 'AWS::CloudFront::KeyGroup');
  return {
    ids: keys.map(([id]) => id),
    configs: keys.map(([, { Properties }]) => Properties.PublicKeyConfig),
    items: built.resources[group]?.Properties.KeyGroupConfig.Items,
    signed: behaviours.flatMap(({ TrustedKeyGroups = [] }) => TrustedKeyGroups),
    outputs: built.template.Outputs,
    group,
  };
}

const today = keysOf([
  { id: '2026a', pem: first },
  { id: 'next-one', pem: second },
]);

test('every key is one resource, all of them make one group, and it is the only one that behaviours trust', () => {
  expect(today.configs.map(({ EncodedKey }) => EncodedKey)).toEqual([first, second]);
  expect(today.items).toEqual(today.ids);
  expect(new Set(today.signed)).toEqual(new Set([today.group]));
});

test('the id under which each key signs is told, by its name without hyphens', () => {
  expect(today.outputs.KeyId2026a.Value).toEqual({ Ref: today.ids[0] });
  expect(today.outputs.KeyIdnextone.Value).toEqual({ Ref: today.ids[1] });
});

test('another key under the same name is another resource, and the group and the output refer to it', () => {
  const changed = keysOf([
    { id: '2026a', pem: another },
    { id: 'next-one', pem: second },
  ]);
  expect(changed.ids[0]).not.toBe(today.ids[0]);
  expect(changed.ids[1]).toBe(today.ids[1]);
  expect(changed.items).toEqual(changed.ids);
  expect(changed.outputs.KeyId2026a.Value).toEqual({ Ref: changed.ids[0] });
  // Names are the account's, and CloudFormation makes the new one before it deletes the old.
  for (const property of ['Name', 'CallerReference'])
    expect(changed.configs[0][property]).not.toBe(today.configs[0][property]);
});

test('the same key in other spellings is the same resource', () => {
  const windows = `\n${first.replaceAll('\n', '\r\n')}\r\n`;
  const longLines = first.replace(/(?<=[A-Za-z0-9+/=])\n(?=[A-Za-z0-9+/=])/g, '');
  expect(longLines).not.toBe(first);
  for (const pem of [windows, longLines]) {
    const same = keysOf([
      { id: '2026a', pem },
      { id: 'next-one', pem: second },
    ]);
    expect([same.ids, same.configs]).toEqual([today.ids, today.configs]);
  }
});

test('a key keeps its resource when others come and go', () => {
  const more = keysOf([
    { id: 'older', pem: another },
    { id: 'next-one', pem: second },
    { id: '2026a', pem: first },
  ]);
  expect(more.ids).toEqual(expect.arrayContaining(today.ids));
});

describe('what is no public RSA key of 2,048 bits', () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' });

  test.each<[string, string]>([
    ['nothing', ''],
    ['words', 'not a key'],
    ['a private key', pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['a private key of the older form', pair.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['a public key of the older form', pair.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['two keys, one after the other', `${first}${second}`],
    [
      'a private key behind a public one',
      `${first}${pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()}`,
    ],
    ['a key of a curve', curve.toString()],
    ['1,024 bits', publicKey(1_024)],
    ['3,072 bits', publicKey(3_072)],
    ['a key that was cut', `${first.slice(0, 200)}\n-----END PUBLIC KEY-----\n`],
  ])('%s', (_what, pem) => {
    expect(canonicalPem(pem)).toBeUndefined();
  });

  test('and what is one stays the key that it was', () => {
    const canonical = canonicalPem(first);
    expect(canonical).toBe(first);
    expect(createPublicKey(canonical ?? '').asymmetricKeyDetails?.modulusLength).toBe(2_048);
  });
});

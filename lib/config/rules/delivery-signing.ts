import { issue, type Issue } from '../../errors';
import { quota } from '../../facts';
import type { Draft } from '../draft';
import { publicKeyOf } from '../public-key';
import type { ShellInput } from '../region-file-schema';
import type { Rule } from './rule';

type Signing = NonNullable<NonNullable<ShellInput['delivery']>['signing']>;

/** Material under a licence is signed for, by keys that can be changed while others are accepted. */
export const deliverySigning: Rule = (draft) => {
  const delivery = draft.shell?.delivery;
  if (delivery?.cdn !== 'cloudfront') return [];
  const { signing, dataClasses } = delivery;
  const licensed = dataClasses.includes('licensed');
  if (signing === undefined) {
    if (!licensed) return [];
    return [
      issue('EDU324', '`licensed` material is delivered, and nobody can sign for it', {
        ...draft.at(['delivery']),
        found: 'no `signing`',
        allowed: '`signing` with two keys, or `dataClasses: [open]`',
        fix: 'make two key pairs (`openssl genrsa 2048`), keep the private ones with who signs, and add `signing`',
      }),
    ];
  }
  return [
    ...(licensed ? [] : [unneeded(draft)]),
    ...numberOfKeys(draft, signing),
    ...names(draft, signing),
    ...files(draft, signing),
  ];
};

function unneeded({ at }: Draft): Issue {
  return issue('EDU324', 'nothing is delivered that needs a signature', {
    ...at(['delivery', 'signing']),
    found: 'signing',
    allowed: '`signing` where `licensed` is delivered',
    fix: 'take `signing` out, or deliver `licensed`',
  });
}

function numberOfKeys({ at, shell }: Draft, { keys }: Signing): Issue[] {
  const most = shell === undefined ? 5 : quota(shell.partition, 'cf.keysPerKeyGroup').value;
  if (keys.length >= 2 && keys.length <= most) return [];
  return [
    issue(
      'EDU324',
      keys.length < 2 ? 'a key could never be changed without a gap' : 'a key group has no room for so many',
      {
        ...at(['delivery', 'signing', 'keys']),
        found: `${keys.length} key${keys.length === 1 ? '' : 's'}`,
        allowed: `2 to ${most} keys`,
        fix: keys.length < 2 ? 'add a second key, which signs nothing yet' : 'take those out that sign no more',
      },
    ),
  ];
}

function names({ at }: Draft, { keys, active }: Signing): Issue[] {
  const ids = keys.map(({ id }) => id);
  // Outputs of a stack are named after keys, and hold no hyphens.
  const plain = ids.map((id) => id.replaceAll('-', ''));
  const twice = ids.flatMap((id, index) =>
    plain.indexOf(plain[index] ?? '') === index
      ? []
      : [
          issue('EDU324', `two keys are called \`${id}\`, apart from hyphens`, {
            ...at(['delivery', 'signing', 'keys', index, 'id']),
            found: id,
            allowed: 'a name that no other key has or had',
            fix: 'give it a new name',
          }),
        ],
  );
  if (ids.includes(active)) return twice;
  return [
    ...twice,
    issue('EDU324', 'the key that signs is none of the keys', {
      ...at(['delivery', 'signing', 'active']),
      found: active,
      allowed: ids.join(', '),
      fix: 'write the name of one of the keys',
    }),
  ];
}

function files(draft: Draft, { keys }: Signing): Issue[] {
  const seen = new Map<string, string>();
  return keys.flatMap(({ id }, index) => {
    const text = draft.publicKeys?.get(index);
    if (text === undefined) return [];
    const place = draft.at(['delivery', 'signing', 'keys', index, 'publicKey']);
    const key = publicKeyOf(text);
    if (typeof key !== 'string') return [issue('EDU325', `the key \`${id}\` ${key.what}`, { ...place, ...key })];
    const other = seen.get(key);
    seen.set(key, id);
    if (other === undefined) return [];
    return [
      issue('EDU324', `\`${id}\` and \`${other}\` are one key`, {
        ...place,
        found: 'the same public key',
        allowed: 'another key pair for each name',
        fix: 'make a second key pair (`openssl genrsa 2048`)',
      }),
    ];
  });
}

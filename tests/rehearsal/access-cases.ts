import { createHash } from 'node:crypto';
import type { Act, Encryption } from './requests';

/**
 * `school`: a role that carries the tag of the school; `lent tag`: a role without it, assumed with the tag; `other
 * school`: a role with another school's tag; `untagged`: an administrator's role; `same tag elsewhere`: a role of the hub's
 * account with the school's tag; `hub`: an untagged role of the hub's account; `stranger`: an account of nobody's.
 */
export type Who =
  | 'school'
  | 'lent tag'
  | 'other school'
  | 'untagged'
  | 'root'
  | 'same tag elsewhere'
  | 'hub'
  | 'stranger'
  | 'anonymous';

export type Where = 'records' | 'materials' | 'commons' | 'logs';

export interface AccessCase {
  readonly id: string;
  readonly who: Who;
  readonly where: Where;
  readonly act: Act;
  readonly expected: 'allowed' | 'denied';
  /** The statement, or the rule of IAM, that decides on AWS. */
  readonly by: string;
  /** How a write is encrypted, in words. */
  readonly how?: string;
  /** Over plain HTTP. */
  readonly plain?: boolean;
}

/** ARNs that exist only once everything is deployed. */
export interface Keys {
  readonly own: string;
  readonly other: string;
}

const object = 'report.txt';
const get: Act = { kind: 'get', object };
const put = (): Act => ({ kind: 'put', object });
/** Under another name, so that what is read elsewhere stays as it was written. */
const putWith = (encryption: Encryption): Act => ({ kind: 'put', object: 'encrypted.txt', encryption });

/** What the policies ought to answer, in an order in which every object is written before it is read. */
export function accessCases(keys: Keys): readonly AccessCase[] {
  return [...schoolCases(), ...strangerCases(), ...encryptionCases(keys), ...sharedCases()];
}

/** A case in a few words. */
export function describeCase({ who, where, act, how, plain }: AccessCase): string {
  const words = {
    put: `put${how === undefined ? '' : ` ${how}`} into`,
    get: 'get from',
    delete: 'delete in',
    list: 'list',
    versions: 'list versions of',
    'read the policy': 'read the policy of',
    'replace the policy': 'replace the policy of',
  };
  return `${who}: ${words[act.kind]} ${where}${plain === true ? ', plain HTTP' : ''}`;
}

function schoolCases(): readonly AccessCase[] {
  const school = { who: 'school', expected: 'allowed', by: 'no Deny fits; its own policy allows' } as const;
  return [
    { ...school, id: 'school-put', where: 'records', act: put() },
    { ...school, id: 'school-get', where: 'records', act: get },
    { ...school, id: 'school-list', where: 'records', act: { kind: 'list' } },
    { ...school, id: 'school-put-materials', where: 'materials', act: put() },
    { ...school, id: 'school-get-materials', where: 'materials', act: get },
    { ...school, id: 'lent-tag-get', who: 'lent tag', where: 'records', act: get },
    { ...school, id: 'http-get', where: 'records', act: get, plain: true, expected: 'denied', by: 'DenyPlainHttp' },
    { ...school, id: 'http-put', where: 'records', act: put(), plain: true, expected: 'denied', by: 'DenyPlainHttp' },
    {
      ...school,
      id: 'http-list',
      where: 'materials',
      act: { kind: 'list' },
      plain: true,
      expected: 'denied',
      by: 'DenyPlainHttp',
    },
  ];
}

function strangerCases(): readonly AccessCase[] {
  const acts: Readonly<Record<string, Act>> = {
    get,
    put: put(),
    list: { kind: 'list' },
    versions: { kind: 'versions' },
    delete: { kind: 'delete', object },
  };
  const denied = { where: 'records', expected: 'denied' } as const;
  const all = (who: Who, id: string, by: string): AccessCase[] =>
    Object.entries(acts).map(([name, act]) => ({
      ...denied,
      id: `${id}-${name}`,
      who,
      act,
      by: name === 'list' ? 'DenyListingByOthers' : by,
    }));
  const one = (who: Who, id: string, by: string): AccessCase => ({ ...denied, id: `${id}-get`, who, act: get, by });
  const manage = { who: 'untagged', where: 'records', expected: 'allowed' } as const;
  const by = 'denies touch object data only: whoever deploys must be able to replace a policy';
  return [
    ...all('other school', 'other-school', 'DenyOtherSchools'),
    ...all('untagged', 'untagged', 'DenyOtherSchools'),
    one('root', 'root', 'DenyOtherSchools'),
    one('same tag elsewhere', 'same-tag-elsewhere', 'another account needs an Allow, and there is none'),
    one('stranger', 'stranger', 'no Allow; DenyOutsiders besides'),
    one('anonymous', 'anonymous', 'no Allow; DenyOtherSchools besides'),
    { ...manage, id: 'untagged-read-policy', act: { kind: 'read the policy' }, by },
    { ...manage, id: 'untagged-replace-policy', act: { kind: 'replace the policy' }, by },
    { ...denied, id: 'still-there', who: 'school', act: get, expected: 'allowed', by: 'nobody could remove it' },
  ];
}

function encryptionCases({ own, other }: Keys): readonly AccessCase[] {
  const key = Buffer.alloc(32, 7);
  const customer: Encryption = {
    SSECustomerAlgorithm: 'AES256',
    SSECustomerKey: key.toString('base64'),
    SSECustomerKeyMD5: createHash('md5').update(key).digest('base64'),
  };
  const school = { who: 'school', where: 'records', expected: 'denied' } as const;
  return [
    {
      ...school,
      id: 'put-own-key',
      how: 'with the own key',
      act: putWith({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: own }),
      expected: 'allowed',
      by: 'the key of the school',
    },
    {
      ...school,
      id: 'put-other-key',
      how: 'with another key',
      act: putWith({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: other }),
      by: 'DenyOtherKeys',
    },
    {
      ...school,
      id: 'put-unnamed-key',
      how: 'with aws:kms and no key',
      act: putWith({ ServerSideEncryption: 'aws:kms' }),
      by: 'DenyUnnamedKey',
    },
    {
      ...school,
      id: 'put-aes256',
      how: 'with AES256',
      act: putWith({ ServerSideEncryption: 'AES256' }),
      by: 'DenyOtherEncryption',
    },
    { ...school, id: 'put-sse-c', how: 'with SSE-C', act: putWith(customer), by: 'DenyCustomerKeys' },
  ];
}

function sharedCases(): readonly AccessCase[] {
  return [
    {
      id: 'hub-put-commons',
      who: 'hub',
      where: 'commons',
      act: put(),
      expected: 'allowed',
      by: 'its own policy allows',
    },
    {
      id: 'member-get-commons',
      who: 'school',
      where: 'commons',
      act: get,
      expected: 'allowed',
      by: 'MemberAccountsRead',
    },
    {
      id: 'member-put-commons',
      who: 'school',
      where: 'commons',
      act: put(),
      expected: 'denied',
      by: 'no Allow; DenyWritesFromElsewhere besides',
    },
    {
      id: 'stranger-get-commons',
      who: 'stranger',
      where: 'commons',
      act: get,
      expected: 'denied',
      by: 'no Allow; DenyOutsiders besides',
    },
    { id: 'hub-put-logs', who: 'hub', where: 'logs', act: put(), expected: 'denied', by: 'DenyOtherWriters' },
    {
      id: 'hub-delete-logs',
      who: 'hub',
      where: 'logs',
      act: { kind: 'delete', object },
      expected: 'denied',
      by: 'DenyOtherWriters',
    },
    { id: 'school-list-logs', who: 'school', where: 'logs', act: { kind: 'list' }, expected: 'denied', by: 'no Allow' },
  ];
}

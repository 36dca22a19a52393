import { hasOpaque } from '../opaque';
import type { Doubt } from '../source';
import { endpointOf } from './bucket-endpoint';
import type { DraftOrigin } from './draft';
import { doubtAt, memberOf, membersOf, plainTextOf, sourceOfPart, strangersIn, textOf, type Part } from './part';

/** Where a distribution fetches, and what of it is outside the model. */
export interface ReadOrigins {
  readonly origins: readonly DraftOrigin[];
  /** Ids of the origins behind the id of an origin group. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-origin.html */
export function readOrigins(config: Part, doubts: Doubt[]): ReadOrigins {
  const origins = [...eachOf(config, 'Origins', 'which origins it has is known only when it is deployed', doubts)].map(
    (part) => originOf(part, doubts),
  );
  for (const name of ['S3Origin', 'CustomOrigin']) {
    const legacy = memberOf(config, name);
    if (legacy === undefined) continue;
    doubts.push(doubtAt(legacy, `${name} is an older way to name an origin, which no behaviour refers to by an id`));
    origins.push(legacyOrigin(legacy, name === 'S3Origin', doubts));
  }
  const ids = origins.map(({ id }) => id);
  for (const origin of origins.filter(({ id }, index) => ids.indexOf(id) !== index)) {
    doubts.push({ source: origin.source, reason: 'another origin has the same id' });
  }
  return { origins, groups: groupsOf(config, ids, doubts) };
}

/** Members of a list; what is no list is a doubt. */
export function eachOf(parent: Part, name: string, reason: string, doubts: Doubt[]): readonly Part[] {
  const part = memberOf(parent, name);
  if (part === undefined) return [];
  const members = membersOf(part);
  if (members === undefined) doubts.push(doubtAt(part, reason));
  return members ?? [];
}

/** Timeouts, headers and shields change neither what is read nor as whom: CloudFront adds no header that starts with `x-amz-`. */
const known = new Set([
  ...['Id', 'DomainName', 'OriginPath', 'OriginAccessControlId', 'S3OriginConfig', 'CustomOriginConfig'],
  ...['VpcOriginConfig', 'ConnectionAttempts', 'ConnectionTimeout', 'ResponseCompletionTimeout', 'OriginShield'],
  'OriginCustomHeaders',
]);

function originOf(part: Part, doubts: Doubt[]): DraftOrigin {
  doubts.push(...strangersIn(part, known));
  const s3 = memberOf(part, 'S3OriginConfig');
  if (s3 !== undefined) doubts.push(...strangersIn(s3, new Set(['OriginAccessIdentity', 'OriginReadTimeout'])));
  const control = memberOf(part, 'OriginAccessControlId');
  const identity = s3 === undefined ? undefined : memberOf(s3, 'OriginAccessIdentity');
  const isServer = ['CustomOriginConfig', 'VpcOriginConfig'].some((name) => memberOf(part, name) !== undefined);
  const given = memberOf(part, 'Id');
  if (given === undefined) doubts.push(doubtAt(part, 'the origin has no id'));
  const id = given === undefined ? '' : textOf(given);
  return {
    id,
    ...bucketOf(part, 'DomainName', isServer, doubts),
    path: pathOf(memberOf(part, 'OriginPath'), doubts),
    ...(control === undefined || textOf(control) === '' ? {} : { control: textOf(control) }),
    ...identityOf(identity, doubts),
    source: sourceOfPart(part),
  };
}

function legacyOrigin(part: Part, isBucket: boolean, doubts: Doubt[]): DraftOrigin {
  return {
    id: '',
    ...bucketOf(part, 'DNSName', !isBucket, doubts),
    path: '',
    ...identityOf(memberOf(part, 'OriginAccessIdentity'), doubts),
    source: sourceOfPart(part),
  };
}

function bucketOf(
  part: Part,
  name: string,
  isServer: boolean,
  doubts: Doubt[],
): Pick<DraftOrigin, 'bucket' | 'anyBucket'> {
  const domain = memberOf(part, name);
  const endpoint = domain === undefined ? undefined : endpointOf(textOf(domain));
  if (endpoint?.kind === 'bucket') return { bucket: endpoint.name };
  if (endpoint?.kind === 'server') return {};
  // A server that is none of Amazon S3 is asked without credentials, so whatever it is, it opens no bucket.
  if (!isServer) doubts.push(doubtAt(domain ?? part, 'which bucket the origin is, its domain name does not tell'));
  return { anyBucket: true };
}

/** What stands before the path of a request; a text with wildcards or dot segments would be read as something else. */
function pathOf(part: Part | undefined, doubts: Doubt[]): string {
  if (part === undefined) return '';
  const text = textOf(part);
  const plain = /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z\d._~-]+)*$/.test(text);
  if (!plain) doubts.push(doubtAt(part, 'what this path comes to is outside the model'));
  return plain ? text : '';
}

const identityPrefix = 'origin-access-identity/cloudfront/';

function identityOf(part: Part | undefined, doubts: Doubt[]): Pick<DraftOrigin, 'identity'> {
  const text = part === undefined ? '' : textOf(part);
  if (part === undefined || text === '') return {};
  const id = text.startsWith(identityPrefix) ? text.slice(identityPrefix.length) : '';
  if (id === '') doubts.push(doubtAt(part, 'which origin access identity this is cannot be read'));
  return { identity: id };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-origingroup.html */
function groupsOf(config: Part, origins: readonly string[], doubts: Doubt[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  const holder = memberOf(config, 'OriginGroups');
  if (holder === undefined) return groups;
  const reason = 'which origins the group has is known only when it is deployed';
  const items = memberOf(holder, 'Items');
  const list = items === undefined ? undefined : membersOf(items);
  const empty = items === undefined && quantityOf(holder) === '0';
  if (list === undefined && !empty) doubts.push(doubtAt(holder, reason));
  for (const group of list ?? []) {
    const members = memberOf(group, 'Members');
    const ids = (members === undefined ? [] : eachOf(members, 'Items', reason, doubts)).flatMap((one) => {
      const id = memberOf(one, 'OriginId');
      return id === undefined ? [] : [textOf(id)];
    });
    if (ids.length === 0 || ids.some((id) => hasOpaque(id) || !origins.includes(id)))
      doubts.push(doubtAt(group, reason));
    const id = memberOf(group, 'Id');
    groups.set(
      id === undefined ? '' : textOf(id),
      ids.filter((one) => origins.includes(one)),
    );
  }
  return groups;
}

function quantityOf(holder: Part): string | undefined {
  const quantity = memberOf(holder, 'Quantity');
  return quantity === undefined ? undefined : plainTextOf(quantity);
}

import { AccountPrincipal, AnyPrincipal, PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { BucketEncryption, type Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { capability } from '../lib/facts';
import { commonsClasses } from '../lib/vocabulary';
import { baseBucket } from './base-bucket';
import { checkAlias, checkPerimeter, checkSlug, checkText, siteOf, type Site } from './checks';
import type { DeliveryReader } from './delivery-reader';
import {
  deliveryDecrypt,
  deliveryRead,
  denyOutsiders,
  denyUnnormalisedNames,
  denyUseOutsideDelivery,
} from './delivery-statements';
import {
  administer,
  denyForeignGrants,
  denyHastyDeletion,
  denyUseOutsideS3,
  throughS3,
  useActions,
} from './key-statements';
import type { Perimeter } from './perimeter';
import {
  allow,
  bucketArns,
  deny,
  managedKeyDenies,
  ownAccount,
  ownKeyDenies,
  transportDenies,
  writeActions,
} from './statements';
import { storeKey } from './store-key';

/** Properties of {@link CommonsStore}. */
export interface CommonsStoreProps {
  /** Name of the bucket. A name that ends with `-an` is created in the account-regional namespace. */
  readonly bucketName: string;

  /** Who may read: these accounts, and every account of these organisations. */
  readonly perimeter: Perimeter;

  /** Slug of the region, for tags. */
  readonly regionId: string;

  /** Jurisdiction whose law holds for the commons, for tags. */
  readonly jurisdiction: string;

  /**
   * `kms`: a key of the commons' own. `s3-managed`: SSE-S3, for partitions whose CDN reads as an origin access identity,
   * which cannot use a KMS key.
   *
   * @default kms
   */
  readonly encryption?: string;

  /**
   * Alias of the key, with `kms`.
   *
   * @default alias/educloud/commons
   */
  readonly keyAlias?: string;

  /**
   * The CDN that delivers the commons: `reader` of {@link ContentDelivery}. With an identity as reader the commons must be
   * encrypted by `s3-managed`.
   *
   * @default - no CDN reads
   */
  readonly deliveredBy?: DeliveryReader;
}

/**
 * The hub's store of published material (`open` and `licensed`): every account of the perimeter reads it, only the hub's
 * account writes. Whoever has no credentials of AWS reads it through a CDN alone, if there is one.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class CommonsStore extends Construct {
  /** The bucket. */
  public readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: CommonsStoreProps) {
    super(scope, id);
    checkSlug(this, 'regionId', props.regionId);
    checkText(this, 'encryption', props.encryption ?? 'kms', /^(kms|s3-managed)$/, 'kms, s3-managed');
    checkPerimeter(this, props.perimeter);
    const site = siteOf(this);
    checkReader(this, site, props);
    const reader = props.deliveredBy;
    const key = props.encryption === 's3-managed' ? undefined : commonsKey(this, site, props);
    const arns = bucketArns(site, props.bucketName);
    this.bucket = baseBucket(this, {
      bucketName: props.bucketName,
      objectLock: false,
      noncurrentDays: 90,
      more:
        key === undefined
          ? { encryption: BucketEncryption.S3_MANAGED }
          : { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true },
      statements: [
        ...members(site, props.perimeter, ['s3:GetObject'], [arns[1]], 'Read'),
        ...members(site, props.perimeter, ['s3:ListBucket'], [arns[0]], 'List'),
        ...transportDenies(arns),
        ...(key === undefined ? managedKeyDenies(arns[1]) : ownKeyDenies(arns[1], key.keyArn)),
        ...(reader === undefined ? [] : [deliveryRead(arns[0], reader), denyUnnormalisedNames(arns[0])]),
        denyOutsiders(site, props.perimeter, props.bucketName, reader),
        deny('DenyWritesFromElsewhere', writeActions, arns, {
          StringNotEquals: { 'aws:PrincipalAccount': site.account },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        }),
      ],
      tags: {
        region: props.regionId,
        store: 'commons',
        dataClasses: commonsClasses.join('+'),
        jurisdiction: props.jurisdiction,
      },
    });
  }
}

/** Who cannot use a key must not be given objects that need one: every request would fail. */
function checkReader(scope: Construct, { partition }: Site, { deliveredBy, encryption }: CommonsStoreProps): void {
  if (deliveredBy?.kind !== 'identity' || encryption === 's3-managed') return;
  const answer = capability(partition.id, 'cdn.oai.readsSseKmsObjects');
  if (answer.answer === 'yes') return;
  throw failure('EDU601', '`deliveredBy` is an origin access identity, which cannot read what a key encrypts', {
    path: scope.node.path,
    found: encryption ?? 'kms',
    allowed: "encryption: 's3-managed'",
  });
}

/** Allows for every member: by account, and by organisation where there is one. */
function members(
  site: Site,
  { accounts, organizations }: Perimeter,
  actions: string[],
  resources: string[],
  sid: string,
  conditions: Record<string, Record<string, unknown>> = {},
): PolicyStatement[] {
  const others = accounts.filter((account) => account !== site.account).sort();
  return [
    ...(others.length === 0
      ? []
      : [
          allow(
            `MemberAccounts${sid}`,
            others.map((account) => new AccountPrincipal(account)),
            actions,
            resources,
            conditions,
          ),
        ]),
    ...(organizations.length === 0
      ? []
      : [
          allow(`MemberOrganizations${sid}`, [new AnyPrincipal()], actions, resources, {
            ...conditions,
            StringEquals: { ...conditions.StringEquals, 'aws:PrincipalOrgID': [...organizations].sort() },
          }),
        ]),
  ];
}

function commonsKey(scope: Construct, site: Site, props: CommonsStoreProps): Key {
  const aliasName = props.keyAlias ?? 'alias/educloud/commons';
  checkAlias(scope, 'keyAlias', aliasName);
  const ways = throughS3(site, [props.bucketName]);
  return storeKey(scope, {
    description: `educloud: commons of region ${props.regionId}`,
    aliasName,
    tags: { region: props.regionId, store: 'commons', jurisdiction: props.jurisdiction },
    policy: new PolicyDocument({
      statements: [
        administer(),
        allow('HubUsesThroughS3', [ownAccount()], useActions, ['*'], {
          ...ways,
          StringEquals: { ...ways.StringEquals, 'kms:CallerAccount': site.account },
        }),
        ...members(site, props.perimeter, ['kms:Decrypt'], ['*'], 'Read', ways),
        ...(props.deliveredBy === undefined
          ? [denyUseOutsideS3(site)]
          : [deliveryDecrypt(props.deliveredBy), denyUseOutsideDelivery(site, props.deliveredBy)]),
        denyForeignGrants(),
        denyHastyDeletion(),
      ],
    }),
  });
}

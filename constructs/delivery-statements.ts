import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Site } from './checks';
import { conditionsOf, principalOf, type DeliveryReader } from './delivery-reader';
import type { Perimeter } from './perimeter';
import { allow, bucketArns, deny, keyUseActions, listing, objectActions, outsideConditions, viaS3 } from './statements';

/** Lets the CDN get objects of its folders; it lists nothing, so that a wrong name is refused like a forbidden one. */
export function deliveryRead(bucketArn: string, reader: DeliveryReader): PolicyStatement {
  return allow(
    'DeliveryRead',
    [principalOf(reader)],
    ['s3:GetObject'],
    reader.folders.map((folder) => `${bucketArn}/${folder}*`),
    conditionsOf(reader),
  );
}

/**
 * Nobody reads or writes a name that is another one after normalisation: CloudFront chooses the behaviour, and with it
 * whether a signature is asked for, by the normalised path, and asks the bucket for the path as it came
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html).
 * Deleting such an object is not denied.
 */
export function denyUnnormalisedNames(bucketArn: string): PolicyStatement {
  const names = ['/*', '*//*', '.', './*', '..', '../*', '*/.', '*/./*', '*/..', '*/../*'];
  return deny(
    'DenyUnnormalisedNames',
    ['s3:GetObject*', 's3:PutObject*', 's3:Replicate*'],
    names.map((name) => `${bucketArn}/${name}`),
    {},
  );
}

/**
 * Denies whoever is outside of the perimeter, but for the identity of a CDN: it has no account, and no page says what a
 * request of it carries. It is exempt as the principal and by its ARN, whichever of them AWS compares.
 */
export function denyOutsiders(
  site: Site,
  perimeter: Perimeter,
  bucketName: string,
  reader: DeliveryReader | undefined,
): PolicyStatement {
  const [sid, actions, arns] = ['DenyOutsiders', [...objectActions, listing], bucketArns(site, bucketName)];
  const conditions = outsideConditions(site, perimeter);
  if (reader?.kind !== 'identity') return deny(sid, actions, arns, conditions);
  return new PolicyStatement({
    sid,
    effect: Effect.DENY,
    notPrincipals: [principalOf(reader)],
    actions,
    resources: arns,
    conditions: { ...conditions, ArnNotEquals: { 'aws:PrincipalArn': reader.arn } },
  });
}

/** Lets the distribution decrypt what it reads; an identity has no use for a key. */
export function deliveryDecrypt(reader: DeliveryReader): PolicyStatement {
  return allow('DeliveryDecrypt', [principalOf(reader)], ['kms:Decrypt'], ['*'], conditionsOf(reader));
}

/**
 * The key works through S3 only, or for the one distribution, of which no page says that `kms:ViaService` is there. Only
 * AWS itself can set `aws:SourceArn`.
 */
export function denyUseOutsideDelivery(site: Site, reader: DeliveryReader): PolicyStatement {
  return deny('DenyUseOutsideS3', keyUseActions, ['*'], {
    StringNotEquals: { 'kms:ViaService': viaS3(site), 'aws:SourceArn': reader.arn },
  });
}

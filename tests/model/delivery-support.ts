import type { Distribution, World } from '../../lib/model';
import { only, worldOf } from './support';

/** What a template says of a distribution besides one bucket, one origin and one behaviour. */
export interface Delivery {
  readonly config?: object;
  readonly origin?: object;
  readonly behaviour?: object;
  /** More resources. */
  readonly resources?: object;
  readonly environment?: string;
}

export const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'commons' } };
export const control = (config: object = {}, more: object = {}): object => ({
  Type: 'AWS::CloudFront::OriginAccessControl',
  Properties: {
    OriginAccessControlConfig: {
      Name: 'c',
      OriginAccessControlOriginType: 's3',
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
      ...config,
    },
  },
  ...more,
});
export const identity = {
  Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity',
  Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: 'c' } },
};
export const publicKey = { Type: 'AWS::CloudFront::PublicKey', Properties: {} };
export const keyGroup = (...Items: unknown[]): object => ({
  Type: 'AWS::CloudFront::KeyGroup',
  Properties: { KeyGroupConfig: { Name: 'g', Items } },
});

const standard = {
  B: bucket,
  O: control(),
  I: identity,
  K: publicKey,
  G: keyGroup({ Ref: 'K' }),
};

/** A World with a distribution `D` and, unless the test says otherwise, the bucket `commons` as its only origin. */
export function deliveryWorld({ config, origin, behaviour, resources, environment }: Delivery): World {
  return worldOf(
    {
      Parameters: { P: { Type: 'String' } },
      Conditions: { Maybe: { 'Fn::Equals': [{ Ref: 'P' }, 'yes'] } },
      Resources: {
        ...standard,
        D: {
          Type: 'AWS::CloudFront::Distribution',
          Properties: {
            DistributionConfig: {
              Enabled: true,
              Origins: [
                {
                  Id: 'o',
                  DomainName: { 'Fn::GetAtt': ['B', 'RegionalDomainName'] },
                  OriginAccessControlId: { 'Fn::GetAtt': ['O', 'Id'] },
                  S3OriginConfig: {},
                  ...origin,
                },
              ],
              DefaultCacheBehavior: { TargetOriginId: 'o', ViewerProtocolPolicy: 'https-only', ...behaviour },
              ...config,
            },
          },
        },
        ...resources,
      },
    },
    environment ?? 'aws://111122223333/eu-central-1',
  );
}

/** Another distribution with one origin. */
export function deliveryOf(origin: object): object {
  const DistributionConfig = { Enabled: true, Origins: [origin], DefaultCacheBehavior: { TargetOriginId: 'o' } };
  return { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig } };
}

export function distributionOf(delivery: Delivery = {}): Distribution {
  return only(deliveryWorld(delivery).distributions);
}

/** Doubts as reason and the end of the pointer, within the properties of the distribution. */
export function doubtsOf({ doubts }: Pick<Distribution, 'doubts'>): string[] {
  return doubts.map(
    ({ source, reason }) => `${source.pointer.replace('/Resources/D/Properties/DistributionConfig', '')}: ${reason}`,
  );
}

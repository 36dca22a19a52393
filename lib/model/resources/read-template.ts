import type { Resolver } from '../template/resolver';
import { readBucket, readBucketPolicy } from './buckets';
import {
  readKeyGroup,
  readOriginControl,
  readOriginIdentity,
  readPublicKey,
  readStreamingDistribution,
  readTenant,
} from './delivery-parts';
import { readDistribution } from './distributions';
import { readAccessGrant, readAccessPoint, readCustom, readDoor, readMultiRegionAccessPoint } from './doors';
import type { Draft } from './draft';
import {
  readAttachedPolicy,
  readGroup,
  readIdentityProvider,
  readManagedPolicy,
  readMembership,
  readRole,
  readUser,
} from './identities';
import { readAlias, readKey } from './keys';
import { readOrganizationNode, readOrganizationPolicy } from './organizations';
import { readOther, readTopicPolicy, readUnknownType } from './others';
import { escaped, type Reader } from './resource';
import { readBackupPlan, readBackupSelection, readTrail, readVault } from './vaults';

/** Adds all that a template says to a draft of the World. */
export function readTemplate(resolver: Resolver, draft: Draft): void {
  const { template } = resolver;
  const { stack, transform, rewrites, strays } = template;
  const doubtAt = (pointer: string, reason: string): void => {
    draft.doubts.push({ source: { file: stack.file, pointer }, reason });
  };
  if (transform !== undefined) doubtAt('/Transform', 'a transform may rewrite the template when it is deployed');
  const noResources = new Set(strays.map((id) => `/Resources/${escaped(id)}`));
  for (const pointer of noResources) doubtAt(pointer, 'this is no resource that can be read');
  for (const pointer of rewrites.filter((one) => !noResources.has(one))) {
    doubtAt(pointer, 'this may rewrite what stands beside it when it is deployed');
  }
  for (const [logicalId, raw] of Object.entries(template.resources)) {
    const exists = raw.condition === undefined ? true : resolver.holds(raw.condition);
    if (exists === false) continue;
    readerOf(raw.type)(
      {
        type: raw.type,
        logicalId,
        resolver,
        raw,
        source: {
          file: stack.file,
          pointer: `/Resources/${escaped(logicalId)}`,
          ...(raw.path === undefined ? {} : { path: raw.path }),
        },
        ...(exists ? {} : { uncertain: `it exists only where the condition ${raw.condition ?? ''} holds` }),
      },
      draft,
    );
  }
}

function readerOf(type: string): Reader {
  if (Object.hasOwn(readers, type)) return readers[type] ?? readUnknownType;
  return type.startsWith('AWS::') && !type.endsWith('::MODULE') ? readUnknownType : readCustom;
}

const nested = readDoor('the template of a nested stack is not read');
const grants = readDoor('S3 Access Grants hand out access that no policy names');
const ignored: Reader = () => undefined;

function both(...each: readonly Reader[]): Reader {
  return (resource, draft) => {
    for (const read of each) read(resource, draft);
  };
}

const readers: Readonly<Record<string, Reader>> = {
  'AWS::S3::Bucket': readBucket,
  'AWS::S3::BucketPolicy': readBucketPolicy,
  'AWS::S3::AccessPoint': readAccessPoint,
  'AWS::S3::MultiRegionAccessPoint': readMultiRegionAccessPoint,
  'AWS::S3::MultiRegionAccessPointPolicy': ignored,
  'AWS::S3::AccessGrantsLocation': readAccessGrant,
  'AWS::S3::AccessGrantsInstance': grants,
  'AWS::S3::AccessGrant': grants,
  'AWS::S3ObjectLambda::AccessPoint': readDoor('an Object Lambda access point hands out objects by a function'),
  'AWS::KMS::Key': readKey,
  'AWS::KMS::ReplicaKey': readKey,
  'AWS::KMS::Alias': readAlias,
  'AWS::IAM::Role': readRole,
  'AWS::IAM::User': readUser,
  'AWS::IAM::Group': readGroup,
  'AWS::IAM::UserToGroupAddition': readMembership,
  'AWS::IAM::Policy': readAttachedPolicy,
  'AWS::IAM::RolePolicy': readAttachedPolicy,
  'AWS::IAM::UserPolicy': readAttachedPolicy,
  'AWS::IAM::GroupPolicy': readAttachedPolicy,
  'AWS::IAM::ManagedPolicy': readManagedPolicy,
  'AWS::IAM::SAMLProvider': readIdentityProvider,
  'AWS::IAM::OIDCProvider': readIdentityProvider,
  'AWS::Organizations::Policy': readOrganizationPolicy,
  'AWS::Organizations::OrganizationalUnit': readOrganizationNode,
  'AWS::Organizations::Account': readOrganizationNode,
  'AWS::CloudFront::Distribution': readDistribution,
  'AWS::CloudFront::DistributionTenant': readTenant,
  'AWS::CloudFront::StreamingDistribution': readStreamingDistribution,
  'AWS::CloudFront::KeyGroup': readKeyGroup,
  'AWS::CloudFront::PublicKey': readPublicKey,
  'AWS::CloudFront::CloudFrontOriginAccessIdentity': readOriginIdentity,
  'AWS::CloudFront::OriginAccessControl': readOriginControl,
  'AWS::CloudTrail::Trail': both(readOther('trail'), readTrail),
  'AWS::Backup::BackupVault': both(readOther('vault', 'AccessPolicy'), readVault),
  'AWS::Backup::LogicallyAirGappedBackupVault': readOther('vault', 'AccessPolicy'),
  'AWS::Backup::BackupPlan': readBackupPlan,
  'AWS::Backup::BackupSelection': readBackupSelection,
  'AWS::SNS::Topic': readOther('topic'),
  'AWS::SNS::TopicPolicy': readTopicPolicy,
  'AWS::Events::Rule': readOther('rule'),
  'AWS::CloudFormation::Stack': nested,
  'AWS::CloudFormation::StackSet': readDoor('a stack set deploys a template that is not read'),
  'AWS::CloudFormation::CustomResource': readCustom,
  'AWS::CloudFormation::Macro': readDoor('a macro rewrites templates when they are deployed'),
};

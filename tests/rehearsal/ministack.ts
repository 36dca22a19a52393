import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Emulator, Found, Missing } from './emulator';
import { ministackDeviations } from './ministack-deviations';
import { cacheFolder } from './paths';
import { run } from './run-process';

const version = '1.5.33';

const unrecognised = [
  'AWS::AccessAnalyzer::Analyzer',
  'AWS::Backup::BackupSelection',
  'AWS::Budgets::Budget',
  'AWS::CloudFormation::StackSet',
  'AWS::CloudTrail::Trail',
  'AWS::Config::ConfigRule',
  'AWS::Config::ConfigurationRecorder',
  'AWS::Config::DeliveryChannel',
  'AWS::Events::EventBusPolicy',
  'AWS::GuardDuty::Detector',
  'AWS::IAM::OIDCProvider',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::SAMLProvider',
  'AWS::IAM::ServiceLinkedRole',
  'AWS::KMS::ReplicaKey',
  'AWS::Macie::Session',
  'AWS::Organizations::Policy',
  'AWS::RAM::ResourceShare',
  'AWS::ResourceGroups::Group',
  'AWS::S3::StorageLens',
  'AWS::SNS::TopicInlinePolicy',
  'AWS::SSM::Document',
  'AWS::SecurityHub::Hub',
];

/** ministack from PyPI, which enforces identity, bucket and key policies with `AUTH=true`. */
export const ministack: Emulator = {
  name: 'ministack',
  version,
  licence: 'MIT',
  find,
  args: () => [],
  env: (port) => ({
    AUTH: 'true',
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    IOT_MTLS_ENABLED: '0',
    LOG_LEVEL: 'WARNING',
  }),
  ready: '/_ministack/health',
  // An access key of twelve digits is the root user of that account.
  administrator: (_endpoint, account) => Promise.resolve({ accessKeyId: account, secretAccessKey: 'test' }),
  rootIsAdministrator: true,
  knowsPartitions: false,
  keepsCopies: true,
  knowsRolesOfSessions: false,
  unsupported: [
    ...unrecognised.map((type) => ({ type, reason: 'the stack fails: "Unrecognized resource types"' })),
    { type: 'AWS::CloudWatch::Alarm', property: 'Metrics', reason: 'the stack fails: "metric math is not supported"' },
  ],
  deviations: ministackDeviations,
  honoursRetainExceptOnCreate: true,
  notShown: [
    'DenyOtherKeys and DenyCustomerKeys: requests here lack the condition keys that they ask for',
    'the default encryption, Object Lock, tags and lifecycle of a bucket: CloudFormation here sets none of them',
    'DenyOldTls: no request here carries s3:TlsVersion',
    'DenySettingsByOthers: nobody but the role that deploys sets up a bucket here',
    'DenyUnnormalisedNames and DenyWritesByAccount: the example that is deployed has no CDN',
    'a key policy on reads and writes of objects: S3 here never asks the key',
    'the partition aws-cn: ARNs of requests begin with arn:aws, so policies with arn:aws-cn never match',
    'aws:PrincipalOrgID: accounts here form no organisation',
    'access of AWS services: trails and notifications do not run; copies between buckets are made at once and ask no policy',
    'roles that policies name: aws:PrincipalArn is the session here, so a copy of the policies that names sessions stands in',
    'recovery points: AWS Backup here keeps vaults and plans, and its jobs copy nothing',
  ],
};

function find(): Found | Missing {
  const given = process.env.EDUCLOUD_MINISTACK;
  const venv = given ?? join(cacheFolder, `ministack-${version}`);
  const command = join(venv, 'bin/ministack');
  if (existsSync(command)) return { command, from: given === undefined ? 'installed earlier' : 'EDUCLOUD_MINISTACK' };
  if (given !== undefined) return { missing: `EDUCLOUD_MINISTACK names ${venv}, which has no bin/ministack` };
  const made = run('python3', ['-m', 'venv', venv]);
  if (!made.ok) return { missing: `python3 cannot make a virtual environment: ${made.reason}` };
  const installed = run(join(venv, 'bin/pip'), [
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--retries=1',
    '--timeout=20',
    `ministack==${version}`,
  ]);
  if (installed.ok && existsSync(command)) return { command, from: 'PyPI' };
  rmSync(venv, { recursive: true, force: true });
  return { missing: `ministack ${version} cannot be installed from PyPI: ${installed.reason}` };
}

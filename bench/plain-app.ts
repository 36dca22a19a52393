import { App, Stack } from 'aws-cdk-lib/core';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';

// What a plain aws-cdk app costs that makes the same key, buckets and parameter for as many schools, twenty a stack, with
// CDK's own one-line policies and without educloud.

const [schools = '100', outdir = 'cdk.out'] = process.argv.slice(2);
const app = new App({ outdir, analyticsReporting: false, treeMetadata: false, builtinCloudFormationValidation: false });
let stack: Stack | undefined;
for (let index = 0; index < Number(schools); index += 1) {
  if (stack === undefined || index % 20 === 0) {
    stack = new Stack(app, `plain-${index / 20}`, { env: { account: '111122223333', region: 'cn-north-1' } });
  }
  const encryptionKey = new Key(stack, `key${index}`, { enableKeyRotation: true, alias: `plain/${index}` });
  for (const purpose of ['records', 'materials']) {
    new Bucket(stack, `${purpose}${index}`, {
      bucketName: `plain-${purpose}-${index}`,
      encryption: BucketEncryption.KMS,
      encryptionKey,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
    });
  }
  new StringParameter(stack, `entry${index}`, { parameterName: `/plain/${index}`, stringValue: 'x' });
}
app.synth();

import { CfnResource } from 'aws-cdk-lib/core';
import { copyAssembly, type AssembledStack, type Assembly } from './assembly';
import { ownStack } from './own-stack';
import { assume } from './principals';
import { attempt, bucketExists, s3 } from './requests';
import { signedCall } from './signed-call';
import { administratorOf, deployOne, folderFor, oneLine, record, type Stage } from './stage';
import { storeFor, storesOf } from './stores';
import { withFailure } from './template-changes';

/** Deletion policies of the first kind of failure: whether the emulator tells them apart at all. */
export async function checkRetention(stage: Stage): Promise<void> {
  const step = 'control: what a failed creation leaves behind';
  const stack = { name: 'rehearsal-retention', account: '555566667777', awsRegion: 'eu-central-1' };
  const policies = { Retain: 'rehearsal-retain', RetainExceptOnCreate: 'rehearsal-retain-except-on-create' };
  const whole = ownStack(folderFor(stage, 'retention'), stack, (scope) => {
    for (const [policy, BucketName] of Object.entries(policies)) {
      const bucket = new CfnResource(scope, policy, { type: 'AWS::S3::Bucket', properties: { BucketName } });
      bucket.addOverride('DeletionPolicy', policy);
    }
  });
  const failing = copyAssembly(whole, folderFor(stage, 'retention-failing'), (template) => withFailure(template));
  const { outcome } = await deployOne(stage, failing, stack);
  record(stage, { id: 'retention-fails', step, what: 'deploy', expected: 'failed', observed: outcome, reason: '' });
  for (const [policy, bucket] of Object.entries(policies)) {
    record(stage, {
      id: `retention-${policy}`,
      step,
      what: `a bucket with DeletionPolicy ${policy}`,
      expected: policy === 'Retain' ? 'left behind' : 'gone',
      observed: await whether(stage, stack, bucket),
      reason: '',
    });
  }
}

/** The first deployment of a node fails in its last step; after the repair the second succeeds. */
export async function checkFirstFailure(stage: Stage, node: Assembly, stack: AssembledStack): Promise<void> {
  const step = 'deploy hit, which fails at first';
  const failing = copyAssembly(node, folderFor(stage, 'hit-failing'), (template, { name }) =>
    name === stack.name ? withFailure(template) : template,
  );
  await expectDeployment(stage, failing, stack, step, 'first deployment, with a resource that fails', 'failed');
  for (const { bucket, purpose } of storesOf(node).filter((store) => store.stack.name === stack.name)) {
    record(stage, {
      id: `first-failure-${purpose}`,
      step,
      what: `bucket of ${purpose} after the roll-back`,
      expected: 'gone',
      observed: await whether(stage, stack, bucket),
      reason: 'RetainExceptOnCreate',
    });
  }
  const protectedStack = await deployOne(stage, node, stack);
  record(stage, {
    id: 'first-failure-protected',
    step,
    what: 'second deployment, with termination protection on the failed stack',
    expected: 'refused: termination protection',
    observed:
      protectedStack.outcome === 'failed' && protectedStack.reason.includes('TerminationProtection')
        ? 'refused: termination protection'
        : protectedStack.outcome,
    reason: 'the CDK deletes a stack whose creation failed, and the protection that it set itself forbids that',
  });
  await endProtection(stage, stack);
  await expectDeployment(stage, node, stack, step, 'second deployment, with the protection taken off', 'deployed');
}

/** An update fails after the buckets of the new school; the old school notices nothing, and the repeat succeeds. */
export async function checkFailedUpdate(
  stage: Stage,
  grown: Assembly,
  shard: AssembledStack,
  { school, other }: { readonly school: string; readonly other: string },
): Promise<void> {
  const step = `add the school ${other}, which fails at first`;
  const failing = copyAssembly(grown, folderFor(stage, 'grown-failing'), (template, { name }) =>
    name === shard.name ? withFailure(template) : template,
  );
  await expectDeployment(stage, failing, shard, step, 'update with a resource that fails', 'failed');
  const old = s3(stage.tls, shard.awsRegion, await assume(stage, shard, school));
  record(stage, {
    id: 'failed-update-old-object',
    step,
    what: `${school}: get from records after the roll-back`,
    expected: 'allowed',
    observed: await attempt(old, storeFor(grown, 'records', school).bucket, { kind: 'get', object: 'report.txt' }),
    reason: '',
  });
  record(stage, {
    id: 'failed-update-new-bucket',
    step,
    what: `bucket of ${other} after the roll-back`,
    expected: 'gone',
    observed: await whether(stage, shard, storeFor(grown, 'records', other).bucket),
    reason: 'RetainExceptOnCreate',
  });
}

async function expectDeployment(
  stage: Stage,
  assembly: Assembly,
  stack: AssembledStack,
  step: string,
  what: string,
  expected: string,
): Promise<void> {
  const result = await deployOne(stage, assembly, stack);
  record(stage, {
    id: `${step}/${what}`,
    step,
    what,
    expected,
    observed: result.outcome,
    reason: result.outcome === 'failed' ? oneLine(result.reason) : '',
  });
}

async function whether(stage: Stage, { account, awsRegion }: AssembledStack, bucket: string): Promise<string> {
  const client = s3(stage.tls, awsRegion, await administratorOf(stage, account));
  return (await bucketExists(client, bucket)) ? 'left behind' : 'gone';
}

/** What an operator does by hand: `aws cloudformation update-termination-protection --no-enable-termination-protection`. */
async function endProtection(stage: Stage, { name, account, awsRegion }: AssembledStack): Promise<void> {
  const form = { Action: 'UpdateTerminationProtection', StackName: name, EnableTerminationProtection: 'false' };
  const { status, text } = await signedCall({
    endpoint: stage.tls,
    service: 'cloudformation',
    awsRegion,
    caller: await administratorOf(stage, account),
    body: new URLSearchParams({ ...form, Version: '2010-05-15' }).toString(),
  });
  if (status !== 200) throw new Error(`termination protection stays: ${oneLine(text)}`);
}

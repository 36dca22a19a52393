import { EducloudError, failure } from '../../errors';
import { awsErrorName, awsWords } from '../registry/aws-words';

/** Passes on what a bucket lists. @throws EDU662 in place of what S3 or the network says */
export async function* readingBucket<T>(bucket: string, list: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* list;
  } catch (error) {
    if (error instanceof EducloudError) throw error;
    throw failure('EDU662', `the bucket ${bucket} cannot be read`, {
      path: `s3://${bucket}`,
      found: awsWords(error),
      fix: fixes.get(awsErrorName(error)) ?? otherwise,
    });
  }
}

const otherwise =
  'look with `aws sts get-caller-identity` who you are: the restore role of the school reads its stores, replicas and quarantine bucket; and look at network, proxy and `AWS_ENDPOINT_URL`';
const fixes: ReadonlyMap<string, string> = new Map([
  ['NoSuchBucket', 'take the name from `educloud restore plan`; it has account and AWS Region in it'],
  ['PermanentRedirect', 'name the AWS Region of the bucket: `--from-aws-region` or `--to-aws-region`'],
  ['ExpiredToken', 'take the restore role anew, and run the same command again'],
]);

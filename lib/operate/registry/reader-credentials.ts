import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { failure, type EducloudError } from '../../errors';
import { awsErrorName, awsWords } from './aws-words';

/** Credentials for one account. */
export interface ReaderCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Seconds that they are valid, the fewest there are: an account is read in a few. */
const shortestSeconds = 900;

/** Refusals that say something of the caller and nothing of the account: every other account would answer the same. */
const callerErrors: ReadonlySet<string> = new Set([
  'AuthFailure',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'RequestExpired',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

/** Refusals of the network that no account has anything to do with. */
const networkErrors = /\b(?:EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND)\b/;

/**
 * Assumes the role `arn` with the caller's credentials. What one account refuses is thrown as it comes.
 *
 * @throws EDU801 where every account would refuse: no credentials, credentials that AWS does not take, no way to STS
 */
export async function readerCredentials(sts: STSClient, arn: string): Promise<ReaderCredentials> {
  await sts.config.credentials().catch((error: unknown) => {
    throw unknownCaller(error);
  });
  const asked = new AssumeRoleCommand({
    RoleArn: arn,
    RoleSessionName: 'educloud-registry',
    DurationSeconds: shortestSeconds,
  });
  const { Credentials: given } = await sts.send(asked).catch((error: unknown) => {
    if (callerErrors.has(awsErrorName(error))) throw unknownCaller(error);
    throw networkErrors.test(awsWords(error)) ? unreachable(error) : error;
  });
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
}

const again = 'then run the same command again: accounts that have been read are kept';

function unknownCaller(error: unknown): EducloudError {
  return failure('EDU801', 'AWS does not know who asks', {
    found: awsWords(error),
    allowed: 'credentials that may assume the reader role of every account',
    fix: `sign in to the hub account as docs/registry.md says, look with \`aws sts get-caller-identity\` who you are, ${again}`,
  });
}

function unreachable(error: unknown): EducloudError {
  return failure('EDU801', 'STS cannot be reached', {
    found: awsWords(error),
    allowed: 'a way to the endpoints of STS and Systems Manager in the AWS Regions of the plan',
    fix: `look at network, proxy and \`AWS_ENDPOINT_URL\`, ${again}`,
  });
}

import { posix } from 'node:path';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { compare, EducloudError } from '../../errors';
import { awsWords } from './aws-words';
import { clientSettings, type ClientSettings } from './client-settings';
import { listParameters } from './list-parameters';
import type { PlannedAccount } from './planned-accounts';
import { readerCredentials, type ReaderCredentials } from './reader-credentials';
import type { AccountReading, StoredParameter } from './stored-parameter';

/** How the accounts are reached. */
export interface AwsAccess {
  /** The second part of the partition's ARNs, such as `aws-cn`. */
  readonly arnPartition: string;
  /** AWS Region whose STS hands out the credentials. */
  readonly home: string;
  /** Name of the role in every account, with its path: `educloud/educloud-northeast-registry-reader`. */
  readonly role: string;
  /** Milliseconds that one attempt may take, 20 seconds by default: a hanging account must not hold up the others. */
  readonly patience?: number;
}

/**
 * Reads accounts of AWS with the credentials of the default chain: assumes the role of each account, then lists the
 * entries of its schools in each of their AWS Regions. Endpoints, retries and profiles are those of the SDK's
 * environment variables.
 *
 * @returns a function that throws EDU801 where no account at all can be asked
 */
export function awsRegistry(access: AwsAccess): (planned: PlannedAccount) => Promise<AccountReading> {
  const settings = clientSettings(access.patience);
  const sts = new STSClient({ region: access.home, ...settings });
  return async (planned) => {
    try {
      const credentials = await readerCredentials(
        sts,
        `arn:${access.arnPartition}:iam::${planned.account}:role/${access.role}`,
      );
      return await readAccount(planned, credentials, settings);
    } catch (error) {
      if (error instanceof EducloudError) throw error;
      return { refusal: awsWords(error) };
    }
  };
}

async function readAccount(
  { schools }: PlannedAccount,
  credentials: ReaderCredentials,
  settings: ClientSettings,
): Promise<AccountReading> {
  const awsRegions = [...new Set(schools.map(({ awsRegion }) => awsRegion))].sort(compare);
  const all: StoredParameter[] = [];
  for (const awsRegion of awsRegions) {
    const names = schools.filter((one) => one.awsRegion === awsRegion).map(({ parameter }) => parameter);
    const ssm = new SSMClient({ region: awsRegion, credentials, ...settings });
    try {
      const reading = await listParameters(ssm, awsRegion, posix.dirname(names[0] ?? '/'), names.length);
      if ('refusal' in reading) return reading;
      all.push(...reading.parameters);
    } finally {
      ssm.destroy();
    }
  }
  return { parameters: all };
}

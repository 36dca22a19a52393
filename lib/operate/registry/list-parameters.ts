import { GetParametersByPathCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { AccountReading, StoredParameter } from './stored-parameter';

/** Pages beyond one for each planned entry, before an account is taken for a trap. */
const sparePages = 100;

/** As many as SSM gives at once. */
const pageSize = 10;

/** Everything directly below `path`, where `planned` entries are expected; nothing is decrypted, since no entry is a secret. */
export async function listParameters(
  ssm: SSMClient,
  awsRegion: string,
  path: string,
  planned: number,
): Promise<AccountReading> {
  const parameters: StoredParameter[] = [];
  const pages = planned + sparePages;
  let token: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const { Parameters = [], NextToken } = await ssm.send(
      new GetParametersByPathCommand({
        Path: path,
        MaxResults: pageSize,
        ...(token === undefined ? {} : { NextToken: token }),
      }),
    );
    for (const { Name = '', Type = '', Value = '' } of Parameters) {
      parameters.push({ awsRegion, name: Name, type: Type, value: Value });
    }
    if (NextToken === undefined || NextToken === '') return { parameters };
    token = NextToken;
  }
  return { refusal: `more than ${pages} pages of parameters below ${path} in ${awsRegion}` };
}

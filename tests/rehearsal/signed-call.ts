import { createHash, createHmac } from 'node:crypto';

/** Who makes a request. */
export interface Caller {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface SignedCall {
  readonly endpoint: string;
  readonly service: string;
  readonly awsRegion: string;
  readonly caller: Caller;
  /** Operation of a JSON service, such as `TrentService.DescribeKey`; without it the body is a form. */
  readonly target?: string;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/**
 * One request with Signature Version 4, for the services whose client is no dependency of the project (KMS and
 * CloudFormation). https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export async function signedCall(call: SignedCall): Promise<Answer> {
  const { caller, target, body } = call;
  const stamp = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const headers: Record<string, string> = {
    'content-type': target === undefined ? 'application/x-www-form-urlencoded' : 'application/x-amz-json-1.1',
    host: new URL(call.endpoint).host,
    'x-amz-date': stamp,
    ...(caller.sessionToken === undefined ? {} : { 'x-amz-security-token': caller.sessionToken }),
    ...(target === undefined ? {} : { 'x-amz-target': target }),
  };
  const { host: _host, ...sent } = headers;
  const response = await fetch(`${call.endpoint}/`, {
    method: 'POST',
    body,
    headers: { ...sent, authorization: authorization(call, headers, stamp) },
  });
  return { status: response.status, text: await response.text() };
}

function authorization(call: SignedCall, headers: Readonly<Record<string, string>>, stamp: string): string {
  const { caller, awsRegion, service, body } = call;
  const names = Object.keys(headers).sort();
  const canonical = [
    'POST',
    '/',
    '',
    ...names.map((name) => `${name}:${headers[name] ?? ''}`),
    '',
    names.join(';'),
    sha256(body),
  ].join('\n');
  const scope = `${stamp.slice(0, 8)}/${awsRegion}/${service}/aws4_request`;
  const key = scope
    .split('/')
    .reduce<Buffer | string>((secret, part) => hmac(secret, part), `AWS4${caller.secretAccessKey}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n')).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=${caller.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

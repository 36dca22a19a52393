import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

// Just enough of AWS to read a registry: AssumeRole of STS (query protocol, XML) and GetParametersByPath of SSM (JSON 1.1),
// on loopback. An access key that STS hands out names its account, so SSM sees who asks by the signature.

export interface FakeParameter {
  readonly Name: string;
  readonly Type?: string;
  readonly Value: string;
}

/** What goes wrong in an account, and how many times; always, where no number is given. */
export interface Fault {
  readonly at: 'sts' | 'ssm';
  readonly kind:
    'hang-up' | 'silence' | 'endless' | { readonly status: number; readonly code: string; readonly message: string };
  times?: number;
}

export interface FakeAws {
  /** Parameters by account, then AWS Region. */
  readonly parameters: Map<string, Record<string, readonly FakeParameter[]>>;
  readonly faults: Map<string, Fault>;
  /** `AssumeRole ROLE-ARN` and `GetParametersByPath ACCOUNT AWS-REGION PATH TOKEN`, in order. */
  readonly calls: string[];
  /** Bodies of all requests. */
  readonly bodies: string[];
  readonly url: string;
  readonly close: () => Promise<void>;
}

export const handedOutToken = 'fake-handed-out-token-that-nobody-may-see';
export const handedOutSecret = 'fake-handed-out-secret-that-nobody-may-see';
const pageSize = 2;

export async function fakeAws(): Promise<FakeAws> {
  const fake = {
    parameters: new Map<string, Record<string, readonly FakeParameter[]>>(),
    faults: new Map<string, Fault>(),
    calls: [] as string[],
    bodies: [] as string[],
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      fake.bodies.push(body);
      if (request.headers['x-amz-target'] === undefined) sts(fake, request, response, body);
      else ssm(fake, request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...fake,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Shared = Omit<FakeAws, 'url' | 'close'>;

function sts(fake: Shared, request: IncomingMessage, response: ServerResponse, body: string): void {
  const form = new URLSearchParams(body);
  const role = form.get('RoleArn') ?? '';
  const account = role.split(':')[4] ?? '';
  fake.calls.push(`${form.get('Action')} ${role} ${form.get('RoleSessionName')} ${awsRegionOf(request)}`);
  const fault = faultOf(fake, account, 'sts');
  if (fault !== undefined) {
    fail(fault, request, response, ({ code, message }) => [
      'text/xml',
      `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
    ]);
    return;
  }
  response.writeHead(200, { 'content-type': 'text/xml' });
  response.end(
    `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIA${account}</AccessKeyId><SecretAccessKey>${handedOutSecret}</SecretAccessKey><SessionToken>${handedOutToken}</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  );
}

function ssm(fake: Shared, request: IncomingMessage, response: ServerResponse, body: string): void {
  const account = /Credential=ASIA(\d{12})\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const awsRegion = awsRegionOf(request);
  const { Path, NextToken = '0' } = JSON.parse(body) as { Path: string; NextToken?: string };
  fake.calls.push(`GetParametersByPath ${account} ${awsRegion} ${Path} ${NextToken}`);
  const fault = faultOf(fake, account, 'ssm');
  if (fault !== undefined) {
    fail(fault, request, response, ({ code, message }) => [
      'application/x-amz-json-1.1',
      JSON.stringify({ __type: code, message }),
    ]);
    return;
  }
  const all = (fake.parameters.get(account)?.[awsRegion] ?? []).filter(({ Name }) => Name.startsWith(`${Path}/`));
  const from = Number(NextToken);
  const endless = fake.faults.get(account)?.kind === 'endless';
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(
    JSON.stringify({
      Parameters: all.slice(from, from + pageSize).map((one) => ({ Type: 'String', ...one })),
      ...(endless || from + pageSize < all.length ? { NextToken: String(from + pageSize) } : {}),
    }),
  );
}

function faultOf(fake: Shared, account: string, at: Fault['at']): Fault | undefined {
  const fault = fake.faults.get(account) ?? fake.faults.get('*');
  if (fault?.at !== at || fault.kind === 'endless' || fault.times === 0) return undefined;
  if (fault.times !== undefined) fault.times -= 1;
  return fault;
}

function fail(
  { kind }: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  words: (error: { code: string; message: string }) => readonly [string, string],
): void {
  if (kind === 'hang-up') request.socket.destroy();
  if (typeof kind === 'string') return;
  const [type, text] = words(kind);
  response.writeHead(kind.status, { 'content-type': type });
  response.end(text);
}

function awsRegionOf(request: IncomingMessage): string {
  return /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

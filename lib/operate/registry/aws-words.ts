/**
 * What AWS, or the network, said: in one line and without what follows it. The later lines of a refused signature
 * repeat the request, and with it the security token.
 */
export function awsWords(error: unknown): string {
  const { name, code, message, status } = parts(error);
  const line = message.split(/[\r\n]/, 1)[0]?.trim() ?? '';
  const says = line === '' || line === name ? (status === undefined ? '' : `HTTP ${status}`) : line;
  const head = code ?? name;
  const words = says === '' ? head : `${head}: ${says}`;
  return words.length > 300 ? `${words.slice(0, 300)}…` : words;
}

/** The name under which AWS documents a refusal, such as `AccessDenied`. */
export function awsErrorName(error: unknown): string {
  return parts(error).name;
}

// Errors of Node itself are no instances of the `Error` of a test's realm, and AWS errors carry fields of their own.
function parts(error: unknown): { name: string; code?: string; message: string; status?: number } {
  if (typeof error !== 'object' || error === null) return { name: 'Error', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const status = '$metadata' in error ? statusOf(error.$metadata) : undefined;
  return {
    name: 'name' in error && typeof error.name === 'string' ? error.name : 'Error',
    message: 'message' in error && typeof error.message === 'string' ? error.message : '',
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
  };
}

function statusOf(metadata: unknown): number | undefined {
  return typeof metadata === 'object' &&
    metadata !== null &&
    'httpStatusCode' in metadata &&
    typeof metadata.httpStatusCode === 'number'
    ? metadata.httpStatusCode
    : undefined;
}

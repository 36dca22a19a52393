/** Where nobody has asked for another number: an account that fails costs a further run. */
const attempts = 6;

/** Milliseconds that one attempt may take. */
const usualPatience = 20_000;

/** Settings of an SDK client. What they leave open, endpoints and modes of retrying among it, the SDK's environment variables say. */
export interface ClientSettings {
  readonly maxAttempts?: number;
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    /** Without it the SDK warns of a timeout and waits on. */
    readonly throwOnRequestTimeout: true;
  };
}

/** @param patience milliseconds that one attempt may take */
export function clientSettings(patience = usualPatience): ClientSettings {
  const stated = process.env.AWS_MAX_ATTEMPTS ?? '';
  return {
    requestHandler: {
      connectionTimeout: Math.min(5_000, patience),
      requestTimeout: patience,
      throwOnRequestTimeout: true,
    },
    ...(stated === '' ? { maxAttempts: attempts } : {}),
  };
}

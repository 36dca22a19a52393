import { EducloudError } from '../../../lib/errors';
import { restoreCopy, type RestoreRequest, type RestoreResult } from '../../../lib/operate';
import { fakeS3, type FakeS3 } from './fake-s3';
import { fakeBucket, type FakeBucket } from './fake-store';

/** The instant that tests restore. */
export const at = Date.parse('2026-11-20T08:00:00Z');
export const before = at - 3_600_000;
export const after = at + 3_600_000;
export const now = new Date('2026-11-23T00:00:00Z');

export interface Scene {
  readonly fake: FakeS3;
  readonly from: FakeBucket;
  readonly to: FakeBucket;
}

/** A fake S3 with a source and an empty target, to which the SDK's environment points. */
export async function scene(source: Partial<FakeBucket> = {}, target: Partial<FakeBucket> = {}): Promise<Scene> {
  const fake = await fakeS3();
  const [from, to] = [fakeBucket(source), fakeBucket(target)];
  fake.buckets.set('source', from).set('target', to);
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: fake.url,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE00CALLER1',
    AWS_SECRET_ACCESS_KEY: 'secret-of-a-test',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nonexistent/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
    AWS_MAX_ATTEMPTS: '1',
  });
  return { fake, from, to };
}

export function request(change: Partial<RestoreRequest> = {}): RestoreRequest {
  return {
    from: { bucket: 'source' },
    to: { bucket: 'target' },
    at: new Date(at),
    now,
    prefix: '',
    toPrefix: '',
    verify: 'checksums',
    overwrite: false,
    dryRun: false,
    ...change,
  };
}

export function restore(change: Partial<RestoreRequest> = {}): Promise<RestoreResult> {
  return restoreCopy(request(change));
}

/** Codes of the issues of a result, or of a refusal before anything was written. */
export async function codesOf(change: Partial<RestoreRequest> = {}): Promise<readonly string[]> {
  try {
    return (await restore(change)).issues.map(({ code }) => code);
  } catch (error) {
    if (error instanceof EducloudError) return error.issues.map(({ code }) => code);
    throw error;
  }
}

/** How often an operation was asked for. */
export function count({ fake }: Scene, operation: string): number {
  return fake.requests.filter((one) => one.operation === operation).length;
}

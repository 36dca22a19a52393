import { S3Client } from '@aws-sdk/client-s3';
import { clientSettings } from '../registry/client-settings';

/**
 * A client of S3 with the credentials of the default chain. Endpoint, AWS Region and path style are those of the SDK's
 * environment variables and profile, where `region` does not say it.
 *
 * @param patience milliseconds that one attempt may take
 */
export function s3Client(region: string | undefined, patience?: number): S3Client {
  const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3 } = process.env;
  return new S3Client({
    ...clientSettings(patience),
    // An object of another AWS Region is asked for there.
    followRegionRedirects: true,
    // What is read is verified by hashes of its own, and a part of an object has no checksum.
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(region === undefined ? {} : { region }),
    // Servers of one's own that speak S3 mostly have one name for all buckets.
    forcePathStyle: [AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3].some((url) => url !== undefined && url !== ''),
  });
}

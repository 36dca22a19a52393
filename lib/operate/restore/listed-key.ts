/**
 * A key of a list. S3 encodes keys when it is asked to, since XML cannot carry every character; a server that does not say
 * that it has encoded them has not.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html
 */
export function listedKey(text: string | undefined, encoding: string | undefined): string {
  return text === undefined || encoding !== 'url' ? (text ?? '') : decodeURIComponent(text.replaceAll('+', ' '));
}

/**
 * The header `x-amz-copy-source`: every part of the key encoded, the slashes kept, so that a plus, a percent sign, a newline or a
 * slash at the beginning arrives as it is. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
export function copySource(bucket: string, key: string, versionId: string): string {
  return `${bucket}/${key.split('/').map(encodeURIComponent).join('/')}?versionId=${encodeURIComponent(versionId)}`;
}

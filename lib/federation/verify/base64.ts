/** Bytes of base64 with XML white space in it; `undefined` where it is anything else. */
export function fromBase64(text: string): Buffer | undefined {
  const dense = text.replace(/[ \t\r\n]+/g, '');
  if (dense === '' || !/^[A-Za-z0-9+/]*={0,2}$/.test(dense)) return undefined;
  const bytes = Buffer.from(dense, 'base64');
  // Node skips what it does not understand; only the one right way to write these bytes is accepted.
  return bytes.toString('base64') === dense ? bytes : undefined;
}

import fc from 'fast-check';
import { compareHeads } from '../../../lib/operate/restore/compare-heads';
import { compareKeys } from '../../../lib/operate/restore/compare-keys';
import { copyLimits, copyParts } from '../../../lib/operate/restore/copy-parts';
import { copySource } from '../../../lib/operate/restore/copy-source';
import { listedKey } from '../../../lib/operate/restore/listed-key';
import type { ObjectHead } from '../../../lib/operate/restore/object-head';

const key = fc.string({ unit: 'grapheme' });

test('keys are in the order of their UTF-8 bytes', () => {
  fc.assert(
    fc.property(key, key, (a, b) => {
      expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
    { examples: [['\u{1F4BE}', '\uFF01']] },
  );
});

test('parts cover an object without a gap, whatever its size, and S3 takes each of them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50_000_000_000_000 }), (size) => {
      const parts = copyParts(size, copyLimits);
      expect(parts.length).toBeLessThanOrEqual(10_000);
      expect(parts[0]?.[0]).toBe(0);
      expect(parts.at(-1)?.[1]).toBe(size - 1);
      const gaps = parts.filter(([first], index) => index > 0 && parts[index - 1]?.[1] !== first - 1);
      expect(gaps).toEqual([]);
      const sizes = parts.map(([first, last]) => last - first + 1);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(5 * 1024 ** 3);
      expect(Math.min(5 * 1024 ** 2, ...sizes.slice(0, -1))).toBe(5 * 1024 ** 2);
    }),
    { examples: [[1], [50_000_000_000_000]], numRuns: 50 },
  );
});

test('the header of a source names bucket, key and version, and nothing of the key ends it early', () => {
  fc.assert(
    fc.property(key, (name) => {
      const header = copySource('bucket', name, 'v?=1');
      const [path = '', query = '', ...more] = header.split('?');
      expect(more).toEqual([]);
      expect(decodeURIComponent(path)).toBe(`bucket/${name}`);
      expect(decodeURIComponent(query)).toBe('versionId=v?=1');
      expect(header).toMatch(/^[\x21-\x7e]+$/);
    }),
  );
});

test('listed keys are read as S3 encodes them, and as they are where nobody has encoded them', () => {
  expect(listedKey('a+b%2Bc%25/%E6%B1%89', 'url')).toBe('a b+c%/汉');
  expect(listedKey('a+b%2B', undefined)).toBe('a+b%2B');
});

const head: ObjectHead = {
  size: 3,
  etag: '"900150983cd24fb0d6963f7d28e17f72"',
  etagIsMd5: true,
  checksums: new Map([['CRC64NVME', 'AAAA']]),
  headers: { ContentType: 'text/plain' },
  metadata: { pupil: '1' },
  missingMetadata: 0,
  tags: 1,
  isReplica: false,
  archived: 'no',
};

test.each<[Partial<ObjectHead>, string]>([
  [{}, 'checksum'],
  [{ checksums: new Map([['SHA1', 'BBBB']]) }, 'etag'],
  [{ checksums: new Map(), etagIsMd5: false, etag: '"other"' }, 'size'],
])('two heads agree by the best that both have: %j', (change, by) => {
  expect(compareHeads(head, { ...head, ...change })).toEqual({ kind: 'equal', by });
});

test.each<Partial<ObjectHead>>([
  { size: 4 },
  { checksums: new Map([['CRC64NVME', 'BBBB']]) },
  { etag: '"00000000000000000000000000000000"' },
  { headers: {} },
  { headers: { ContentType: 'text/plain', CacheControl: 'no-store' } },
  { metadata: {} },
  { metadata: { pupil: '1', other: '2' } },
  { missingMetadata: 1 },
  { tags: 0 },
])('what differs is found, on either side: %j', (change) => {
  expect(compareHeads(head, { ...head, ...change }).kind).toBe('differs');
  expect(compareHeads({ ...head, ...change }, head).kind).toBe('differs');
});

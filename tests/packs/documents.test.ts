import * as fc from 'fast-check';
import { canonicalJson, type Json } from '../../lib/packs/canonical-json';
import { documentLimits, parseDocument, readDocument, type RecallList } from '../../lib/packs/documents';
import { payloadTypes, preAuthEncoding, seal, unseal } from '../../lib/packs/envelope';
import { readPublicKey } from '../../lib/packs/pack-keys';
import { readSmall } from '../../lib/packs/read-small';
import { folder, issuesOf, kms, publisher, put, refusal, removeFolders, sha256, stranger } from './support';

afterAll(removeFolders);

const recall: RecallList = { format: 1, id: 'physics-7', version: 1, recalled: [] };

describe('canonical JSON', () => {
  test('has one form for what RFC 8785 shows of strings and whole numbers', () => {
    const value = {
      '\u20ac': 'Euro',
      '\r': 'CR',
      '\ufb33': 'דּ',
      '1': 1,
      '😀': 'smiley',
      '\u0080': 'C',
      ö: 'ö',
      literals: [true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"\\r":"CR","1":1,"literals":[true,false],"\u0080":"C","ö":"ö","\u20ac":"Euro","😀":"smiley","\ufb33":"דּ"}',
    );
    expect(canonicalJson('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  });

  test('does not depend on the order in which members are written, and loses nothing', () => {
    const json = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.boolean(),
        fc.maxSafeInteger(),
        fc.array(tie('value')),
        fc.dictionary(
          fc.string().filter((key) => key !== '__proto__'),
          tie('value'),
        ),
      ),
    })).value;
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
    );
  });

  test.each([0.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY])(
    'refuses %d, whose form would be disputed',
    (number) => {
      expect(() => canonicalJson({ number })).toThrow('cannot hold');
    },
  );
});

describe('a DSSE envelope', () => {
  test('is signed as in the example of the specification', () => {
    // https://github.com/secure-systems-lab/dsse/blob/master/protocol.md, “Test Vectors”.
    expect(preAuthEncoding('http://example.com/HelloWorld', Buffer.from('hello world')).toString()).toBe(
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    );
    expect(preAuthEncoding('', Buffer.from('')).toString()).toBe('DSSEv1 0  0 ');
    expect(preAuthEncoding('数', Buffer.from('é')).toString()).toBe('DSSEv1 3 数 2 é');
  });

  test('is verified with the key and the signature of that example', () => {
    const pem = [
      '-----BEGIN PUBLIC KEY-----',
      'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZ805D3eqNZywjCI19lInBJOp7YMr',
      'CrzAH3CVTAOQ0jgMeCvVTiaRJaRPRDOv8UMs6U4SvKc6pnrIDOoSYI3fdA==',
      '-----END PUBLIC KEY-----',
    ].join('\n');
    // r and s as the specification has them, in DER.
    const signature =
      'MEQCIANyarEBrVbCdjtsaqyOSHJ14qeRk6CdxfhZ2fjvPEo7AiBR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==';
    const { verifies } = readPublicKey(pem, 'public.pem');
    const message = preAuthEncoding('http://example.com/HelloWorld', Buffer.from('hello world'));
    expect(verifies(message, Buffer.from(signature, 'base64'))).toBe(true);
    expect(verifies(message.subarray(1), Buffer.from(signature, 'base64'))).toBe(false);
    expect(verifies(message, Buffer.from('AAAA', 'base64'))).toBe(false);
  });

  test.each([
    ['Ed25519', publisher],
    ['ECDSA on P-256', kms],
  ])('is verified where %s has signed it, and by that key alone', async (_, { signer, key }) => {
    const sealed = Buffer.from(await seal('recall', recall, signer));
    expect(readDocument('recall', sealed, [stranger.key, key], 'recall.json')).toEqual(recall);
    expect(await refusal(() => readDocument('recall', sealed, [stranger.key], 'recall.json'))).toEqual(['EDU622']);
    expect(await refusal(() => readDocument('recall', sealed, [], 'recall.json'))).toEqual(['EDU622']);
  });

  test('is not taken for a document of another type, although the signature holds', async () => {
    for (const kind of ['manifest', 'pointer', 'recall'] as const) {
      const sealed = Buffer.from(await seal(kind, recall, publisher.signer));
      for (const other of ['manifest', 'pointer', 'recall'] as const) {
        if (other === kind) continue;
        expect(await refusal(() => unseal(sealed, other, [publisher.key], 'x.json'))).toEqual(['EDU621']);
        const relabelled = Buffer.from(sealed.toString().replace(payloadTypes[kind], payloadTypes[other]));
        expect(await refusal(() => unseal(relabelled, other, [publisher.key], 'x.json'))).toEqual(['EDU622']);
      }
    }
  });

  test('has one form, so that another byte anywhere is another document', async () => {
    const sealed = Buffer.from(await seal('recall', recall, publisher.signer));
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ by;
        expect(await refusal(() => unseal(changed, 'recall', [publisher.key], 'recall.json'))).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test.each<[string, (text: string) => string]>([
    ['a payload twice', (text) => text.replace('{"payload":', '{"payload":"e30=","payload":')],
    ['a member more', (text) => text.replace('{"payload":', '{"a":1,"payload":')],
    ['base64 without its end', (text) => text.replace('="', '"')],
    ['base64 with a blank', (text) => text.replace('{"payload":"', '{"payload":" ')],
    ['base64 for URLs', (text) => text.replace(/"sig":"[^"]+"/, '"sig":"_-_-"')],
    ['no signature', (text) => text.replace(/"signatures":.*\]/, '"signatures":[]')],
    ['no line end', (text) => text.trim()],
    ['a page of a network that asks for a sign-in', () => '<!doctype html><title>Sign in</title>'],
    ['nothing', () => ''],
    ['null', () => 'null\n'],
  ])('is refused with %s', async (_, change) => {
    // A payload whose base64 has padding.
    const text = await seal('recall', { ...recall, id: 'physics-10' }, publisher.signer);
    expect(text).toContain('="');
    const changed = Buffer.from(change(text));
    expect(changed.toString()).not.toBe(text);
    const codes = await refusal(() => unseal(changed, 'recall', [publisher.key], 'recall.json'));
    expect(['EDU621', 'EDU622']).toContain(codes[0]);
  });

  test('does not take an unsigned entry for a signature beside one that holds', async () => {
    const text = await seal('recall', recall, publisher.signer);
    const two = text.replace('"signatures":[', `"signatures":[{"keyid":"${stranger.key.id}","sig":"AAAA"},`);
    expect(unseal(Buffer.from(two), 'recall', [publisher.key], 'recall.json')).toBe(canonicalJson(recall));
    expect(await refusal(() => unseal(Buffer.from(two), 'recall', [stranger.key], 'recall.json'))).toEqual(['EDU622']);
  });
});

describe('a signed document', () => {
  const payloads: readonly (readonly [string, string])[] = [
    ['a member twice', '{"format":1,"format":1,"id":"physics-7","recalled":[],"version":1}'],
    ['members in another order', '{"id":"physics-7","format":1,"recalled":[],"version":1}'],
    ['a blank', '{"format": 1,"id":"physics-7","recalled":[],"version":1}'],
    ['a member more', '{"extra":1,"format":1,"id":"physics-7","recalled":[],"version":1}'],
    ['format 2', '{"format":2,"id":"physics-7","recalled":[],"version":1}'],
    ['version 0', '{"format":1,"id":"physics-7","recalled":[],"version":0}'],
    ['half a version', '{"format":1,"id":"physics-7","recalled":[],"version":1.5}'],
    ['a day that is none', '{"format":1,"id":"physics-7","notAfter":"2026-02-30","recalled":[],"version":1}'],
    ['no JSON', '{'],
  ];
  test.each(payloads)('is refused with %s, whoever signed it', async (_, payload) => {
    expect(await refusal(() => parseDocument('recall', payload, 'recall.json'))).toEqual(['EDU621']);
  });

  const entry = { path: 'a.txt', size: 3, sha256: sha256('abc') };
  const manifest = { format: 1, id: 'physics-7', version: 1, licence: 'open', recall: 1 };
  const lists: readonly (readonly [string, readonly Json[]])[] = [
    ['a way out of the folder', [{ ...entry, path: '../a.txt' }]],
    ['a name twice', [entry, entry]],
    ['names that Windows takes for one', [entry, { ...entry, path: 'A.TXT' }]],
    ['a file below a file', [entry, { ...entry, path: 'a.txt/b' }]],
    ['one content of two sizes', [entry, { ...entry, path: 'b.txt', size: 4 }]],
    ['parts of a short file', [{ ...entry, parts: [sha256('abc')] }]],
    ['a long file without parts', [{ ...entry, size: 8 * 2 ** 20 + 1 }]],
    ['a part too few', [{ ...entry, size: 8 * 2 ** 20 + 1, parts: [sha256('abc')] }]],
    ['a hash in capitals', [{ ...entry, sha256: entry.sha256.toUpperCase() }]],
    ['a negative size', [{ ...entry, size: -1 }]],
  ];
  test.each(lists)('lists no files with %s', async (_, files) => {
    expect(parseDocument('manifest', canonicalJson({ ...manifest, files: [entry] }), 'm').files).toEqual([entry]);
    const payload = canonicalJson({ ...manifest, files });
    expect(await refusal(() => parseDocument('manifest', payload, 'm'))).toEqual(['EDU621']);
  });

  test('is not read where it is longer than one of its kind may be', async () => {
    const root = folder();
    put(root, 'current.json', Buffer.alloc(documentLimits.pointer + 1));
    const [issue] = await issuesOf(() => readSmall(`${root}/current.json`, documentLimits.pointer));
    expect(issue).toMatchObject({ code: 'EDU643', found: `${documentLimits.pointer + 1} bytes` });
  });
});

function reversed(value: Json): Json {
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map(reversed);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, member === undefined ? undefined : reversed(member)]),
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

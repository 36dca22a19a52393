import * as fc from 'fast-check';
import { place } from './place';

export type ByteEdit = (bytes: Uint8Array) => Uint8Array;

/** Bytes that are no text in one encoding or another. */
const odd = fc.constantFrom(
  [0xff],
  [0x00],
  [0x80],
  [0xc0, 0x80],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xef, 0xbb, 0xbf],
  [0xff, 0xfe],
  [0xfe, 0xff],
  [0xd1, 0xa7],
  [0xd1, 0x0a],
  [0x81, 0x30, 0x81, 0x30],
  [0x84, 0x31, 0xa4],
  [0x0d],
  [0x1a],
);

/** What editors, transfers and disks do to a file. */
export const byteEdits: fc.Arbitrary<ByteEdit> = fc.oneof(
  fc.tuple(place, odd, fc.nat(2)).map(([at, put, gone]): ByteEdit => (bytes) => {
    const index = Math.floor(at * (bytes.length + 1));
    return Uint8Array.from([...bytes.subarray(0, index), ...put, ...bytes.subarray(index + gone)]);
  }),
  fc.tuple(place, fc.nat(7)).map(([at, bit]): ByteEdit => (bytes) => {
    const index = Math.floor(at * bytes.length);
    return bytes.map((byte, here) => (here === index ? byte ^ (1 << bit) : byte));
  }),
  place.map(
    (at): ByteEdit =>
      (bytes) =>
        bytes.subarray(0, Math.floor(at * bytes.length)),
  ),
  fc.constant<ByteEdit>((bytes) => Buffer.from(Buffer.from(bytes).toString(), 'utf16le')),
  fc.constant<ByteEdit>((bytes) => Buffer.from(`\ufeff${Buffer.from(bytes).toString()}`, 'utf16le')),
  fc.constant<ByteEdit>((bytes) => Buffer.from(Buffer.from(bytes).toString(), 'latin1')),
  fc.uint8Array({ maxLength: 64 }).map(
    (noise): ByteEdit =>
      () =>
        noise,
  ),
);

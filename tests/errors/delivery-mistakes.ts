import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { regionOf, type Content, type Situation } from './support';

const oak = ['{ id: oak, district: north }'];

function check(code: Situation['code'], what: string, region: string, beside: Record<string, Content> = {}): Situation {
  return { code, what, files: { 'region.yaml': region, ...beside }, args: ['check', '@region.yaml'] };
}

const delivered = (fields: string): string => regionOf(oak, [`delivery: { ${fields} }`]);
const china = (fields: string): string =>
  regionOf(oak, [`delivery: { ${fields} }`], { partition: 'aws-cn', home: 'cn-north-1' });
const key = '{ id: a, publicKey: a.pem }';

/** Codes of what a region file says of delivery. */
export const deliveryMistakes: readonly Situation[] = [
  check(
    'EDU319',
    'a CDN where there is none',
    regionOf(oak, ['delivery: { dataClasses: [open], countries: [US] }'], {
      partition: 'aws-us-gov',
      home: 'us-gov-west-1',
    }),
  ),
  check('EDU320', 'a CDN on a records store', delivered('store: records, dataClasses: [open], countries: [DE]')),
  check(
    'EDU321',
    'a domain without certificate',
    delivered('dataClasses: [open], countries: [DE], domains: [res.oak.example]'),
  ),
  check(
    'EDU322',
    'a domain without recordal',
    china('dataClasses: [open], countries: [CN], domains: [a.oak.example], certificate: { iam: ASCAEXAMPLE000000000 }'),
  ),
  check('EDU323', 'an unknown country', delivered('dataClasses: [open], countries: [XX]')),
  check('EDU324', 'a key group with one key', delivered(`countries: [DE], signing: { keys: [${key}], active: a }`), {
    'a.pem': readFileSync(join(__dirname, '../../examples/northeast/keys/2026a.pem')),
  }),
  check(
    'EDU325',
    'a private key',
    delivered(`countries: [DE], signing: { keys: [${key}, { id: b, publicKey: b.pem }], active: a }`),
    { 'a.pem': '-----BEGIN PRIVATE KEY-----\n', 'b.pem': '-----BEGIN RSA PRIVATE KEY-----\n' },
  ),
  check(
    'EDU326',
    'a certificate at home',
    delivered(
      'dataClasses: [open], countries: [DE], domains: [res.oak.example], certificate: { acm: "arn:aws:acm:eu-central-1:111122223333:certificate/0a" }',
    ),
  ),
  check('EDU327', 'countries of no CDN', delivered('cdn: none, countries: [DE]')),
];

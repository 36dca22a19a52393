import type { Parts } from './support';

// Pieces of region files with delivery.

export const oak = ['{ id: oak, district: north }'];
export const open = 'dataClasses: [open], countries: [DE]';
export const delivered = (fields: string, parts: Parts = {}): Parts => ({
  ...parts,
  more: [`delivery: { ${fields} }`],
});
export const china: Parts = { partition: 'aws-cn', home: 'cn-north-1' };
export const gov: Parts = { partition: 'aws-us-gov', home: 'us-gov-west-1' };
export const iam = 'certificate: { iam: ASCAEXAMPLE000000000 }';
export const icp = 'icp: { recordalNumber: 辽ICP备12345678号-1, rootDomain: oak.example, operator: nwcd }';
export const chinese = `${open}, domains: [res.oak.example], ${iam}, ${icp}`;
export const acm = (awsRegion = 'us-east-1', account = '111122223333'): string =>
  `certificate: { acm: "arn:aws:acm:${awsRegion}:${account}:certificate/0a1b" }`;

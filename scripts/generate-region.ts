import { failure, type EducloudError } from '../lib/errors';

/** What a generated region is made of. */
export interface GenerateOptions {
  /** How many schools; about one in fifty is a node, the others are pooled. */
  readonly schools: number;
  readonly seed: number;
  readonly partition: string;
}

/** Text of each file of the region, by name. */
export type GeneratedFiles = Readonly<Record<string, string>>;

interface Site {
  readonly home: string;
  readonly recovery?: string;
}

/** Pinyin and characters. */
type Town = readonly [string, string];

/** Kind, and what such a school is called. */
type Kind = readonly [string, string, string];

const sites: Readonly<Record<string, Site>> = {
  aws: { home: 'eu-central-1', recovery: 'eu-west-1' },
  'aws-cn': { home: 'cn-north-1', recovery: 'cn-northwest-1' },
  'aws-us-gov': { home: 'us-gov-west-1', recovery: 'us-gov-east-1' },
  'aws-eusc': { home: 'eusc-de-east-1' },
};

/** Partitions for which a region can be generated. */
export const generatedPartitions = Object.keys(sites);

const towns: readonly [Town, ...Town[]] = [
  ['longshan', '龙山'],
  ['qinghe', '清河'],
  ['baishi', '白石'],
  ['shuangyang', '双阳'],
  ['dongfeng', '东风'],
  ['hongqi', '红旗'],
  ['xinglong', '兴隆'],
  ['wulong', '五龙'],
  ['liuhe', '柳河'],
  ['songlin', '松林'],
  ['heishan', '黑山'],
  ['daquan', '大泉'],
  ['sanhe', '三合'],
  ['yongan', '永安'],
  ['jinshan', '金山'],
  ['beitai', '北台'],
  ['nanling', '南岭'],
  ['xihu', '西湖'],
  ['huanan', '桦南'],
  ['fuxing', '复兴'],
];

const kinds: readonly [Kind, ...Kind[]] = [
  ['primary', '中心小学', 'Central Primary School'],
  ['primary', '小学', 'Primary School'],
  ['secondary', '中学', 'Secondary School'],
  ['kindergarten', '幼儿园', 'Kindergarten'],
  ['vocational', '职业学校', 'Vocational School'],
];

/** Schools of one district at most: with two buckets each, an account's quota of 10,000 buckets allows 5,000. */
const districtSize = 2_000;

/** Schools of one region at most: with every fiftieth a node, some 30 districts. */
const mostSchools = 60_000;

/**
 * A valid region of `schools` schools. The same options give the same bytes; everything in it is invented.
 *
 * @throws EDU704 for an option that does not fit
 */
export function generateRegion({ schools, seed, partition }: GenerateOptions): GeneratedFiles {
  const site = Object.hasOwn(sites, partition) ? sites[partition] : undefined;
  if (site === undefined) throw unfit('partition', partition, generatedPartitions.join(', '));
  if (!Number.isInteger(schools) || schools < 1 || schools > mostSchools)
    throw unfit('schools', String(schools), `a whole number from 1 to ${mostSchools}`);
  if (!Number.isSafeInteger(seed)) throw unfit('seed', String(seed), 'a whole number');
  const random = mulberry32(seed);
  const nodes = Math.floor(schools / 50);
  const pooled = schools - nodes;
  const districts = Math.max(Math.min(3, pooled), Math.ceil(pooled / districtSize));
  const names = Array.from({ length: districts }, (_, index) => `district${index + 1}`);
  const rosters = names.map((district, index) => {
    const from = Math.floor((pooled * index) / districts);
    const to = Math.floor((pooled * (index + 1)) / districts);
    return [`${district}.csv`, roster(from, to, index, random)] as const;
  });
  return { 'region.yaml': regionYaml(partition, site, names, nodes), ...Object.fromEntries(rosters) };
}

function unfit(option: string, found: string, allowed: string): EducloudError {
  return failure('EDU704', `--${option} does not fit`, { found, allowed });
}

function regionYaml(partition: string, site: Site, districts: readonly string[], nodes: number): string {
  const lines = [
    '# Generated; every school and account in it is invented.',
    'region:',
    '  id: generated',
    '  names: { en: Generated region, zh: 生成的区域 }',
    `  partition: ${partition}`,
    `  home: ${site.home}`,
    ...(site.recovery === undefined ? [] : [`  recovery: ${site.recovery}`]),
    '  perimeter: { organizations: [o-generated1] }',
    `  accounts: { hub: "${account(1)}", logArchive: "${account(2)}" }`,
    '  districts:',
    ...districts.map((district, index) => `    - { id: ${district}, account: "${account(100 + index)}" }`),
    '  schools:',
    ...districts.map((district) => `    - { from: ${district}.csv, district: ${district} }`),
    ...Array.from({ length: nodes }, (_, index) => {
      const id = `university${String(index + 1).padStart(4, '0')}`;
      return `    - { id: ${id}, kind: university, account: "${account(10_000 + index)}", domains: [${id}.example] }`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}

function roster(from: number, to: number, district: number, random: () => number): string {
  const rows = Array.from({ length: to - from }, (_, offset) => {
    const [town, townZh] = pick(towns, random);
    const [kind, kindZh, kindEn] = pick(kinds, random);
    const number = String(from + offset + 1).padStart(5, '0');
    const en = `${town.charAt(0).toUpperCase()}${town.slice(1)} ${kindEn} ${Number(number)}`;
    return `${town}${number},${townZh}镇${kindZh}（${Number(number)}）,${en},${kind},${town}${number}.d${district + 1}.example`;
  });
  return `${['id,name_zh,name_en,kind,domains', ...rows].join('\n')}\n`;
}

function account(number: number): string {
  return String(900_000_000_000 + number);
}

function pick<T>(values: readonly [T, ...T[]], random: () => number): T {
  return values[Math.floor(random() * values.length)] ?? values[0];
}

/** A small generator of pseudo-random numbers in [0, 1), so that a seed gives the same region everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

import { deliveryMistakes } from './delivery-mistakes';
import { recoveryMistakes } from './recovery-mistakes';
import { ledgerAfter, regionOf, type Content, type Situation } from './support';

const oak = '{ id: oak, district: north }';
const elm = '{ id: elm, account: "777788889999" }';
const inside = 'perimeter: { accounts: ["777788889999", "888899990000"] }';
const valid = regionOf([oak]);

/** `educloud check` of a region file. */
function check(code: Situation['code'], what: string, region: Content): Situation {
  return { code, what, files: { 'region.yaml': region }, args: ['check', '@region.yaml'] };
}

/** `educloud check` of a region whose schools stand in a roster. */
function roster(code: Situation['code'], what: string, csv: string): Situation {
  return {
    code,
    what,
    files: { 'region.yaml': regionOf(['{ from: roster.csv }']), 'roster.csv': csv },
    args: ['check', '@region.yaml'],
  };
}

/** `educloud plan` of a region beside a ledger. */
function plan(code: Situation['code'], what: string, region: string, ledger: string): Situation {
  return {
    code,
    what,
    files: { 'region.yaml': region, 'educloud.lock.json': ledger },
    args: ['plan', '@region.yaml'],
  };
}

/** Codes of files and their syntax. */
const ofFiles: readonly Situation[] = [
  { code: 'EDU101', what: 'a region file that is not there', args: ['check', '@region.yaml'] },
  { code: 'EDU101', what: 'a plan of a region file that is not there', args: ['plan', '@region.yaml'] },
  check('EDU101', 'a roster that is not there', regionOf(['{ from: gone.csv }'])),
  check('EDU102', 'a folder', { folder: true }),
  check('EDU103', 'no bytes', ''),
  check('EDU103', 'comments alone', '# to be written\n'),
  check('EDU104', '50 MB', { size: 50 * 1024 * 1024 }),
  check('EDU105', 'Latin-1', Buffer.from('region: { id: caf\xe9 }\n', 'latin1')),
  check('EDU106', 'a quote that is never closed', valid.replace('smallest', '"smallest')),
  check('EDU106', 'two documents', `${valid}---\n${valid}`),
  check('EDU107', 'a tab', 'region:\n\tid: smallest\n'),
  check('EDU108', 'a key twice', valid.replace('  home:', '  id: again\n  home:')),
  { ...check('EDU109', 'ten thousand keys twice', 'a: 1\n'.repeat(10_002)), beside: 'EDU108' },
  roster('EDU110', 'a roster without slugs', 'name_en,district\nOak,north\n'),
  roster('EDU111', 'a roster with a column of its own', 'id,district,colour\noak,north,red\n'),
  roster('EDU112', 'a roster with a short row', 'id,name_en,district\noak,north\n'),
];

const openTo = 'federation: { feeds: { carsi: { preset: carsi } } }';
const oidc = (id: string): string =>
  `{ id: ${id}, district: north, oidc: { issuer: "https://login.example", clients: { teacher: ${id} } } }`;

/** Codes of keys, values and the rules between them. */
const ofRegions: readonly Situation[] = [
  check('EDU201', 'an unknown key', regionOf([oak], ['juristiction: eu'])),
  check('EDU202', 'a missing key', valid.replace('  home: eu-central-1\n', '')),
  check('EDU203', 'a number for an account', valid.replace('"111122223333"', '111122223333')),
  check('EDU204', 'an unknown partition', regionOf([oak], [], { partition: 'mars' })),
  check('EDU301', 'a slug twice', regionOf([oak, oak])),
  check('EDU302', 'a slug that begins with another', regionOf([oak, '{ id: oak-hill, district: north }'])),
  check(
    'EDU303',
    'a domain twice',
    regionOf(['oak', 'elm'].map((id) => `{ id: ${id}, district: north, domains: [a.example] }`)),
  ),
  check('EDU304', 'two nodes in one account', regionOf([elm, elm.replace('elm', 'ash')], [inside])),
  check('EDU305', 'an AWS Region that is misspelt', regionOf([oak], [], { home: 'eu-central-9' })),
  check('EDU306', 'a recovery abroad', regionOf([oak], ['recovery: us-east-1'])),
  check('EDU307', 'an unknown district', regionOf(['{ id: oak, district: south }'])),
  check('EDU308', 'a school without tier', regionOf(['{ id: oak }'])),
  check('EDU309', 'recovery at home', regionOf([oak], ['recovery: eu-central-1'])),
  check('EDU310', 'a node outside', regionOf([elm])),
  check('EDU311', 'a node under another law', regionOf([elm.replace(' }', ', jurisdiction: by }')], [inside])),
  check('EDU312', 'a reserved slug', regionOf(['{ id: commons, district: north }'])),
  check(
    'EDU314',
    'an organisation trail without an organisation',
    regionOf([oak], ['audit: { organizationTrail: { account: "111122223333", managementAccount: "999900001111" } }']),
  ),
  check(
    'EDU315',
    'a proxy that is not named',
    regionOf(
      ['{ id: oak, district: north, domains: [oak.example] }'],
      ['federation: { mode: proxy, feeds: { k12: { preset: k12 } } }'],
    ),
  ),
  check('EDU316', 'a school that signs in without a domain', regionOf([oak], [openTo])),
  check('EDU317', 'an issuer of two schools', regionOf([oidc('oak'), oidc('elm')], ['federation: {}'])),
  check(
    'EDU318',
    'a domain of the bureau and of a school',
    regionOf(
      ['{ id: oak, district: north, domains: [oak.example] }'],
      [openTo.replace(/ }$/, ', bureau: { entityId: "urn:idp", domains: [oak.example] } }')],
    ),
  ),
  check('EDU313', 'a school that stays and leaves', regionOf([oak], ['offboarded: [{ id: oak, reason: closed }]'])),
];

const ledger = ledgerAfter(valid);
const gone = regionOf([oak], ['offboarded: [{ id: ash, reason: closed }]']);
const both = regionOf([oak, '{ id: ash, district: north }']);
const withElm = regionOf([elm], [inside]);
const crowd = Array.from({ length: 400 }, (_, index) => `"${700_000_000_000 + index}"`).join(', ');

/** Codes of plan and ledger. */
const ofPlans: readonly Situation[] = [
  plan('EDU401', 'a ledger that is no JSON', valid, '{'),
  plan(
    'EDU401',
    'a ledger with the marks of a merge',
    valid,
    ledger.replace('  "schools"', '<<<<<<< ours\n  "schools"'),
  ),
  plan('EDU402', 'a ledger of the future', valid, ledger.replace('"version": 1', '"version": 99')),
  plan('EDU403', 'a school moved by hand', valid, ledger.replace(/("oak": .*"account":")\d{12}/, '$1999988887777')),
  plan('EDU404', 'the ledger of a neighbour', regionOf([oak], [], { id: 'neighbour' }), ledger),
  plan(
    'EDU406',
    'a node in a new account',
    regionOf([elm.replace('777788889999', '888899990000')], [inside]),
    ledgerAfter(withElm),
  ),
  plan(
    'EDU406',
    'a region in a new partition',
    regionOf([oak], [], { partition: 'aws-cn', home: 'cn-north-1' }),
    ledger,
  ),
  plan('EDU407', 'a node under a new slug', regionOf([elm.replace('elm', 'elmwood')], [inside]), ledgerAfter(withElm)),
  {
    ...check('EDU408', 'a perimeter of 400 accounts', regionOf([oak], [`perimeter: { accounts: [${crowd}] }`])),
    args: ['plan', '@region.yaml'],
  },
  plan('EDU409', 'a slug that has left', both, ledgerAfter(both, gone)),
  plan('EDU410', 'a school that never came', gone, ledger),
  {
    ...check(
      'EDU451',
      'people who sign in before metadata was imported',
      regionOf(['{ id: oak, district: north, domains: [oak.example] }'], [openTo]),
    ),
    args: ['plan', '@region.yaml'],
  },
  { ...check('EDU405', 'a ledger that was never written', valid), args: ['synth', '@region.yaml', '--out', '@out'] },
  {
    ...plan('EDU405', 'a ledger without the new school', both, ledger),
    args: ['synth', '@region.yaml', '--out', '@out'],
  },
];

const fresh = { 'region.yaml': valid, 'educloud.lock.json': ledger };
const synth = ['synth', '@region.yaml', '--no-validate'];

/** Codes of the command line and of what it writes. */
const ofCommands: readonly Situation[] = [
  {
    code: 'EDU701',
    what: 'an output folder that is a file',
    files: { ...fresh, out: 'a' },
    args: [...synth, '--out', '@out'],
  },
  {
    code: 'EDU701',
    what: 'an output folder below a file',
    files: { ...fresh, out: 'a' },
    args: [...synth, '--out', '@out/b/c'],
  },
  { code: 'EDU701', what: 'a starter below a file', files: { file: 'a' }, args: ['init', '@file/b'] },
  {
    code: 'EDU702',
    what: 'an output folder with other files',
    files: { ...fresh, 'out/mine.txt': 'a' },
    args: [...synth, '--out', '@out'],
  },
  { code: 'EDU702', what: 'a starter over a region file', files: fresh, args: ['init', '@'] },
  { code: 'EDU703', what: 'a pooled school alone', files: fresh, args: [...synth, '--out', '@out', '--only', 'oak'] },
  { code: 'EDU703', what: 'an unknown school alone', files: fresh, args: [...synth, '--out', '@out', '--only', 'elm'] },
  { code: 'EDU704', what: 'an unknown command', args: ['chek', 'region.yaml'] },
  { code: 'EDU704', what: 'an unknown option', args: ['check', 'region.yaml', '--quiet'] },
  { code: 'EDU704', what: 'a missing argument', args: ['check'] },
  { code: 'EDU704', what: 'an argument too many', args: ['check', 'a.yaml', 'b.yaml'] },
  { code: 'EDU704', what: 'an unknown language', files: fresh, args: ['check', '@region.yaml', '--lang', 'de'] },
];

/** Every mistake that a command line can show, one code each. */
export const situations: readonly Situation[] = [
  ...ofFiles,
  ...ofRegions,
  ...deliveryMistakes,
  ...recoveryMistakes,
  ...ofPlans,
  ...ofCommands,
];

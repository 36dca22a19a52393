import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const config = join(root, '.dependency-cruiser.cjs');
const { forbidden } = createRequire(__filename)(config) as { forbidden: { name: string; comment?: string }[] };

/** Rule → the file that breaks it and its text. Every rule of the configuration stands here once. */
const offences: Record<string, readonly [file: string, text: string]> = {
  'room-errors': ['lib/errors.ts', "import './facts';\nimport './error-codes';"],
  'room-error-codes': ['lib/error-codes.ts', "import 'zod';"],
  'room-vocabulary': ['lib/vocabulary.ts', "import 'zod';"],
  'room-bin': ['bin/app.ts', "import '../lib/facts';"],
  'room-constructs': ['constructs/store.ts', "import 'aws-cdk-lib';\nimport '../lib/config';"],
  'room-facts': ['lib/facts/load.ts', "import '../border';"],
  'room-config': ['lib/config/rule.ts', "import 'node:fs';\nimport '../facts';\nimport 'commander';"],
  'room-federation': ['lib/federation/lock.ts', "import 'node:crypto';\nimport 'yaml';"],
  'room-delivery': ['lib/delivery/sign.ts', "import 'node:crypto';\nimport 'zod';"],
  'room-delivery-types-only': [
    'lib/delivery/rotate.ts',
    "import { region } from '../config';\nexport const rotate = region;",
  ],
  'room-packs': ['lib/packs/sync.ts', "import 'node:fs';\nimport 'yaml';"],
  'room-plan': ['lib/plan/ledger.ts', "import 'node:crypto';\nimport 'node:fs';"],
  'room-plan-types-only': ['lib/plan/names.ts', "import { region } from '../config';\nexport const names = region;"],
  'room-recovery': ['lib/recovery/drill.ts', "import 'node:fs';\nimport '../config';"],
  'room-recovery-types-only': ['lib/recovery/fill.ts', "import { plan } from '../plan';\nexport const fill = plan;"],
  'room-border': ['lib/border/decide.ts', "import 'node:http';"],
  'room-synth': ['lib/synth/stacks.ts', "import 'aws-cdk-lib';\nimport '../prove';"],
  'room-synth-types-only': ['lib/synth/shard.ts', "import { plan } from '../plan';\nexport const shard = plan;"],
  'room-app': ['lib/app.ts', "import './synth';\nimport './prove';"],
  'room-app-types-only': ['lib/app.ts', "import { App } from 'aws-cdk-lib';\nexport const app = App;"],
  'room-model': ['lib/model/read.ts', "import '../facts';"],
  'room-prove': ['lib/prove/solve.ts', "import '../model';\nimport '../facts';"],
  'room-engines': ['lib/engines/terraform.ts', "import '../model';\nimport '../synth';"],
  'room-evidence': ['lib/evidence/report.ts', "import 'zod';"],
  'room-evidence-types-only': ['lib/evidence/oscal.ts', "import { plan } from '../plan';\nexport const oscal = plan;"],
  'room-operate': ['lib/operate/signer.ts', "import '@aws-sdk/client-kms';\nimport 'yaml';"],
  'room-operate-types-only': ['lib/operate/drill.ts', "import { plan } from '../plan';\nexport const drill = plan;"],
  'room-cli': ['lib/cli/check.ts', "import 'commander';\nimport 'zod';"],
  'cdk-free': ['lib/plan/cells.ts', "import { Stack } from 'aws-cdk-lib';\nexport const cells = Stack;"],
  'aws-calls-in-operate': ['lib/evidence/sign.ts', "import '@aws-sdk/client-kms';"],
  'terminal-in-cli': ['lib/engines/pulumi.ts', "import 'picocolors';"],
  'cli-is-last': ['scripts/command-list.ts', "import '../lib/cli';"],
  'through-the-index': ['lib/cli/plan.ts', "import '../plan/ledger';"],
  'through-the-index-from-outside': ['scripts/ledger.ts', "import '../lib/plan/ledger';"],
  'no-circular': ['lib/model/principal.ts', "import './world';"],
  'no-orphans': ['lib/model/dead.ts', 'export const dead = 1;'],
  resolvable: ['scripts/nowhere.ts', "import './missing';"],
  'not-to-dev-dependency': ['constructs/vault.ts', "import 'jest';"],
  'declared-dependency': ['scripts/undeclared.ts', "import 'undeclared';"],
  'tests-stay-outside': ['scripts/borrowed.ts', "import '../tests/helper';"],
};

/** Files that break no rule: what the architecture allows, and what the offences above point at. */
const innocent: Record<string, string> = {
  'package.json': JSON.stringify({
    name: 'rooms',
    dependencies: {
      'aws-cdk-lib': '1',
      constructs: '1',
      zod: '1',
      yaml: '1',
      commander: '1',
      picocolors: '1',
      '@aws-sdk/client-kms': '1',
    },
    devDependencies: { jest: '1' },
  }),
  'tsconfig.json': JSON.stringify({ compilerOptions: { module: 'node16', moduleResolution: 'node16', strict: true } }),
  'lib/vocabulary.ts': 'export const words = 1;',
  'lib/errors.ts': "import './error-codes';",
  'lib/error-codes.ts': 'export const codes = 1;',
  'lib/app.ts':
    "import './config';\nimport './plan';\nimport './synth';\nimport type { App } from 'aws-cdk-lib';\nexport type A = App;",
  'bin/app.ts': "import '../lib/app';",
  'tests/helper.ts': 'export const helper = 1;',
  'scripts/nothing.ts': 'export {};',
  'bin/educloud.ts': "import '../lib/cli';",
  'constructs/index.ts': "import './key';",
  'constructs/key.ts': "import 'constructs';\nimport 'aws-cdk-lib';\nimport '../lib/border';\nimport '../lib/facts';",
  'lib/facts/index.ts':
    "import 'zod';\nimport 'yaml';\nimport 'node:fs';\nimport '../errors';\nimport '../vocabulary';",
  'lib/config/index.ts': "import '../errors';\nexport const region = 1;",
  'lib/border/index.ts': "import '../facts';",
  'lib/plan/index.ts':
    "import type { region } from '../config';\nexport type R = typeof region;\nexport const plan = 1;",
  'lib/synth/index.ts': [
    "import { type plan } from '../plan';",
    "import 'constructs';",
    "import '../../constructs';",
    "import 'node:path';",
    'export type P = typeof plan;',
  ].join('\n'),
  'lib/model/index.ts': "import './world';\nimport 'node:fs';",
  'lib/model/world.ts': "import './principal';",
  'lib/model/principal.ts': 'export {};',
  'lib/prove/index.ts': "import '../model';",
  'lib/cli/index.ts': "import '../app';\nimport '../config';\nexport const load = () => import('../plan');",
};

interface Cruise {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

const packages = [
  'aws-cdk-lib',
  'constructs',
  'zod',
  'yaml',
  'commander',
  'picocolors',
  '@aws-sdk/client-kms',
  'jest',
  'undeclared',
];

test('every rule about rooms has an offence here, and every offence its rule', () => {
  expect(Object.keys(offences).sort()).toEqual(forbidden.map(({ name }) => name).sort());
});

test('every rule about rooms says why in one sentence', () => {
  expect(forbidden.filter(({ comment }) => !/^[A-Z].+\.$|^(?:bin|lib)[ /].+\.$/.test(comment ?? ''))).toEqual([]);
});

describe('a tree that breaks every rule once', () => {
  let reported: readonly string[];

  beforeAll(() => {
    reported = cruise({ ...innocent, ...merged() });
  }, 60_000);

  test.each(Object.entries(offences))('is reported for %s', (rule, [file]) => {
    expect(reported).toContain(`${rule} ${file}`);
  });
});

test('a tree that keeps every rule is not reported', () => {
  expect(cruise(innocent)).toEqual([]);
}, 60_000);

/** Writes the tree, cruises it with the configuration of the repository and returns `rule file` for each violation. */
function cruise(tree: Readonly<Record<string, string>>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'educloud-rooms-'));
  try {
    for (const [file, text] of Object.entries(tree)) write(folder, file, text);
    for (const name of packages)
      write(folder, `node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    for (const name of packages) write(folder, `node_modules/${name}/index.js`, 'module.exports = {};');
    const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const folders = ['bin', 'constructs', 'lib', 'scripts'];
    const args = [cruiser, '--config', config, '--output-type', 'json', ...folders];
    const output = execFileSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { summary } = JSON.parse(output) as Cruise;
    return summary.violations.map(({ from, rule }) => `${rule.name} ${from}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Offences joined by file, since two rules may be broken in one file. */
function merged(): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [file, text] of Object.values(offences)) texts[file] = `${texts[file] ?? innocent[file] ?? ''}\n${text}`;
  return texts;
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

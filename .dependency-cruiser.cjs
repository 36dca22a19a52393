/*
 * The rooms of the project and what each may import. One entry of `rooms` becomes one rule (two, where a room may take
 * types of another and nothing that runs). Patterns are anchored: `^constructs/` is our folder, `^node_modules/constructs/`
 * is the npm package. tests/repository/rooms.test.ts breaks every rule once and expects it to be reported.
 */

const room = (name) => `^lib/${name}/`;
const npm = (...names) => `^node_modules/(?:@types/)?(?:${names.join('|')})/`;
/** Below every room: the error type, its codes, file-system refusals, and the closed lists of words that all share. */
const base = '^lib/(?:errors|error-codes|files|vocabulary)\\.ts$';
const cdk = npm('aws-cdk-lib', 'constructs');
const crypto = '^(?:node:)?crypto$';
const everyRoom = '^lib/[^/]+/index\\.ts$';

const rooms = [
  {
    name: 'errors',
    comment: 'lib/errors stands below every room and knows nothing but the table of codes.',
    from: '^lib/errors\\.ts$',
    may: ['^lib/error-codes\\.ts$'],
  },
  {
    name: 'error-codes',
    comment: 'lib/error-codes is a table of data and imports nothing.',
    from: '^lib/error-codes\\.ts$',
    may: [],
  },
  {
    name: 'vocabulary',
    comment: 'lib/vocabulary is the list of words that every room shares and imports nothing.',
    from: '^lib/vocabulary\\.ts$',
    may: [],
  },
  {
    name: 'bin',
    comment: 'bin is a doormat: it calls the command line or the app and does nothing else.',
    from: '^bin/',
    may: ['^bin/', room('cli'), '^lib/app\\.ts$'],
  },
  {
    name: 'constructs',
    comment: 'Constructs serve any CDK app, so they know CDK, the facts and the border policies, and no region file.',
    from: '^constructs/',
    may: ['^constructs/', cdk, base, crypto, room('facts'), room('border'), room('recovery')],
  },
  {
    name: 'facts',
    comment: 'Facts come from policies/ alone; the room that answers about partitions depends on no other room.',
    from: room('facts'),
    may: [room('facts'), base, npm('zod', 'yaml', 'fastest-levenshtein')],
    core: true,
  },
  {
    name: 'config',
    comment: 'The region file is read and judged before anything is planned, by facts and parsers only.',
    from: room('config'),
    may: [
      room('config'),
      room('facts'),
      base,
      npm('zod', 'yaml', 'csv-parse', 'fastest-levenshtein', 'i18n-iso-countries', 'tldts'),
    ],
    core: true,
  },
  {
    name: 'federation',
    comment:
      'Metadata of identity providers is foreign input: it meets a tokenizer and cryptography, and no other room.',
    from: room('federation'),
    may: [room('federation'), base, npm('saxes', 'xmlchars', 'zod', 'tldts')],
    core: true,
  },
  {
    name: 'delivery',
    comment: 'Signing URLs and changing keys works offline, on keys and dates alone.',
    from: room('delivery'),
    may: [room('delivery'), base, npm('@aws-sdk/cloudfront-signer')],
    types: [room('config')],
    core: true,
  },
  {
    name: 'packs',
    comment: 'Packs are made and fetched without AWS, so that they work where AWS is not: a bucket comes from outside.',
    from: room('packs'),
    may: [room('packs'), base, npm('zod')],
    core: true,
  },
  {
    name: 'plan',
    comment: 'A plan is a pure function of the Region and the ledger: no files, no network, no CDK.',
    from: room('plan'),
    may: [room('plan'), room('facts'), room('border'), base, crypto, npm('zod')],
    types: [room('config'), room('federation')],
  },
  {
    name: 'recovery',
    comment:
      'What is done after a loss follows from the Plan and the facts alone: commands are printed here, and none is run.',
    from: room('recovery'),
    may: [room('recovery'), room('facts'), base, crypto],
    types: [room('plan')],
  },
  {
    name: 'border',
    comment: 'Decisions over flows are pure: Cedar and facts go in, decisions and policy documents come out.',
    from: room('border'),
    may: [room('border'), room('facts'), base, crypto, npm('@cedar-policy/[^/]+', 'zod')],
  },
  {
    name: 'synth',
    comment: 'Synthesis turns a Plan into a CDK app; it reads the shape of a Plan and never makes one.',
    from: room('synth'),
    may: [room('synth'), '^constructs/', cdk, room('facts'), base],
    types: [room('plan')],
    core: true,
  },
  {
    name: 'app',
    comment: 'lib/app is the one composition of the rooms that lead from a region file to an App.',
    from: '^lib/app\\.ts$',
    may: [room('config'), room('federation'), room('plan'), room('border'), room('synth'), room('facts'), base],
    types: [cdk],
    core: true,
  },
  {
    name: 'model',
    comment: 'The model reads templates from outside, so it shares no code with what wrote them.',
    from: room('model'),
    may: [room('model'), base],
    core: true,
  },
  {
    name: 'prove',
    comment: 'Proofs speak of the World alone, so that nothing of the generator can vouch for itself.',
    from: room('prove'),
    may: [room('prove'), room('model'), base],
    core: true,
  },
  {
    name: 'engines',
    comment: 'Other engines are emitted from the assembly as the model reads it.',
    from: room('engines'),
    may: [room('engines'), room('model'), base],
    core: true,
  },
  {
    name: 'evidence',
    comment: 'A report shows the results of the others and computes none, so it knows their types only.',
    from: room('evidence'),
    may: [room('evidence'), base],
    types: [everyRoom],
    core: true,
  },
  {
    name: 'operate',
    comment: 'The room that calls AWS knows the SDKs, the shapes it is given, and schemas for what AWS answers.',
    from: room('operate'),
    may: [room('operate'), base, npm('@aws-sdk/[^/]+', '@smithy/[^/]+', '@aws-cdk/toolkit-lib', 'zod')],
    types: [everyRoom],
    core: true,
  },
  {
    name: 'cli',
    comment: 'A command parses, calls a room and prints; what it needs stands in an index or in lib/app.',
    from: room('cli'),
    may: [room('cli'), everyRoom, '^lib/app\\.ts$', base, npm('commander', 'picocolors')],
    core: true,
  },
];

const roomRules = rooms.flatMap(({ name, comment, from, may, types = [], core = false }) => [
  {
    name: `room-${name}`,
    comment,
    severity: 'error',
    from: { path: from },
    to: {
      couldNotResolve: false,
      pathNot: [...may, ...types],
      ...(core ? { dependencyTypesNot: ['core'] } : {}),
    },
  },
  ...(types.length === 0
    ? []
    : [
        {
          name: `room-${name}-types-only`,
          comment: `${comment} Imports of types are allowed here, imports of code are not.`,
          severity: 'error',
          from: { path: from },
          to: { path: types, pathNot: may, dependencyTypesNot: ['type-only'] },
        },
      ]),
]);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'cdk-free',
      comment:
        'These rooms start in milliseconds and judge without CDK, so they never load it, not even through others.',
      severity: 'error',
      from: { path: '^lib/(?:facts|config|federation|plan|recovery|border|model|prove)/' },
      to: { path: '^node_modules/aws-cdk-lib/', reachable: true },
    },
    {
      name: 'aws-calls-in-operate',
      comment: 'One room calls AWS; everything else works offline and without credentials.',
      severity: 'error',
      from: { path: '^(?:bin|constructs|lib|scripts|bench)/', pathNot: room('operate') },
      to: {
        path: '^node_modules/(?:@aws-sdk/|@smithy/|@aws-cdk/toolkit-lib/)',
        // Signs with a key file, and calls nobody.
        pathNot: npm('@aws-sdk/cloudfront-signer'),
      },
    },
    {
      name: 'terminal-in-cli',
      comment: 'Arguments and colours belong to the command line; a room returns data.',
      severity: 'error',
      from: { path: '^(?:bin|constructs|lib|scripts|bench)/', pathNot: room('cli') },
      to: { path: npm('commander', 'picocolors') },
    },
    {
      name: 'cli-is-last',
      comment: 'Nobody builds on the command line but the entry points: it is the end of the way.',
      severity: 'error',
      from: { pathNot: '^(?:bin/|lib/cli/)' },
      to: { path: room('cli') },
    },
    {
      name: 'through-the-index',
      comment: 'A room shows its neighbours an index; what lies behind it may change freely.',
      severity: 'error',
      from: { path: '^lib/([^/]+)/' },
      to: { path: '^lib/[^/]+/', pathNot: ['^lib/$1/', everyRoom] },
    },
    {
      name: 'through-the-index-from-outside',
      comment: 'Folders beside the rooms also enter a room by its index.',
      severity: 'error',
      from: { path: '^(?:(?:bin|constructs|scripts|bench)/|lib/[^/]+\\.ts$)' },
      to: { path: '^lib/[^/]+/', pathNot: [everyRoom] },
    },
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that imports nothing and that nobody imports is dead, unless it is an entry point.',
      severity: 'error',
      from: { orphan: true, pathNot: ['^(?:bin|scripts|bench)/', '\\.d\\.ts$'] },
      to: {},
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere fails at the reader, not here, if it is let through.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'not-to-dev-dependency',
      comment: 'What is shipped runs without the development dependencies.',
      severity: 'error',
      from: { path: '^(?:bin|constructs|lib)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only', 'npm-peer'],
        pathNot: ['^node_modules/@types/'],
      },
    },
    {
      name: 'declared-dependency',
      comment: 'A package that is imported stands in package.json, and is not there by the grace of another package.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-optional'] },
    },
    {
      name: 'tests-stay-outside',
      comment: 'Code never imports its tests.',
      severity: 'error',
      from: { path: '^(?:bin|constructs|lib|scripts|bench)/' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    doNotFollow: { path: '^(?:node_modules|tests)/' },
    exclude: { path: '^(?:dist|out|cdk\\.out|coverage)/' },
    // Without `tsConfig`: with it, the resolver takes the folder of tsconfig.json for a base, and the bare import
    // `constructs` becomes our folder. The project sets neither `baseUrl` nor `paths`, so nothing is lost.
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types'],
      extensions: ['.ts', '.d.ts', '.js', '.cjs', '.mjs', '.json'],
      mainFields: ['main', 'types'],
    },
  },
};

import type { Command } from './command';
import { recoveryCommands } from './recovery/recovery-commands';

const file = { name: '<file>', description: 'region file' };
const optionalFile = { name: '[file]', description: 'region file (default: region.yaml)' };

/** Groups of commands, by the first word of their names. */
export const groups: Readonly<Record<string, string>> = {
  copies: 'copies of what schools keep',
  delivery: 'what of the commons is delivered to people without credentials: signatures and their keys',
  drill: 'whether what is copied comes back',
  federation: 'who may sign in: metadata of identity providers',
  pack: 'the commons as signed files for schools with a weak line, or none',
  registry: 'what the schools have registered in their accounts',
  restore: 'objects as they stood before a loss',
};

/** Every command, in the order in which people meet them. */
export const commands: readonly Command[] = [
  {
    name: 'init',
    description: 'write an annotated region file that is valid as it stands',
    arguments: [{ name: '<dir>', description: 'folder for the region file' }],
    options: [],
    load: async () => (await import('./commands/init.js')).init,
  },
  {
    name: 'check',
    description: 'find every mistake of a region file and its rosters',
    arguments: [file],
    options: [],
    load: async () => (await import('./commands/check.js')).check,
  },
  {
    name: 'plan',
    description: 'show what will exist and where, what changes, and how full quotas get',
    arguments: [file],
    options: [{ flags: '--write', description: 'update the ledger' }],
    load: async () => (await import('./commands/plan.js')).plan,
  },
  {
    name: 'synth',
    description: 'write the cloud assembly (CloudFormation templates)',
    arguments: [file],
    options: [
      { flags: '--out <dir>', description: 'folder of the cloud assembly (default: cdk.out)' },
      { flags: '--only <school>', description: 'one member node alone, for its own account' },
      { flags: '--no-validate', description: 'skip the template validator' },
    ],
    load: async () => (await import('./commands/synth.js')).synth,
  },
  {
    name: 'prove',
    description: 'decide, for all requests, whether the properties hold of a cloud assembly, ours or another',
    arguments: [{ name: '<assembly>', description: 'folder of the cloud assembly' }],
    options: [
      { flags: '--property <id>', description: 'one property alone' },
      { flags: '--cells <file>', description: 'who owns what, for an assembly whose tags do not say it' },
      { flags: '--accept <file>', description: 'undecided verdicts that are accepted until a date' },
      { flags: '--as-of <date>', description: 'day on which acceptances are judged (default: today)' },
      { flags: '--smtlib <dir>', description: 'folder for the problems in SMT-LIB, for other solvers' },
    ],
    load: async () => (await import('./commands/prove.js')).prove,
  },
  {
    name: 'why',
    description: 'say why AWS allows or denies one request, by the templates of a cloud assembly',
    arguments: [{ name: '<assembly>', description: 'folder of a cloud assembly (cdk.out)' }],
    options: [
      {
        flags: '--as <principal>',
        description:
          'who asks: ARN of a role, user, session or root, NAME.amazonaws.com, saml:PROVIDER, oidc:PROVIDER, cdn:DISTRIBUTION, identity:ID, or anonymous',
        required: true,
      },
      { flags: '--do <action>', description: 'SERVICE:ACTION, such as s3:GetObject', required: true },
      {
        flags: '--on <resource>',
        description: 'ARN, BUCKET, BUCKET/KEY, id or alias of a key, or name of a role',
        required: true,
      },
      { flags: '--with <key=value>', description: 'a condition key of the request; repeatable', repeatable: true },
      {
        flags: '--session-policy <file>',
        description: 'a policy that was passed when the role was taken (JSON); repeatable',
        repeatable: true,
      },
    ],
    load: async () => (await import('./commands/why.js')).why,
  },
  {
    name: 'federation import',
    description: 'verify a signed metadata feed and take from it the identity providers that the region uses',
    arguments: [optionalFile],
    options: [
      { flags: '--feed <file>', description: 'SAML metadata feed, as its federation has signed it', required: true },
      { flags: '--cert <file>', description: 'certificate of the federation’s signing key, as PEM', required: true },
      { flags: '--name <feed>', description: 'its name in the region file (default: the only one)' },
      { flags: '--lock <file>', description: 'lock (default: federation.lock.json beside the region file)' },
      { flags: '--as-of <date>', description: 'day on which dates are judged (default: today)' },
      { flags: '--check', description: 'write no lock; fail when an identity provider of the lock would change' },
      { flags: '--retire-old-keys', description: 'drop the earlier keys of the proxy' },
      { flags: '--without-refused', description: 'write the lock without those that are refused' },
      { flags: '--report <file>', description: 'write a page for auditors, in Markdown' },
    ],
    load: async () => (await import('./commands/federation-import.js')).federationImport,
  },
  {
    name: 'federation handout',
    description: 'print what a school’s identity provider is set up to do, filled in',
    arguments: [optionalFile],
    options: [
      { flags: '--school <id>', description: 'school', required: true },
      {
        flags: '--software <name>',
        description:
          'shibboleth, adfs, keycloak, cas, entra or oidc (default: shibboleth, or oidc where the school has it)',
      },
      { flags: '--out <file>', description: 'write it to a file' },
    ],
    load: async () => (await import('./commands/federation-handout.js')).federationHandout,
  },
  {
    name: 'federation filter',
    description: 'print the configuration that keeps identity providers behind the proxy to their own domains',
    arguments: [optionalFile],
    options: [
      { flags: '--format <name>', description: 'satosa, shibboleth or json (default: satosa)' },
      { flags: '--out <file>', description: 'write it to a file' },
    ],
    load: async () => (await import('./commands/federation-filter.js')).federationFilter,
  },
  {
    name: 'delivery sign',
    description: 'sign URLs or cookies that open what of the commons is licensed (offline)',
    arguments: [optionalFile],
    options: [
      {
        flags: '--path <path>',
        description: 'object, such as licensed/packs/x/1.pdf, or folder, such as licensed/packs/x/*; repeatable',
        required: true,
        repeatable: true,
      },
      { flags: '--key <file>', description: 'private key of the active key pair, as PEM', required: true },
      {
        flags: '--key-pair-id <id>',
        description: 'id of its public key at CloudFront (output KeyId… of the hub’s stack)',
        required: true,
      },
      { flags: '--until <instant>', description: 'end, such as 2026-12-01T08:00:00Z', required: true },
      { flags: '--from <instant>', description: 'beginning (default: at once)' },
      { flags: '--ip <range>', description: 'IPv4 range of its viewers, such as 203.0.113.0/24' },
      { flags: '--domain <name>', description: 'domain (default: the only one of the region)' },
      { flags: '--cookies', description: 'cookies instead of URLs' },
      { flags: '--out <file>', description: 'write the cookies to a file, for curl and `pack sync`' },
      { flags: '--replace', description: 'replace the file of cookies' },
      { flags: '--as-of <time>', description: 'day or instant at which it is signed (default: now)' },
    ],
    load: async () => (await import('./commands/delivery-sign.js')).deliverySign,
  },
  {
    name: 'delivery rotate',
    description: 'plan how another key comes to sign, with no gap',
    arguments: [optionalFile],
    options: [
      { flags: '--new <file>', description: 'public key that is to be added, as PEM' },
      { flags: '--as-of <time>', description: 'day or instant at which the change begins (default: now)' },
    ],
    load: async () => (await import('./commands/delivery-rotate.js')).deliveryRotate,
  },
  {
    name: 'pack create',
    description: 'make a signed pack of a folder, or a new version of one (offline)',
    arguments: [{ name: '<folder>', description: 'files, under the names that schools will see' }],
    options: [
      { flags: '--out <dir>', description: 'folder of the pack; it may hold earlier versions', required: true },
      { flags: '--id <id>', description: 'id of the pack, such as physics-7', required: true },
      { flags: '--version <number>', description: 'version, a whole number that rises', required: true },
      { flags: '--key <file>', description: 'private key (ECDSA P-256 or Ed25519), as PEM', required: true },
      { flags: '--licence <name>', description: 'open or licensed (default: licensed)' },
      { flags: '--base <dir>', description: 'an earlier version in another folder' },
      {
        flags: '--base-key <file>',
        description: 'public key of earlier versions, where it was another; repeatable',
        repeatable: true,
      },
      {
        flags: '--recall <path>',
        description: 'file of an earlier version, or SHA-256, that nobody should keep; repeatable',
        repeatable: true,
      },
      { flags: '--not-after <date>', description: 'last day on which schools take this version' },
    ],
    load: async () => (await import('./commands/pack-create.js')).packCreate,
  },
  {
    name: 'pack verify',
    description: 'find every byte of a pack, or of a synced folder, that its publisher has not signed (offline)',
    arguments: [{ name: '<pack>', description: 'folder that `pack create` has made or `pack sync` has filled' }],
    options: [
      {
        flags: '--key <file>',
        description: 'public key of the publisher, as PEM; repeatable',
        required: true,
        repeatable: true,
      },
      { flags: '--as-of <date>', description: 'day on which the last day of the pack is judged (default: today)' },
    ],
    load: async () => (await import('./commands/pack-verify.js')).packVerify,
  },
  {
    name: 'pack sync',
    description:
      'make a folder hold the newest version of a pack; what is missing is fetched, nothing unsigned is shown',
    arguments: [
      { name: '<source>', description: 'folder, https://ADDRESS, or s3://BUCKET/PREFIX' },
      { name: '<folder>', description: 'folder that holds the pack for the school' },
    ],
    options: [
      {
        flags: '--key <file>',
        description: 'public key of the publisher, as PEM; repeatable',
        required: true,
        repeatable: true,
      },
      { flags: '--cookies <file>', description: 'cookies that open licensed content, of `delivery sign --cookies`' },
      { flags: '--dry-run', description: 'tell what would be fetched, and change nothing' },
      { flags: '--limit <kbps>', description: 'most kilobits a second' },
      { flags: '--as-of <date>', description: 'day on which the last day of the pack is judged (default: today)' },
    ],
    load: async () => (await import('./commands/pack-sync.js')).packSync,
  },
  {
    name: 'registry index',
    description: 'build the hub’s index from the registry entries in the schools’ accounts (calls AWS)',
    arguments: [file],
    options: [
      { flags: '--out <path>', description: 'file of the index (default: registry.json)' },
      {
        flags: '--role <name>',
        description: 'role that reads an account (default: educloud/educloud-REGION-registry-reader)',
      },
      { flags: '--restart', description: 'read every account anew' },
    ],
    load: async () => (await import('./commands/registry-index.js')).registryIndex,
  },
  ...recoveryCommands,
  {
    name: 'restore copy',
    description: 'copy what stood in a bucket at an instant into another bucket, inside S3, and verify it (calls AWS)',
    arguments: [],
    options: [
      { flags: '--from <bucket>', description: 'store, replica or restored bucket with its versions', required: true },
      { flags: '--to <bucket>', description: 'target, such as the quarantine bucket of the school', required: true },
      { flags: '--at <instant>', description: 'instant with its zone, such as 2026-12-01T08:00:00Z', required: true },
      { flags: '--prefix <text>', description: 'keys that begin so (default: all)' },
      { flags: '--to-prefix <text>', description: 'put before every key in the target' },
      { flags: '--from-aws-region <id>', description: 'AWS Region of the source' },
      { flags: '--to-aws-region <id>', description: 'AWS Region of the target' },
      { flags: '--verify <how>', description: 'checksums or full: full reads both (default: checksums)' },
      { flags: '--overwrite', description: 'let other content in the target become an old version' },
      { flags: '--dry-run', description: 'tell what would be copied, and change nothing' },
    ],
    load: async () => (await import('./commands/restore-copy.js')).restoreCopyCommand,
  },
  {
    name: 'schema',
    description: 'print the JSON Schema of the region file',
    arguments: [],
    options: [],
    load: async () => (await import('./commands/schema.js')).schema,
  },
];

import * as constructs from '../../constructs';
import { apiMistakes } from './support/public-api';

test('the library exports the constructs that it promises', () => {
  expect(Object.keys(constructs).sort()).toEqual([
    'AccountBase',
    'AccountTrail',
    'BureauRoles',
    'CdnLogs',
    'CommonsStore',
    'ContentDelivery',
    'CopyAlarms',
    'DeliveryLogs',
    'DeliveryReader',
    'DeployBoundary',
    'DistrictKey',
    'FederatedTrust',
    'LogArchive',
    'MemberNode',
    'OidcIdentityProvider',
    'OrganizationTrail',
    'PersonaRole',
    'QuarantineStore',
    'RecoveryDrill',
    'RecoveryDrillCopies',
    'RecoveryKey',
    'RecoveryPlan',
    'RecoveryVault',
    'RegistryIndexer',
    'RegistryReader',
    'ReplicaStore',
    'RestoreRole',
    'SamlIdentityProvider',
    'SchoolCell',
    'SchoolKey',
    'SchoolSignIn',
    'SchoolStore',
    'ServiceRoles',
    'StorePurpose',
    'TamperAlarms',
  ]);
});

test('every export can be used from the languages of jsii, and is described', () => {
  expect(apiMistakes('constructs/index.ts')).toEqual([]);
}, 60_000);

test('what other languages cannot use is reported', () => {
  const sample = `
    import type { Bucket } from 'aws-cdk-lib/aws-s3';
    interface Hidden { readonly x: string }
    /** Fine. */
    export interface FineProps {
      /** Fine. */
      readonly bucket: Bucket;
      /**
       * Fine.
       *
       * @default - none
       */
      readonly names?: Record<string, string>;
      /** Fine. */
      readonly list: string[][];
    }
    /** Not fine. */
    export interface Bad {
      /** Tuple. */
      readonly tuple: [string, string];
      /** Partial. */
      readonly partial: Partial<FineProps>;
      /** Pick. */
      readonly pick: Pick<FineProps, 'list'>;
      /** Union. */
      readonly union: string | FineProps;
      /** Function. */
      readonly callback: () => void;
      /** Map. */
      readonly map: Map<string, string>;
      /** Record. */
      readonly record: Record<string, FineProps>;
      /** Not exported. */
      readonly hidden: Hidden;
      /** Can be changed. */
      changed: string;
      /** No default. */
      readonly optional?: string;
      readonly mute: string;
      /** Method. */
      act(): void;
    }
    export class Thing {
      /** Inferred. */
      public static make() { return new Thing(''); }
      private readonly secret: Set<string> = new Set();
      private constructor(public readonly name: string, hidden?: Hidden) {}
      public act(list: readonly string[]): void {}
    }
    export type Alias = string;
  `;
  expect(apiMistakes('constructs/sample.ts', sample)).toEqual([
    'Bad.tuple: type [string, string]',
    'Bad.partial: type Partial<FineProps>',
    "Bad.pick: type Pick<FineProps, 'list'>",
    'Bad.union: type string | FineProps',
    'Bad.callback: type () => void',
    'Bad.map: type Map<string, string>',
    'Bad.record: type Record<string, FineProps>',
    'Bad.hidden: type Hidden',
    'Bad.changed: not readonly',
    'Bad.optional: optional without @default',
    'Bad.mute: no docstring',
    'Bad.act: not a property',
    'Thing: no docstring',
    'Thing.make(): type not written',
    'Thing.name: no docstring',
    'Thing.act: no docstring',
    'Thing.act(list): type readonly string[]',
    'export type Alias = string;: neither a class nor an interface',
  ]);
}, 60_000);

import { accessCases, describeCase, type AccessCase, type Where, type Who } from './access-cases';
import type { Assembly, Place } from './assembly';
import { checkKeys, keyArn } from './check-keys';
import { assume, deployPrincipals, otherKeyAlias } from './principals';
import { attempt, s3 } from './requests';
import type { Caller } from './signed-call';
import { administratorOf, record, type Stage } from './stage';
import { findStore, storeFor, type Store } from './stores';

/** An account that no region file names. */
const strangersAccount = '999988887777';

export type Callers = { readonly [who in Who]: Caller | undefined };

/** The access table, ready to be tried on one assembly. */
export interface Access {
  readonly stores: { readonly [where in Where]: Store | undefined };
  readonly callers: Callers;
  /** The cases that the assembly has a store for and the emulator a caller. */
  readonly cases: readonly AccessCase[];
  readonly attempt: (one: AccessCase) => Promise<string>;
}

/** Makes the roles and the keys that the access table speaks of. */
export async function prepareAccess(
  stage: Stage,
  assembly: Assembly,
  { school, other }: { readonly school: string; readonly other: string },
): Promise<Access> {
  const records = storeFor(assembly, 'records', school);
  const stores = {
    records,
    materials: storeFor(assembly, 'materials', school),
    commons: findStore(assembly, 'commons'),
    logs: findStore(assembly, 'logs'),
  };
  const elsewhere = stores.commons?.stack ?? { account: strangersAccount, awsRegion: records.stack.awsRegion };
  const callers = await callersFor(stage, records.stack, elsewhere, { school, other });
  const keys = {
    own: await keyArn(stage, records.stack, records.keyAlias),
    other: await keyArn(stage, records.stack, otherKeyAlias),
  };
  return {
    stores,
    callers,
    cases: accessCases(keys).filter(
      ({ who, where }) => stores[where] !== undefined && (who !== 'root' || stage.emulator.rootIsAdministrator),
    ),
    attempt: async ({ who, where, act, plain }) => {
      const store = stores[where] ?? records;
      const client = s3(plain === true ? stage.plain : stage.tls, store.stack.awsRegion, callers[who]);
      return attempt(client, store.bucket, act);
    },
  };
}

/** Everyone of the access table tries everything of the access table. */
export async function checkAccess(stage: Stage, access: Access, step: string): Promise<void> {
  for (const one of access.cases) {
    record(stage, {
      id: one.id,
      step,
      what: describeCase(one),
      expected: one.expected,
      observed: await access.attempt(one),
      reason: one.by,
    });
  }
  const { records } = access.stores;
  if (records !== undefined) await checkKeys(stage, records, access.callers, step);
}

async function callersFor(
  stage: Stage,
  home: Place,
  elsewhere: Place,
  { school, other }: { readonly school: string; readonly other: string },
): Promise<Callers> {
  await deployPrincipals(stage, home, [school, other]);
  await deployPrincipals(stage, elsewhere, [school]);
  return {
    school: await assume(stage, home, school),
    'lent tag': await assume(stage, home, '', school),
    'other school': await assume(stage, home, other),
    untagged: await assume(stage, home, ''),
    root: await administratorOf(stage, home.account),
    'same tag elsewhere': await assume(stage, elsewhere, school),
    hub: await assume(stage, elsewhere, ''),
    stranger: await administratorOf(stage, strangersAccount),
    anonymous: undefined,
  };
}

import { accessCases, describeCase, type Where, type Who } from './access-cases';
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

/** Everyone of the access table tries everything of the access table that the assembly has a store for. */
export async function checkAccess(
  stage: Stage,
  assembly: Assembly,
  { step, school, other }: { readonly step: string; readonly school: string; readonly other: string },
): Promise<void> {
  const records = storeFor(assembly, 'records', school);
  const stores: { readonly [where in Where]: Store | undefined } = {
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
  for (const one of accessCases(keys)) {
    const store = stores[one.where];
    if (store === undefined || (one.who === 'root' && !stage.emulator.rootIsAdministrator)) continue;
    const client = s3(one.plain === true ? stage.plain : stage.tls, store.stack.awsRegion, callers[one.who]);
    record(stage, {
      id: one.id,
      step,
      what: describeCase(one),
      expected: one.expected,
      observed: await attempt(client, store.bucket, one.act),
      reason: one.by,
    });
  }
  await checkKeys(stage, records, callers, step);
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

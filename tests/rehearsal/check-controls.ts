import { describeCase } from './access-cases';
import { copyAssembly, type Assembly } from './assembly';
import type { Access } from './check-access';
import { deployOne, folderFor, record, type Stage } from './stage';
import { withoutStatement } from './template-changes';

/** A statement, and the case that it alone decides. */
const controls: readonly { readonly sid: string; readonly decides: string }[] = [
  { sid: 'DenyOtherSchools', decides: 'other-school-get' },
  { sid: 'DenyListingByOthers', decides: 'untagged-list' },
  { sid: 'DenyPlainHttp', decides: 'http-get' },
  { sid: 'DenyOtherEncryption', decides: 'put-aes256' },
  { sid: 'DenyOtherKeys', decides: 'put-other-key' },
  { sid: 'DenyCustomerKeys', decides: 'put-sse-c' },
  { sid: 'DenyOtherWriters', decides: 'hub-put-logs' },
];

/**
 * Takes one statement away and expects that what it forbids succeeds: a denial that has another cause would prove
 * nothing. At the end the region stands as before.
 */
export async function checkControls(stage: Stage, assembly: Assembly, access: Access): Promise<void> {
  const step = 'control: without the statement the same request succeeds';
  for (const { sid, decides } of controls) {
    const one = access.cases.find(({ id }) => id === decides);
    const store = one === undefined ? undefined : access.stores[one.where];
    if (one === undefined || store === undefined) continue;
    const weakened = copyAssembly(assembly, folderFor(stage, `without-${decides}`), (template, { name }) =>
      name === store.stack.name ? withoutStatement(template, sid) : template,
    );
    const { outcome } = await deployOne(stage, weakened, store.stack);
    record(stage, {
      id: `control-${decides}`,
      step,
      what: `without ${sid}, ${describeCase(one)}`,
      expected: 'allowed',
      observed: outcome === 'deployed' ? await access.attempt(one) : outcome,
      reason: '',
    });
    const restored = await deployOne(stage, assembly, store.stack);
    record(stage, {
      id: `restored-${decides}`,
      step,
      what: `with ${sid}, ${describeCase(one)}`,
      expected: 'denied',
      observed: restored.outcome === 'deployed' ? await access.attempt(one) : restored.outcome,
      reason: '',
    });
  }
}

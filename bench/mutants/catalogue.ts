import { bucketKinds } from './bucket-kinds';
import { copiesKinds } from './copies-kinds';
import { deliveryKinds } from './delivery-kinds';
import { droppedKinds } from './dropped-kinds';
import { encryptionKinds } from './encryption-kinds';
import { keyKinds } from './key-kinds';
import type { MutantKind } from './kind';
import { logsKinds } from './logs-kinds';
import { publishedKinds } from './published-kinds';
import { roleKinds } from './role-kinds';
import { sharedKinds } from './shared-kinds';
import { signInKinds } from './sign-in-kinds';

/** All kinds of mutants, in the order in which they are tried and listed. */
export const catalogue: readonly MutantKind[] = [
  ...droppedKinds,
  ...bucketKinds,
  ...encryptionKinds,
  ...keyKinds,
  ...sharedKinds,
  ...signInKinds,
  ...roleKinds,
  ...deliveryKinds,
  ...publishedKinds,
  ...copiesKinds,
  ...logsKinds,
];

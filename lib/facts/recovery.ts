import { packageRoot } from './package-root';
import { policyFile } from './policy-file';
import { recoveryFileSchema, type RecoveryFigures, type RecoveryMeansId } from './recovery-schema';

const readMeans = policyFile(recoveryFileSchema);

/** What each means of recovery is taken to meet. */
export function recoveryFigures(): Readonly<Record<RecoveryMeansId, RecoveryFigures>> {
  return readMeans(packageRoot(), 'policies/recovery/means.yaml').means;
}

import { partition } from '../../facts';
import type { StorePurpose } from '../../vocabulary';
import type { Seat } from '../ledger';
import {
  backupPlanName,
  bucketName,
  recoveryKeyAlias,
  stackNames,
  vaultKeyAlias,
  vaultName,
  type CopyOwner,
} from '../names';
import type { PlannedCopies, PlannedSchoolRecovery, RecoveryPlace } from '../types';
import { backupHours } from './choose-means';
import type { StoreCopySeat } from './copy-seats';
import { isCopied, placeOfCopies } from './place-of-copies';

const replicas = { records: 'recordsReplica', materials: 'materialsReplica' } as const;

/** How the stores of a school come back; none where nothing of it is copied. */
export function planCopies(
  region: { id: string; partition: string },
  id: string,
  seat: Seat,
): PlannedSchoolRecovery | undefined {
  const { recovery } = seat;
  if (recovery === undefined || !isCopied(seat)) return undefined;
  const owner: CopyOwner = seat.keyScope === 'school' ? { school: id } : { stack: seat.stack };
  const away = placeOfCopies(seat);
  const place: RecoveryPlace | undefined =
    away === undefined
      ? undefined
      : { ...away, stack: stackNames.recovery(seat, away), keyAlias: recoveryKeyAlias(region.id, owner) };
  const [records, materials] = (['records', 'materials'] as const).map((store) =>
    planStore(region.id, id, store, recovery[store], seat, owner, place),
  );
  const { arnPartition } = partition(region.partition);
  return {
    ...(place === undefined ? {} : { place }),
    stores: { ...(records === undefined ? {} : { records }), ...(materials === undefined ? {} : { materials }) },
    quarantineBucket: bucketName('quarantine', id, seat),
    restoreRole: `arn:${arnPartition}:iam::${seat.account}:role/educloud/educloud-${region.id}-restore-${id}`,
  };
}

function planStore(
  region: string,
  id: string,
  store: StorePurpose,
  copied: StoreCopySeat | undefined,
  seat: Seat,
  owner: CopyOwner,
  place: RecoveryPlace | undefined,
): PlannedCopies | undefined {
  if (copied === undefined || copied.means.length === 0) return undefined;
  const { means, ended: _, timeControl, everyHours, ...figures } = copied;
  return {
    ...figures,
    means,
    ...(means.includes('replication') && place !== undefined
      ? {
          replica: {
            bucket: bucketName(replicas[store], id, place),
            keyAlias: place.keyAlias,
            timeControl,
          },
        }
      : {}),
    ...(means.includes('backup')
      ? {
          backup: {
            vault: vaultName(region, id),
            vaultKeyAlias: vaultKeyAlias(region, owner),
            plan: backupPlanName(id, everyHours ?? 24, copied.retentionDays),
            ...backupHours(copied, everyHours ?? 24),
            ...copyVault(region, id, owner, seat, place),
          },
        }
      : {}),
  };
}

/** Recovery points are copied within the account alone. */
function copyVault(
  region: string,
  id: string,
  owner: CopyOwner,
  seat: Seat,
  place: RecoveryPlace | undefined,
): Pick<NonNullable<PlannedCopies['backup']>, 'copyVault'> {
  return place?.account === seat.account
    ? {
        copyVault: {
          name: vaultName(region, id),
          awsRegion: place.awsRegion,
          // One key for the replicas of several schools and for their vault would open the replicas of all to each.
          keyAlias: 'school' in owner ? place.keyAlias : vaultKeyAlias(region, owner),
        },
      }
    : {};
}

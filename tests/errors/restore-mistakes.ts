import { EducloudError, type Code, type Issue } from '../../lib/errors';
import type { RestoreRequest } from '../../lib/operate';
import { refusal } from '../operate/restore/fake-s3';
import { write, type FakeBucket } from '../operate/restore/fake-store';
import { after, before, now, restore, scene, type Scene } from '../operate/restore/restore-support';

interface Mistake {
  readonly code: Code;
  readonly what: string;
  readonly issues: () => Promise<readonly Issue[]>;
}

/** What is said of a restore of one object, after `change` has changed the scene. */
function restoring(
  code: Code,
  what: string,
  change: (scene: Scene) => unknown,
  asked: Partial<RestoreRequest> = {},
  settings: Partial<FakeBucket> = {},
): Mistake {
  return {
    code,
    what,
    issues: async () => {
      const kept = { ...process.env };
      const stage = await scene(settings, settings);
      write(stage.from, 'marks.csv', 'marks', { time: before });
      change(stage);
      try {
        const { issues } = await restore(asked);
        // Whoever gives up says so after the failure that was the reason.
        return code === 'EDU669' ? issues.slice(-1) : issues;
      } catch (error) {
        if (error instanceof EducloudError) return error.issues;
        throw error;
      } finally {
        await stage.fake.close();
        process.env = kept;
      }
    },
  };
}

const nothing = (): undefined => undefined;

/** Mistakes that only buckets can hold, and those of who restores. */
export const restoreMistakes: readonly Mistake[] = [
  restoring('EDU660', 'an instant of tomorrow', nothing, { at: new Date(now.getTime() + 86_400_000) }),
  restoring('EDU661', 'a restore into its own source', nothing, { to: { bucket: 'source' } }),
  restoring('EDU662', 'a bucket that is not there', nothing, { from: { bucket: 'sources' } }),
  restoring('EDU663', 'an instant before the school', nothing, { at: new Date('2020-01-01T00:00:00Z') }),
  restoring('EDU664', 'a target with other marks', ({ to }) => write(to, 'marks.csv', 'others')),
  restoring('EDU665', 'marks in an archive', ({ from }) =>
    write(from, 'marks.csv', 'marks', { time: before, state: { 'x-amz-storage-class': 'GLACIER' } }),
  ),
  restoring('EDU666', 'a copy that S3 refuses', ({ fake }) => {
    fake.mischief = ({ operation }) => (operation === 'CopyObject' ? refusal(403, 'AccessDenied') : undefined);
  }),
  restoring('EDU667', 'a copy that is another', ({ fake, to }) => {
    fake.mischief = ({ operation, key }) => {
      if (operation !== 'CopyObject') return undefined;
      const { id } = write(to, key, 'skram');
      return { status: 200, headers: { 'x-amz-version-id': id }, body: '<CopyObjectResult></CopyObjectResult>' };
    };
  }),
  restoring('EDU668', 'a source without versions', ({ from }) => {
    from.versioning = undefined;
  }),
  restoring('EDU669', 'credentials that end meanwhile', ({ fake }) => {
    fake.mischief = ({ operation }) => (operation === 'CopyObject' ? refusal(400, 'ExpiredToken') : undefined);
  }),
  restoring('EDU670', 'a deletion in the second of a version', ({ fake, from }) => {
    write(from, 'marks.csv', undefined, { time: before });
    write(from, 'marks.csv', 'later', { time: after });
    fake.mischief = ({ query }) =>
      query.has('version-id-marker') ? { status: 200, body: '<ListVersionsResult></ListVersionsResult>' } : undefined;
  }),
  restoring('EDU671', 'marks without a checksum', nothing, {}, { checksums: false }),
  restoring('EDU672', 'a replica', ({ from }) =>
    write(from, 'marks.csv', 'marks', { time: before, state: { 'x-amz-replication-status': 'REPLICA' } }),
  ),
  restoring(
    'EDU673',
    'an overwritten target without versions',
    ({ to }) => {
      to.versioning = 'Suspended';
    },
    { overwrite: true },
  ),
];

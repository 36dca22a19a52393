import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { EducloudError, type Issue } from '../../errors';
import type { PackFile } from '../documents';
import { blobKey } from '../pack-layout';
import { noRoom, writingFiles } from '../writing-files';
import { fetchContent, type ContentJob } from './fetch-content';
import type { Line } from './line';
import { faultError } from './source-faults';

/** Requests at a time: small files over a long line would spend it waiting. */
const lanes = 4;
/** Wrong or missing contents after which a source is given up. */
const mostFaulty = 20;

/** What is to be had, and where. */
export interface FetchJob {
  readonly contents: readonly PackFile[];
  readonly incoming: string;
  readonly localPart: NonNullable<ContentJob['localPart']>;
  readonly onReused: (bytes: number) => void;
  readonly onContent: (done: number) => void;
}

/**
 * Fetches contents into `incoming`, each complete and verified. One that the source lacks or has wrong does not keep the others back;
 * a line that breaks does.
 *
 * @throws EDU623, EDU626, EDU627, EDU628, for all contents; EDU632, EDU701
 */
export async function fetchAll(
  line: Line,
  { contents, incoming, localPart, onReused, onContent }: FetchJob,
): Promise<void> {
  const queue = contents.values();
  const issues: Issue[] = [];
  let done = 0;
  let stopped = false;
  const lane = async (): Promise<void> => {
    for (const content of queue) {
      const key = blobKey(content.sha256);
      const file = join(incoming, content.sha256);
      const fault = await writingFiles(file, () => fetchContent(line, { key, content, file, localPart, onReused }));
      if (fault === undefined) {
        done += 1;
        onContent(done);
      } else {
        issues.push(...faultError(fault, line.source, key).issues);
        stopped ||= (fault.kind !== 'absent' && fault.kind !== 'wrong') || issues.length >= mostFaulty;
      }
      if (stopped) return;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  if (issues.length > 0) throw new EducloudError(issues);
}

/** @throws EDU632 where a file system says that it has fewer bytes left */
export async function checkRoom(folder: string, bytes: number): Promise<void> {
  const found = await statfs(folder).catch(() => undefined);
  if (found === undefined || found.blocks === 0) return;
  const free = found.bavail * found.bsize;
  if (free < bytes) throw noRoom(folder, `${free} bytes free, ${bytes} needed`);
}

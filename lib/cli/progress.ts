import type { WriteStream } from 'node:tty';
import type { Progress } from './command';

/** One line that is rewritten on a terminal; plain lines, one for each tenth of the way, elsewhere. */
export function progressOn(stream: Pick<WriteStream, 'isTTY' | 'write'>): Progress {
  let last = -1;
  return {
    step: (text, done, total) => {
      const share =
        done === undefined || total === undefined || total === 0 ? undefined : Math.floor((done / total) * 10);
      const count = done === undefined || total === undefined ? '' : ` ${done}/${total}`;
      if (stream.isTTY) {
        stream.write(`\r\u001b[2K${text}${count}`);
      } else if (share === undefined || share !== last) {
        stream.write(`${text}${count}\n`);
        last = share ?? -1;
      }
    },
    end: () => {
      if (stream.isTTY) stream.write('\r\u001b[2K');
    },
  };
}

/** For `--json` and for tests. */
export const silent: Progress = { step: () => undefined, end: () => undefined };

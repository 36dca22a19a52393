import { main } from '../../lib/cli';

export interface Run {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process and keeps what it writes. */
export async function runCommand(...args: string[]): Promise<Run> {
  let out = '';
  let err = '';
  const exitCode = await main(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    terminal: {
      isTTY: false,
      write: (text: string | Uint8Array) => {
        err += String(text);
        return true;
      },
    },
  });
  return { exitCode, out, err };
}

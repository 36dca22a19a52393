import { progressOn } from '../../lib/cli/progress';

function recorder(isTTY: boolean): { readonly text: () => string; readonly stream: Parameters<typeof progressOn>[0] } {
  let written = '';
  return {
    text: () => written,
    stream: {
      isTTY,
      write: (chunk: string | Uint8Array) => {
        written += String(chunk);
        return true;
      },
    },
  };
}

describe('progress', () => {
  test('rewrites one line on a terminal and leaves it clean', () => {
    const { stream, text } = recorder(true);
    const progress = progressOn(stream);
    for (let done = 0; done < 100; done += 1) progress.step('building', done, 100);
    progress.end();
    expect(text()).not.toContain('\n');
    expect(text()).toContain('building 99/100');
    expect(text().endsWith('\r\u001b[2K')).toBe(true);
  });

  test('prints at most a line for each tenth of the way elsewhere', () => {
    const { stream, text } = recorder(false);
    const progress = progressOn(stream);
    for (let done = 0; done < 1000; done += 1) progress.step('building', done, 1000);
    progress.end();
    expect(text().trimEnd().split('\n')).toHaveLength(10);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inlineCode } from '../../constructs/drill-code';
import { packageRoot } from '../../lib/facts';

const names = readdirSync(join(packageRoot(), 'functions')).map((file) => file.replace(/\.js$/, ''));

test('functions are part of the package', () => {
  const { files } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { files: string[] };
  expect(files).toContain('functions');
  expect(names).toContain('recovery-drill');
});

describe.each(names)('the text of %s', (name) => {
  const text = inlineCode(name);

  test('is a CommonJS module that loads nothing of the package', () => {
    expect(() => new Function('exports', 'require', 'process', text)).not.toThrow();
    expect(text).toContain('exports.handler = ');
    expect(text).not.toMatch(/require\('\.|import /);
  });

  test('has neither comments nor indentation nor empty lines, and is the same each time', () => {
    expect(text).not.toMatch(/^\s*(?:\/\/|\/?\*)/m);
    expect(text).not.toMatch(/^[ \t]|^$\n/m);
    expect(inlineCode(name)).toBe(text);
  });

  test('is far below the 4 MB of CloudFormation, and the source says so', () => {
    expect(Buffer.byteLength(text)).toBeLessThan(16_384);
    expect(text).not.toContain('${AWS::');
  });
});

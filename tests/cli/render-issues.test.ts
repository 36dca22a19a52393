import { renderIssues, shownIssues } from '../../lib/cli/render-issues';
import { issue } from '../../lib/errors';

// No colours: the output of a test is no terminal.
describe('issues as text', () => {
  test('say place, code, what is wrong, what was found, what is allowed and how to fix it', () => {
    const one = issue('EDU305', '`home` of the region is not an AWS Region of partition aws-cn', {
      file: 'region.yaml',
      line: 5,
      column: 9,
      found: 'cn-nort-1',
      allowed: 'cn-north-1, cn-northwest-1',
      fix: 'did you mean `cn-north-1`?',
    });
    expect(renderIssues([one], 'en')).toBe(
      [
        'region.yaml:5:9  EDU305  `home` of the region is not an AWS Region of partition aws-cn',
        '    found: cn-nort-1',
        '    allowed: cn-north-1, cn-northwest-1',
        '    fix: did you mean `cn-north-1`?',
      ].join('\n'),
    );
    expect(renderIssues([one], 'zh').split('\n')[0]).toBe(
      'region.yaml:5:9  EDU305  AWS 区域不在该分区: `home` of the region is not an AWS Region of partition aws-cn',
    );
  });

  test('count themselves, over how many files they are spread, and what is left out', () => {
    const many = Array.from({ length: shownIssues + 5 }, (_, index) =>
      issue('EDU301', 'twice', { file: `f${index % 2}.csv`, line: index + 1 }),
    );
    const lines = renderIssues(many, 'en').split('\n');
    expect(lines).toHaveLength(shownIssues + 2);
    expect(lines.slice(-2)).toEqual(['… 5 more (--json)', '205 errors / 2']);
  });
});

test('what a file says cannot command the terminal or turn its text around', () => {
  const hostile = issue('EDU204', 'a \u001b[2J b', { file: 'r\u202e.yaml', found: 'c\nd\u0007' });
  expect(renderIssues([hostile], 'en')).toBe('r\\u202e.yaml  EDU204  a \\u001b[2J b\n    found: c\\u000ad\\u0007');
});

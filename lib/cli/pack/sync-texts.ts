import type { Text } from '../texts';

/** What `pack sync` says. */
export const syncTexts = {
  checking: { en: 'checking files that are there', zh: '正在检查已有文件', ru: 'проверка имеющихся файлов' },
  fetching: {
    en: 'fetching: {done} of {total} contents, MB',
    zh: '正在获取：内容 {done}/{total}，MB',
    ru: 'загрузка: {done} из {total}, МБ',
  },
  waiting: {
    en: 'no answer, trying again in {seconds} s',
    zh: '没有回应，{seconds} 秒后重试',
    ru: 'ответа нет, повтор через {seconds} с',
  },
  installed: {
    en: '{target}: pack {id}, version {version}',
    zh: '{target}：资源包 {id}，版本 {version}',
    ru: '{target}: пакет {id}, версия {version}',
  },
  updated: {
    en: '{target}: pack {id}, version {version} (before: {previous})',
    zh: '{target}：资源包 {id}，版本 {version}（此前：{previous}）',
    ru: '{target}: пакет {id}, версия {version} (до этого: {previous})',
  },
  nothing: { en: '{target}: no pack yet', zh: '{target}：尚无资源包', ru: '{target}: пакета ещё нет' },
  finished: {
    en: 'finished first: a change of version that an earlier run had begun',
    zh: '已先完成上次运行中断的版本更换',
    ru: 'сначала завершена смена версии, начатая прошлым запуском',
  },
  fetched: {
    en: 'fetched: {blobs} contents, {bytes} MB; {reused} MB were on this disk already',
    zh: '已获取：{blobs} 项内容，{bytes} MB；{reused} MB 已在本机',
    ru: 'загружено: {blobs}, {bytes} МБ; {reused} МБ уже было на этом диске',
  },
  placed: {
    en: 'files put there: {placed}; removed: {removed}',
    zh: '写入文件：{placed}；移除：{removed}',
    ru: 'помещено файлов: {placed}; удалено: {removed}',
  },
  unchanged: { en: 'nothing to do', zh: '无需更改', ru: 'изменений нет' },
  wouldBring: {
    en: 'would bring version {offered}: {placed} files, {blobs} contents to fetch, {bytes} MB; would remove {removed} files',
    zh: '将更新至版本 {offered}：{placed} 个文件，需获取 {blobs} 项内容，{bytes} MB；将移除 {removed} 个文件',
    ru: 'была бы версия {offered}: файлов {placed}, загрузить {blobs}, {bytes} МБ; удалить файлов: {removed}',
  },
  dryRun: { en: 'dry run: nothing was changed', zh: '试运行：未作任何更改', ru: 'пробный запуск: ничего не изменено' },
  wouldRecall: {
    en: 'would remove, since recalled:',
    zh: '将因召回而移除：',
    ru: 'было бы удалено по отзыву:',
  },
  recalled: { en: 'removed, since recalled:', zh: '因召回而移除：', ru: 'удалено по отзыву:' },
  withheld: { en: 'not put there, since recalled:', zh: '因召回而未写入：', ru: 'не помещено из-за отзыва:' },
  repaired: {
    en: 'put there again, since changed or gone:',
    zh: '因被更改或缺失而重新写入：',
    ru: 'восстановлено, так как изменено или пропало:',
  },
  kept: {
    en: 'not in this version, but changed by somebody, so left:',
    zh: '不在此版本中，但有人修改过，因此保留：',
    ru: 'нет в этой версии, но кем-то изменено и потому оставлено:',
  },
  more: { en: '… and {count} more', zh: '……另有 {count} 个', ru: '… и ещё {count}' },
  stays: {
    en: 'What was there before stays as it is, apart from what is recalled.',
    zh: '除被召回的内容外，原有内容保持不变。',
    ru: 'Прежнее содержимое остаётся, кроме отозванного.',
  },
} as const satisfies Record<string, Text>;

import type { Text } from '../texts';

/** What `restore copy` says. */
export const restoreTexts = {
  surveying: { en: 'reading versions', zh: '正在读取版本', ru: 'чтение версий' },
  copying: {
    en: 'copying, {megabytes} of {total} MB; objects',
    zh: '正在复制，{megabytes}/{total} MB；对象',
    ru: 'копирование, {megabytes} из {total} МБ; объекты',
  },
  head: {
    en: '{from} as of {at} → {to}',
    zh: '{from}（{at} 的状态）→ {to}',
    ru: '{from} на {at} → {to}',
  },
  keys: {
    en: 'keys: {stood} stood, {deleted} had been deleted, {later} came later',
    zh: '键：{stood} 个当时存在，{deleted} 个此前已删除，{later} 个之后才写入',
    ru: 'ключи: было {stood}, удалено раньше {deleted}, записано позже {later}',
  },
  copied: {
    en: 'copied: {objects} objects, {megabytes} MB; there already: {there}',
    zh: '已复制：{objects} 个对象，{megabytes} MB；此前已在：{there}',
    ru: 'скопировано: {objects}, {megabytes} МБ; уже было: {there}',
  },
  wouldCopy: {
    en: 'would copy: {objects} objects, {megabytes} MB; there already: {there}',
    zh: '将复制：{objects} 个对象，{megabytes} MB；此前已在：{there}',
    ru: 'было бы скопировано: {objects}, {megabytes} МБ; уже было: {there}',
  },
  compared: {
    en: 'compared by checksum {checksum}, by ETag {etag}, by content {content}, by size alone {size}',
    zh: '比较方式：校验和 {checksum}，ETag {etag}，内容 {content}，仅大小 {size}',
    ru: 'сверено: по контрольной сумме {checksum}, по ETag {etag}, по содержимому {content}, только по размеру {size}',
  },
  failed: { en: 'not restored: {objects}', zh: '未恢复：{objects}', ru: 'не восстановлено: {objects}' },
  unfinished: {
    en: 'not every object was tried; run the same command again',
    zh: '并非所有对象都已尝试；请再次运行同一命令',
    ru: 'испробованы не все объекты; запустите ту же команду снова',
  },
  dryRun: { en: 'dry run: nothing was changed', zh: '试运行：未作任何更改', ru: 'пробный запуск: ничего не изменено' },
} as const satisfies Record<string, Text>;

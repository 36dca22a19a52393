import type { Text } from '../texts';

/** What `pack create` says. */
export const createTexts = {
  reading: { en: 'reading files', zh: '正在读取文件', ru: 'чтение файлов' },
  head: {
    en: '{out}: pack {id}, version {version} ({licence}), {files} files, {bytes} MB',
    zh: '{out}：资源包 {id}，版本 {version}（{licence}），{files} 个文件，{bytes} MB',
    ru: '{out}: пакет {id}, версия {version} ({licence}), файлов: {files}, {bytes} МБ',
  },
  added: {
    en: 'new contents: {files}, {bytes} MB; schools that have the version before fetch these alone',
    zh: '新增内容：{files} 个，{bytes} MB；已有上一版本的学校只需获取这些',
    ru: 'новое содержимое: {files}, {bytes} МБ; школы с прежней версией получат только его',
  },
  until: {
    en: 'schools take it until {notAfter}',
    zh: '学校可使用至 {notAfter}',
    ru: 'школы принимают его до {notAfter}',
  },
  recall: {
    en: 'recall list {version}: {count} contents',
    zh: '召回列表 {version}：{count} 项内容',
    ru: 'список отзыва {version}, отозвано: {count}',
  },
  key: {
    en: 'signed with {key}; schools compare this with what you told them',
    zh: '签名密钥 {key}；学校会将其与您告知的值核对',
    ru: 'подписано ключом {key}; школы сверяют его с тем, что вы им сообщили',
  },
  publish: {
    en: 'Publish blobs/ and manifests/ first, then recall.json, and current.json last.',
    zh: '发布时先上传 blobs/ 与 manifests/，再上传 recall.json，最后上传 current.json。',
    ru: 'Публикуйте сначала blobs/ и manifests/, затем recall.json и последним current.json.',
  },
} as const satisfies Record<string, Text>;

/** What `pack verify` says. */
export const verifyTexts = {
  checking: { en: 'checking files', zh: '正在检查文件', ru: 'проверка файлов' },
  head: {
    en: '{folder}: pack {id}, version {version} ({licence})',
    zh: '{folder}：资源包 {id}，版本 {version}（{licence}）',
    ru: '{folder}: пакет {id}, версия {version} ({licence})',
  },
  unknown: {
    en: '{folder}: which pack this is cannot be said',
    zh: '{folder}：无法判断这是哪个资源包',
    ru: '{folder}: нельзя сказать, какой это пакет',
  },
  sound: {
    en: 'complete and unchanged: {files} files, {bytes} MB were read',
    zh: '完整且未被更改：已读取 {files} 个文件，{bytes} MB',
    ru: 'полон и не изменён: прочитано файлов: {files}, {bytes} МБ',
  },
  faulty: {
    en: 'not to be used: {count} faults',
    zh: '不可使用：{count} 处错误',
    ru: 'использовать нельзя, ошибок: {count}',
  },
  until: { en: 'holds until {notAfter}', zh: '有效期至 {notAfter}', ru: 'действует до {notAfter}' },
  key: { en: 'verified with {key}', zh: '验证密钥 {key}', ru: 'проверено ключом {key}' },
} as const satisfies Record<string, Text>;

import type { Language, Text } from '../texts';

const table = {
  title: { en: 'Import of identity providers', zh: '身份提供方导入', ru: 'Импорт поставщиков удостоверений' },
  region: { en: 'region', zh: '区域云', ru: 'регион' },
  feed: { en: 'feed', zh: '元数据源', ru: 'источник' },
  entities: { en: 'entities', zh: '个实体', ru: 'объектов' },
  identityProviders: { en: 'identity providers', zh: '个身份提供方', ru: 'поставщиков удостоверений' },
  made: { en: 'made', zh: '生成于', ru: 'создан' },
  by: { en: 'by', zh: '发布者', ru: 'издатель' },
  validUntil: { en: 'valid until', zh: '有效期至', ru: 'действует до' },
  verified: { en: 'verified with certificate', zh: '验证所用证书', ru: 'проверен сертификатом' },
  sha256: { en: 'SHA-256 of the file', zh: '文件 SHA-256', ru: 'SHA-256 файла' },
  asOf: { en: 'as of', zh: '截至', ru: 'по состоянию на' },
  previous: { en: 'before', zh: '此前', ru: 'прежде' },
  used: { en: 'used by the region', zh: '本区域使用', ru: 'использует регион' },
  schools: { en: 'schools', zh: '所学校', ru: 'школ' },
  school: { en: 'school', zh: '学校', ru: 'школа' },
  bureau: { en: 'the bureau', zh: '主管部门', ru: 'управление' },
  proxy: { en: 'the proxy', zh: '登录代理', ru: 'прокси' },
  changes: { en: 'changes', zh: '变更', ru: 'изменения' },
  nothingChanges: { en: 'none', zh: '无', ru: 'нет' },
  added: { en: 'added', zh: '新增', ru: 'добавлен' },
  removed: { en: 'removed', zh: '移除', ru: 'удалён' },
  changed: { en: 'changed', zh: '变更', ru: 'изменён' },
  entityId: { en: 'identity provider', zh: '身份提供方', ru: 'поставщик' },
  registrar: { en: 'registrar', zh: '注册机构', ru: 'регистратор' },
  scopes: { en: 'scopes', zh: '作用域', ru: 'области' },
  categories: { en: 'categories', zh: '类别', ru: 'категории' },
  signOn: { en: 'address of sign-in', zh: '登录地址', ru: 'адрес входа' },
  certificates: { en: 'certificates', zh: '证书', ru: 'сертификаты' },
  active: { en: 'active document', zh: '当前文档', ru: 'действующий документ' },
  refused: { en: 'refused', zh: '拒绝', ru: 'отказано' },
  absent: {
    en: 'without identity provider in this feed or the lock',
    zh: '本元数据源与锁文件中均无身份提供方',
    ru: 'без поставщика и в источнике, и в файле',
  },
  expiring: { en: 'certificates that expire soon', zh: '即将到期的证书', ru: 'сертификаты с близким сроком' },
  days: { en: 'days', zh: '天', ru: 'дней' },
  expired: { en: 'expired', zh: '已过期', ru: 'истёк' },
  earlierKeys: {
    en: 'the other document still holds earlier keys; drop them with --retire-old-keys once the proxy signs with the new ones',
    zh: '另一份文档仍含旧密钥；代理改用新密钥后，请用 --retire-old-keys 移除',
    ru: 'второй документ ещё содержит прежние ключи; уберите их с --retire-old-keys, когда прокси перейдёт на новые',
  },
  written: { en: 'written', zh: '已写入', ru: 'записан' },
  unchanged: { en: 'unchanged', zh: '无变化', ru: 'без изменений' },
  refusedState: {
    en: 'not written, because of what is refused',
    zh: '因存在拒绝项而未写入',
    ru: 'не записан из-за отказов',
  },
  stale: { en: 'would change (--check)', zh: '将会变更 (--check)', ru: 'изменился бы (--check)' },
  fresh: { en: 'holds what the feed says', zh: '与元数据源一致', ru: 'соответствует источнику' },
  more: { en: 'more (--json, --report)', zh: '更多 (--json, --report)', ru: 'ещё (--json, --report)' },
  review: {
    en: 'review what changes, then commit the lock',
    zh: '请审阅变更，然后提交锁文件',
    ru: 'просмотрите изменения и закоммитьте файл',
  },
  who: { en: 'for', zh: '用于', ru: 'для' },
  what: { en: 'what', zh: '内容', ru: 'что' },
  before: { en: 'removed', zh: '移除', ru: 'убрано' },
  after: { en: 'added', zh: '新增', ru: 'добавлено' },
  reason: { en: 'reason', zh: '原因', ru: 'причина' },
  until: { en: 'until', zh: '到期', ru: 'до' },
  inLock: { en: 'in the lock afterwards', zh: '导入后锁文件内容', ru: 'в файле после импорта' },
  state: { en: 'lock', zh: '锁文件', ru: 'файл' },
} as const satisfies Record<string, Text>;

export type ImportTextKey = keyof typeof table;

/** A label of imports in the reader's language. */
export function importText(language: Language, key: ImportTextKey): string {
  return table[key][language];
}

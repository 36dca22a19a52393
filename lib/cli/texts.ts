/** Languages of the messages. The details of an error stay English; its title and labels do not. */
export const languages = ['en', 'zh', 'ru'] as const;

export type Language = (typeof languages)[number];

/** A text in every language of the messages. */
export type Text = Readonly<Record<Language, string>>;

const table = {
  found: { en: 'found', zh: '实际', ru: 'найдено' },
  allowed: { en: 'allowed', zh: '允许', ru: 'допустимо' },
  fix: { en: 'fix', zh: '修正', ru: 'исправление' },
  errors: { en: 'errors', zh: '个错误', ru: 'ошибок' },
  warning: { en: 'warning', zh: '警告', ru: 'предупреждение' },
  warnings: { en: 'warnings', zh: '个警告', ru: 'предупреждений' },
  region: { en: 'region', zh: '区域云', ru: 'регион' },
  partition: { en: 'partition', zh: '分区', ru: 'раздел' },
  jurisdiction: { en: 'jurisdiction', zh: '法域', ru: 'юрисдикция' },
  home: { en: 'home', zh: '主区域', ru: 'основной регион' },
  recovery: { en: 'recovery', zh: '恢复区域', ru: 'резервный регион' },
  none: { en: 'none', zh: '无', ru: 'нет' },
  perimeter: { en: 'perimeter', zh: '边界', ru: 'периметр' },
  organizations: { en: 'organisations', zh: '组织', ru: 'организации' },
  accounts: { en: 'accounts', zh: '账户', ru: 'аккаунты' },
  schools: { en: 'schools', zh: '学校', ru: 'школы' },
  districts: { en: 'districts', zh: '学区', ru: 'округа' },
  node: { en: 'node', zh: '独立节点', ru: 'узел' },
  pooled: { en: 'pooled', zh: '共池', ru: 'в пуле' },
  external: { en: 'external', zh: '外部', ru: 'внешняя' },
  frozen: { en: 'frozen', zh: '已冻结', ru: 'заморожена' },
  valid: { en: 'valid', zh: '有效', ru: 'без ошибок' },
  waves: { en: 'stacks by wave', zh: '按批次的堆栈', ru: 'стеки по волнам' },
  changes: { en: 'changes', zh: '变更', ru: 'изменения' },
  nothingChanges: { en: 'nothing changes in the ledger', zh: '台账无变更', ru: 'в реестре без изменений' },
  headroom: { en: 'quotas, fullest first', zh: '配额(最满者在前)', ru: 'квоты, самые заполненные сверху' },
  later: { en: 'with every feature', zh: '全部功能启用后', ru: 'со всеми функциями' },
  costTiers: { en: 'cost tiers', zh: '成本层级', ru: 'уровни затрат' },
  sharedKey: { en: 'shared key', zh: '共用密钥', ru: 'общий ключ' },
  keys: { en: 'keys', zh: '密钥', ru: 'ключи' },
  givesUp: { en: 'gives up', zh: '放弃', ru: 'теряет' },
  'own-account': {
    en: 'an account of its own (quotas and administrators are shared with its district)',
    zh: '独立账户（配额与管理员由学区共用）',
    ru: 'собственный аккаунт (квоты и администраторы общие с округом)',
  },
  'own-key': {
    en: 'a key of its own (one policy for up to 20 schools; no erasure by deleting one school’s key)',
    zh: '独立密钥（至多 20 所学校共用一份密钥策略；无法通过删除单校密钥来清除数据）',
    ru: 'собственный ключ (одна политика на 20 школ; данные одной школы нельзя стереть удалением её ключа)',
  },
  hub: { en: 'hub', zh: '中心', ru: 'центр' },
  management: { en: 'management events', zh: '管理事件', ru: 'события управления' },
  all: { en: 'management and data events', zh: '管理与数据事件', ru: 'события управления и данных' },
  wholeOrganization: { en: 'the whole organisation', zh: '整个组织', ru: 'вся организация' },
  keepLogsBesides: {
    en: 'keep their trail to themselves, but for what the organisation’s trail sees',
    zh: '仅自存审计日志(组织跟踪所见除外)',
    ru: 'хранят журнал только у себя, кроме того, что видит журнал организации',
  },
  keepLogs: { en: 'keep their trail to themselves', zh: '仅自存审计日志', ru: 'хранят журнал только у себя' },
  substitutions: { en: 'substitutions', zh: '替代方案', ru: 'замены' },
  cdnDomain: { en: 'the CDN’s own domain', zh: 'CDN 自带域名', ru: 'собственный домен CDN' },
  toEverybody: { en: 'to everybody', zh: '面向所有人', ru: 'всем' },
  withSignature: { en: 'with a signature', zh: '凭签名', ru: 'по подписи' },
  visits: { en: 'visits of the CDN', zh: 'CDN 访问记录', ru: 'посещения CDN' },
  flows: { en: 'ways opened for data', zh: '开放的数据通路', ru: 'открытые пути данных' },
  ledgerFresh: { en: 'ledger is up to date', zh: '台账为最新', ru: 'реестр актуален' },
  ledgerStale: {
    en: 'ledger is stale; write it with',
    zh: '台账已过期;请运行',
    ru: 'реестр устарел; обновите командой',
  },
  ledgerMissing: {
    en: 'there is no ledger; restore it if anything has been deployed, else write it with',
    zh: '没有台账;若已部署过,请先从版本库恢复,否则请运行',
    ru: 'реестра нет; если что-то уже развёрнуто, восстановите его, иначе создайте командой',
  },
  stores: { en: 'stores', zh: '存储', ru: 'хранилища' },
  drillResults: { en: 'results of drills', zh: '演练结果', ru: 'результаты учений' },
  comesBack: { en: 'what comes back', zh: '可恢复的内容', ru: 'что вернётся' },
  noCopies: {
    en: 'no copies: what is lost there is lost, but for its old versions',
    zh: '无副本:除旧版本外,丢失即不可恢复',
    ru: 'копий нет: утраченное не вернётся, кроме старых версий',
  },
  everyHours: { en: 'every h:', zh: '间隔(小时):', ru: 'каждые, ч:' },
  keptFor: { en: 'kept', zh: '保留', ru: 'хранится' },
  notRegionLoss: {
    en: 'does not survive the loss of the AWS Region',
    zh: '不能抵御整个 AWS 区域丢失',
    ru: 'не переживёт потери региона AWS',
  },
  afterRegionLoss: {
    en: 'after the loss of the AWS Region',
    zh: '整个 AWS 区域丢失后',
    ru: 'после потери региона AWS',
  },
  backupsLocked: { en: 'backups locked', zh: '备份锁定', ru: 'резервные копии заблокированы на' },
  endsCopies: {
    en: 'may end copies before their time',
    zh: '可在期限前终止副本',
    ru: 'может удалить копии раньше срока',
  },
  drillEvery: { en: 'drill, days between:', zh: '演练间隔(天):', ru: 'учения, дней между:' },
  toFill: {
    en: 'stores that held data before their replication',
    zh: '启用复制前已有数据的存储',
    ru: 'хранилища, где данные были до репликации',
  },
  ledgerWritten: { en: 'ledger written', zh: '台账已写入', ru: 'реестр записан' },
  more: { en: 'more', zh: '更多', ru: 'ещё' },
  resources: { en: 'resources', zh: '个资源', ru: 'ресурсов' },
  templates: { en: 'templates', zh: '个模板', ru: 'шаблонов' },
  largest: { en: 'largest', zh: '最大', ru: 'наибольший' },
  noFindings: { en: 'validator: no finding', zh: '校验器:无发现', ru: 'проверка шаблонов: замечаний нет' },
  notValidated: { en: 'validator: not run', zh: '校验器:未运行', ru: 'проверка шаблонов: не запускалась' },
  indexComplete: { en: 'index complete', zh: '索引完整', ru: 'индекс полон' },
  indexIncomplete: {
    en: 'index written without the schools named above',
    zh: '索引已写入,但不含上列学校',
    ru: 'индекс записан без школ, названных выше',
  },
  indexNotWritten: { en: 'index not written', zh: '索引未写入', ru: 'индекс не записан' },
  accountsRead: { en: 'accounts read', zh: '个账户已读取', ru: 'аккаунтов прочитано' },
  takenUpFrom: { en: 'taken up from', zh: '个取自', ru: 'взято из' },
  keptIn: {
    en: 'what was read is kept; run the same command again to read the rest',
    zh: '已读取的内容已保留;再次运行同一命令即可读取其余账户',
    ru: 'прочитанное сохранено; повторите ту же команду, чтобы прочитать остальное',
  },
  nothingKept: {
    en: 'nothing is kept; run the same command again',
    zh: '未保留任何内容;请再次运行同一命令',
    ru: 'ничего не сохранено; повторите ту же команду',
  },
  anewOtherPlan: {
    en: 'began anew: the progress belonged to another plan',
    zh: '已重新开始:原进度属于另一规划',
    ru: 'начато заново: прежний прогресс относился к другому плану',
  },
  anewDamaged: {
    en: 'began anew: the progress could not be read',
    zh: '已重新开始:原进度无法读取',
    ru: 'начато заново: прежний прогресс не читается',
  },
  anewAsked: { en: 'began anew, as asked', zh: '已按要求重新开始', ru: 'начато заново, как указано' },
  next: { en: 'next', zh: '下一步', ru: 'далее' },
} as const satisfies Record<string, Text>;

export type TextKey = keyof typeof table;

/** `key` in `language`. */
export function text(language: Language, key: TextKey): string {
  return table[key][language];
}

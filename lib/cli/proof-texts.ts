import type { Language, Text } from './texts';

const table = {
  proved: { en: 'proved', zh: '已证明', ru: 'доказано' },
  refuted: { en: 'refuted', zh: '被推翻', ru: 'опровергнуто' },
  undecided: { en: 'undecided', zh: '未决', ru: 'не решено' },
  accepted: { en: 'undecided, accepted', zh: '未决（已接受）', ru: 'не решено, допущено' },
  vacuous: { en: 'vacuous', zh: '空洞成立', ru: 'пусто' },
  none: { en: 'nothing to decide', zh: '没有可判定的对象', ru: 'нечего решать' },
  allRequests: {
    en: 'for all requests, from the templates alone',
    zh: '针对一切请求，仅依据模板',
    ru: 'для всех запросов, только по шаблонам',
  },
  model: { en: 'model', zh: '模型', ru: 'модель' },
  actionsOf: { en: 'actions of', zh: '操作目录日期', ru: 'действия на' },
  asOf: { en: 'as of', zh: '截至', ru: 'по состоянию на' },
  perimeter: { en: 'perimeter', zh: '边界', ru: 'периметр' },
  breakGlass: { en: 'break-glass roles', zh: '紧急访问角色', ru: 'роли аварийного доступа' },
  hold: {
    en: 'properties hold for all requests',
    zh: '项性质对一切请求成立',
    ru: 'свойств выполняется для всех запросов',
  },
  nobodyDenies: {
    en: 'no statement denies it, and the caller’s own policies are taken to allow it',
    zh: '没有任何语句拒绝，而请求者自身的策略视为允许',
    ru: 'ни один оператор не запрещает, а собственные политики вызывающего считаются разрешающими',
  },
  problems: { en: 'different problems', zh: '个不同问题', ru: 'разных задач' },
  carriedBy: { en: 'carried by', zh: '依据语句', ru: 'держится на' },
  noAllow: { en: 'nothing allows it', zh: '没有任何语句允许', ru: 'ничто этого не разрешает' },
  request: { en: 'request', zh: '请求', ru: 'запрос' },
  of: { en: 'of', zh: '属于', ru: 'школы' },
  with: { en: 'with', zh: '条件', ru: 'при' },
  allowedBy: { en: 'decided by', zh: '由以下语句决定', ru: 'решают' },
  anonymous: { en: 'anonymous', zh: '匿名者', ru: 'аноним' },
  because: { en: 'because', zh: '原因', ru: 'причина' },
  lookAt: { en: 'look at', zh: '查看', ru: 'смотрите' },
  exceptions: {
    en: 'exceptions (let through, and why)',
    zh: '例外（放行者及原因）',
    ru: 'исключения (кого пропускают и почему)',
  },
  takes: { en: 'takes', zh: '可代入', ru: 'принимает' },
  only: { en: 'only', zh: '仅', ru: 'только' },
  assumptions: { en: 'assumptions', zh: '假设', ru: 'допущения' },
  notSeen: { en: 'outside the model', zh: '模型之外', ru: 'вне модели' },
  smtlib: {
    en: 'problems in SMT-LIB, for other solvers',
    zh: '个 SMT-LIB 问题，可供其他求解器核对',
    ru: 'задач в SMT-LIB для других решателей',
  },
  more: { en: 'more (--json)', zh: '更多 (--json)', ru: 'ещё (--json)' },
  acceptedBy: { en: 'accepted by', zh: '接受依据', ru: 'допущено записью' },
} as const satisfies Record<string, Text>;

/** A label of proofs in the reader's language. */
export function proofText(language: Language, key: keyof typeof table): string {
  return table[key][language];
}

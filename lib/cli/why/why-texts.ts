import type { Layer } from '../../prove';
import type { Text } from '../texts';

/** What a decision is called. */
export const words = {
  allowed: { en: 'ALLOWED', zh: '允许', ru: 'РАЗРЕШЕНО' },
  denied: { en: 'DENIED', zh: '拒绝', ru: 'ЗАПРЕЩЕНО' },
  undecided: { en: 'UNDECIDED', zh: '无法判定', ru: 'НЕ РЕШЕНО' },
} as const satisfies Record<string, Text>;

/** What a kind of policy is called. */
export const layers = {
  'identity policy': { en: 'identity policy', zh: '身份策略', ru: 'политика субъекта' },
  'resource policy': { en: 'resource policy', zh: '资源策略', ru: 'политика ресурса' },
  'key policy': { en: 'key policy', zh: '密钥策略', ru: 'политика ключа' },
  'permissions boundary': { en: 'permissions boundary', zh: '权限边界', ru: 'граница разрешений' },
  'session policy': { en: 'session policy', zh: '会话策略', ru: 'политика сеанса' },
  'service control policy': { en: 'service control policy', zh: '服务控制策略', ru: 'политика управления службами' },
  'resource control policy': { en: 'resource control policy', zh: '资源控制策略', ru: 'политика управления ресурсами' },
  'trust policy': { en: 'trust policy', zh: '信任策略', ru: 'политика доверия' },
  'block public access': { en: 'block public access', zh: '阻止公有访问', ru: 'блокировка публичного доступа' },
  distribution: { en: 'distribution', zh: 'CDN 分配', ru: 'дистрибуция CDN' },
} as const satisfies Record<Layer, Text>;

/** What is missing for an Allow, by the layer that is silent. */
export const missing = {
  'identity policy': {
    en: 'No policy of the caller allows it, and the resource does not name the caller itself.',
    zh: '调用者的任何策略都未允许,资源也未点名该调用者。',
    ru: 'Ни одна политика субъекта этого не разрешает, а ресурс не называет самого субъекта.',
  },
  'resource policy': {
    en: 'The policy of the resource does not let this caller in, and its own policies are not enough here.',
    zh: '资源策略未放行该调用者,此处仅凭调用者自身的策略不够。',
    ru: 'Политика ресурса не пускает этого субъекта, а его собственных политик здесь мало.',
  },
  'key policy': {
    en: 'The key policy names neither the caller nor its account; without that, identity policies count for nothing.',
    zh: '密钥策略既未点名调用者,也未点名其账户;否则身份策略一概无效。',
    ru: 'Политика ключа не называет ни субъекта, ни его аккаунт; без этого политики субъекта ничего не значат.',
  },
  'permissions boundary': {
    en: 'The permissions boundary of the caller does not include it.',
    zh: '调用者的权限边界不包含此操作。',
    ru: 'Граница разрешений субъекта этого не включает.',
  },
  'session policy': {
    en: 'The session policy does not include it.',
    zh: '会话策略不包含此操作。',
    ru: 'Политика сеанса этого не включает.',
  },
  'service control policy': {
    en: 'At one level of the organisation no service control policy allows it.',
    zh: '组织的某一级没有任何服务控制策略允许此操作。',
    ru: 'На одном из уровней организации ни одна политика управления службами этого не разрешает.',
  },
  'resource control policy': {
    en: 'No resource control policy allows it.',
    zh: '没有资源控制策略允许此操作。',
    ru: 'Ни одна политика управления ресурсами этого не разрешает.',
  },
  'trust policy': {
    en: 'The trust policy of the role names neither the caller nor its account.',
    zh: '角色的信任策略既未点名调用者,也未点名其账户。',
    ru: 'Политика доверия роли не называет ни субъекта, ни его аккаунт.',
  },
  'block public access': {
    en: 'The public access block of the bucket is in the way.',
    zh: '存储桶的公有访问阻止设置不放行。',
    ru: 'Мешает блокировка публичного доступа хранилища.',
  },
  distribution: {
    en: 'No distribution asks for this on behalf of such a visitor.',
    zh: '没有任何 CDN 分配会代此类访问者发出该请求。',
    ru: 'Ни одна дистрибуция не запрашивает этого для такого посетителя.',
  },
} as const satisfies Record<Layer, Text>;

/** Sentences around them; `{…}` is put in. */
export const sentences = {
  asks: {
    en: '{caller}: {action} on {resource}',
    zh: '{caller}:对 {resource} 执行 {action}',
    ru: '{caller}: {action}, ресурс {resource}',
  },
  denies: {
    en: 'Denied by a statement of the {layer}; nothing else can allow it.',
    zh: '被{layer}中的语句明确拒绝,其他策略无法放行。',
    ru: 'Запрещено явно ({layer}); ничто другое не может этого разрешить.',
  },
  tags: {
    en: 'The trust policy of the role lets nobody pass these session tags, so there is no such session.',
    zh: '角色的信任策略不允许任何人传递这些会话标签,因此不存在这样的会话。',
    ru: 'Политика доверия роли никому не даёт передать такие теги сеанса, поэтому такого сеанса не бывает.',
  },
  blocked: {
    en: 'The bucket policy is public by the statements below, so the public access block keeps out everybody but the account of the bucket and AWS services.',
    zh: '下列语句使存储桶策略成为公有策略,因此公有访问阻止设置只放行存储桶所属账户和 AWS 服务。',
    ru: 'Из-за этих выражений политика хранилища публична, и блокировка пускает только его аккаунт и службы AWS.',
  },
  grants: { en: 'Allowed by the {layer}.', zh: '由{layer}允许。', ru: 'Разрешает {layer}.' },
  hangs: {
    en: 'It hangs on what the templates do not show:',
    zh: '取决于模板中没有的内容:',
    ru: 'Зависит от того, чего в шаблонах нет:',
  },
  unseen: {
    en: '{caller} is not in the templates; its own policies are taken to allow everything.',
    zh: '{caller} 不在模板中;假定其自身策略允许一切。',
    ru: '{caller} в шаблонах нет; считается, что собственные политики разрешают ему всё.',
  },
  root: {
    en: 'Root of an account may do everything that the organisation and the resource do not deny.',
    zh: '账户的根用户可执行组织与资源均未拒绝的一切操作。',
    ru: 'Корневой пользователь аккаунта может всё, чего не запрещают организация и ресурс.',
  },
  missed: {
    en: 'Asked for by policies, not stated with --with, and taken to be absent: {keys}',
    zh: '策略要求但未用 --with 给出、按不存在处理的条件键:{keys}',
    ru: 'Политики спрашивают, в --with нет, считается отсутствующим: {keys}',
  },
  also: {
    en: 'The object is encrypted, so Amazon S3 asks AWS KMS for the same caller:',
    zh: '对象已加密,因此 Amazon S3 会以同一调用者的身份请求 AWS KMS:',
    ru: 'Объект зашифрован, поэтому Amazon S3 обращается к AWS KMS от имени того же субъекта:',
  },
  alsoTags: {
    en: 'Session tags are passed, so this has to be allowed as well:',
    zh: '请求传递会话标签,因此还须允许:',
    ru: 'Передаются теги сеанса, поэтому должно быть разрешено и это:',
  },
  alsoIdentity: {
    en: 'A source identity is set, so this has to be allowed as well:',
    zh: '请求设置源身份,因此还须允许:',
    ru: 'Задаётся исходная личность, поэтому должно быть разрешено и это:',
  },
  unseenIdentity: {
    en: '{caller} is not in the templates; its canonical id is not known.',
    zh: '{caller} 不在模板中;其规范 ID 不得而知。',
    ru: '{caller} в шаблонах нет; канонический идентификатор неизвестен.',
  },
  visitor: {
    en: 'a visitor without signature, through {through}',
    zh: '经由 {through} 的无签名访问者',
    ru: 'посетитель без подписи через {through}',
  },
  visitorSigned: {
    en: 'a visitor with a signature, through {through}',
    zh: '经由 {through} 的有签名访问者',
    ru: 'посетитель с подписью через {through}',
  },
  vouched: {
    en: 'somebody for whom {provider} vouches',
    zh: '由 {provider} 证明身份的人',
    ru: 'тот, за кого ручается {provider}',
  },
  notAdmitted: {
    en: 'The trust policy of the role has no statement that lets in people of this provider with what they state.',
    zh: '角色的信任策略中没有语句放行该身份提供商以此断言证明的人。',
    ru: 'В политике доверия роли нет выражения, которое пускало бы людей этого поставщика с такими данными.',
  },
  unseenProvider: {
    en: '{provider} is not in the templates; whom it vouches for is not known.',
    zh: '{provider} 不在模板中;它为谁证明身份不得而知。',
    ru: '{provider} в шаблонах нет; за кого он ручается, неизвестно.',
  },
  anyPoint: {
    en: 'This is done to recovery points: asked of any that lies in {vault}.',
    zh: '该操作针对恢复点：所问为 {vault} 中的任一恢复点。',
    ru: 'Это делается с точками восстановления: спрошено о любой из {vault}.',
  },
  copiesAlone: {
    en: 'From other accounts AWS Backup takes nothing but copies into a vault, whatever the policy of the vault says.',
    zh: '无论保管库策略如何规定，AWS Backup 只接受来自其他账户的复制（复制到保管库）。',
    ru: 'Из других аккаунтов AWS Backup принимает только копии в хранилище, что бы ни говорила его политика.',
  },
  whole: {
    en: 'In all: {word}',
    zh: '合计:{word}',
    ru: 'В целом: {word}',
  },
} as const satisfies Record<string, Text>;

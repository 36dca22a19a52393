import type { Text } from '../texts';

/** What every hand-out says. `{name}` is filled in. */
export const commonTexts = {
  title: {
    en: 'Sign-in of {school} to the education cloud {region}',
    zh: '{school}登录教育云 {region} 的配置指引',
    ru: 'Вход школы «{school}» в образовательное облако {region}',
  },
  forWhom: {
    en: 'For whoever runs the identity provider of the school (the server where teachers type their password). It takes about 15 minutes. You need administrator’s access to that server and a copy of its configuration, made before you begin. Nothing on this page is secret.',
    zh: '本页写给管理学校身份提供方（教师输入密码的服务器）的人员。约需 15 分钟。您需要该服务器的管理员权限，并在开始之前备份其配置。本页不含任何机密。',
    ru: 'Для того, кто ведёт поставщика удостоверений школы (сервер, на котором учителя вводят пароль). Это займёт около 15 минут. Нужны права администратора на этом сервере и копия его настроек, сделанная до начала работы. Секретов на этой странице нет.',
  },
  files: { en: 'These files change:', zh: '将修改以下文件：', ru: 'Изменятся эти файлы:' },
  values: { en: 'Values', zh: '取值', ru: 'Значения' },
  what: { en: 'What', zh: '项目', ru: 'Что' },
  value: { en: 'Value', zh: '值', ru: 'Значение' },
  school: { en: 'school', zh: '学校', ru: 'школа' },
  domains: { en: 'domains of the school', zh: '学校的域名', ru: 'домены школы' },
  home: { en: 'AWS Region', zh: 'AWS 区域', ru: 'регион AWS' },
  trusted: {
    en: 'identity provider that the region trusts',
    zh: '区域云所信任的身份提供方',
    ru: 'поставщик удостоверений, которому доверяет регион',
  },
  provider: { en: 'its object at AWS', zh: '它在 AWS 中的对象', ru: 'его объект в AWS' },
  serviceProvider: {
    en: 'service provider (entityID)',
    zh: '服务提供方（entityID）',
    ru: 'поставщик услуги (entityID)',
  },
  audience: { en: 'where the answer is sent', zh: '应答发往的地址', ru: 'куда отправляется ответ' },
  metadataUrl: { en: 'its metadata', zh: '其元数据', ru: 'его метаданные' },
  roles: { en: 'Who gets which role', zh: '谁获得哪个角色', ru: 'Кто какую роль получает' },
  rolesRule: {
    en: 'A person needs one of the affiliations in the row; where entitlements stand in the row, also one of them. Everybody else gets nothing, and pupils never do.',
    zh: '人员须具有该行中的某个身份值；若该行列有权限值，还须具有其中之一。其他人一律得不到任何角色，学生永远不会得到。',
    ru: 'Человеку нужна одна из принадлежностей в строке; если в строке есть полномочия, то и одно из них. Остальные не получают ничего, а ученики — никогда.',
  },
  role: { en: 'Role', zh: '角色', ru: 'Роль' },
  affiliation: { en: 'eduPersonScopedAffiliation', zh: 'eduPersonScopedAffiliation', ru: 'eduPersonScopedAffiliation' },
  entitlement: { en: 'eduPersonEntitlement', zh: 'eduPersonEntitlement', ru: 'eduPersonEntitlement' },
  teacher: { en: 'teacher', zh: '教师', ru: 'учитель' },
  'school-admin': { en: 'administrator of the school', zh: '学校管理员', ru: 'администратор школы' },
  keys: { en: 'Change keys without an outage', zh: '更换密钥而不中断服务', ru: 'Смена ключей без перерыва' },
  keysOrder: {
    en: 'In this order: 1. publish the new signing certificate in the metadata of your federation beside the old one; 2. tell the bureau, which imports the feed, and wait until it says that the new key is known; 3. sign with the new key; 4. a day later take the old certificate out of the metadata and tell the bureau. Whoever signs with the new key first locks the whole school out.',
    zh: '请按此顺序：1. 在联盟元数据中把新的签名证书发布在旧证书旁边；2. 通知主管机构，由其导入联盟元数据，等待其确认已认得新密钥；3. 改用新密钥签名；4. 一天后从元数据中删除旧证书，并通知主管机构。若先用新密钥签名，全校都将无法登录。',
    ru: 'В таком порядке: 1. опубликуйте новый сертификат подписи в метаданных федерации рядом со старым; 2. сообщите управлению, которое загружает метаданные, и дождитесь ответа, что новый ключ известен; 3. подписывайте новым ключом; 4. через день уберите старый сертификат из метаданных и сообщите управлению. Кто сначала подпишет новым ключом, закроет вход всей школе.',
  },
  never: { en: 'What not to do', zh: '切勿', ru: 'Чего не делать' },
  neverTags: {
    en: 'Do not send AWS any other attribute whose name begins with `https://aws.amazon.com/`: with another `PrincipalTag` it would refuse every sign-in.',
    zh: '不要向 AWS 发送名称以 `https://aws.amazon.com/` 开头的其他属性：若多出一个 `PrincipalTag`，所有登录都会被拒绝。',
    ru: 'Не отправляйте в AWS других атрибутов, имя которых начинается с `https://aws.amazon.com/`: с ещё одним `PrincipalTag` любой вход будет отклонён.',
  },
  neverPupils: {
    en: 'Do not make roles for pupils, and do not give a pupil an affiliation or entitlement of the table.',
    zh: '不要为学生设置角色，也不要让学生具有表中的身份值或权限值。',
    ru: 'Не заводите ролей для учеников и не давайте ученику принадлежностей и полномочий из таблицы.',
  },
  neverDomains: {
    en: 'Do not assert affiliations with a domain other than {domains}.',
    zh: '不要声明 {domains} 以外域名的身份值。',
    ru: 'Не утверждайте принадлежности с доменами, кроме {domains}.',
  },
  neverPersonal: {
    en: 'Do not send names, e-mail addresses, or numbers of pupils, staff or identity cards.',
    zh: '不要发送姓名、电子邮箱、学号、工号或身份证号。',
    ru: 'Не отправляйте имён, адресов почты, номеров учеников, сотрудников и удостоверений личности.',
  },
  untested: {
    en: '**Untested.** The values on this page are right; how they are entered in this software was not tried by the makers of this page. Try it with one person first, and compare what is sent with the tables.',
    zh: '**未经测试。**本页的取值是准确的；但在该软件中的录入方式未经本页作者实际验证。请先用一个账号试验，并将实际发送的内容与表格比较。',
    ru: '**Не проверено.** Значения на этой странице верны; как они вводятся в этой программе, составители страницы не пробовали. Сначала попробуйте с одним человеком и сравните отправленное с таблицами.',
  },
} as const satisfies Record<string, Text>;

import type { Text } from '../texts';

/** What the hand-out for Shibboleth says beside its files. `{name}` is filled in. */
export const shibbolethTexts = {
  folder: {
    en: 'Paths are below the folder of the identity provider, mostly `/opt/shibboleth-idp`. The page is for versions 4 and 5.',
    zh: '路径均相对于身份提供方的安装目录，通常为 `/opt/shibboleth-idp`。本页适用于第 4 版和第 5 版。',
    ru: 'Пути отсчитываются от каталога поставщика удостоверений, обычно `/opt/shibboleth-idp`. Страница подходит для версий 4 и 5.',
  },
  scripts: { en: '1. Scripts', zh: '1. 脚本引擎', ru: '1. Сценарии' },
  scriptsHow: {
    en: 'Java 15 and later cannot run scripts by itself. With such a Java (version 5 always) install the plugin once; with Java 11 skip this step.',
    zh: 'Java 15 及以后版本自身不能运行脚本。使用这类 Java 时（第 5 版总是如此）请安装一次该插件；使用 Java 11 时跳过此步。',
    ru: 'Java 15 и новее сама сценариев не выполняет. С такой Java (для версии 5 всегда) один раз установите модуль; с Java 11 пропустите этот шаг.',
  },
  metadata: { en: '2. Service provider', zh: '2. 服务提供方', ru: '2. Поставщик услуги' },
  metadataHow: {
    en: '`conf/metadata-providers.xml`, before the last closing tag. The filter keeps everything but the one service provider out.',
    zh: '`conf/metadata-providers.xml`，置于最后一个结束标签之前。过滤器只放行这一个服务提供方。',
    ru: '`conf/metadata-providers.xml`, перед последним закрывающим тегом. Фильтр пропускает только этого поставщика услуги.',
  },
  metadataFile: {
    en: 'First put the metadata file that the bureau gives you where `metadataFile` says.',
    zh: '请先把主管机构提供的元数据文件放到 `metadataFile` 所示的位置。',
    ru: 'Сначала положите файл метаданных, полученный от управления, туда, куда указывает `metadataFile`.',
  },
  rules: { en: '3. Names of the attributes', zh: '3. 属性名称', ru: '3. Имена атрибутов' },
  rulesHow: {
    en: 'New file `conf/attributes/educloud.xml`:',
    zh: '新建文件 `conf/attributes/educloud.xml`：',
    ru: 'Новый файл `conf/attributes/educloud.xml`:',
  },
  rulesImport: {
    en: 'and in `conf/attributes/default-rules.xml`, beside the other imports:',
    zh: '并在 `conf/attributes/default-rules.xml` 中，与其他 import 并列：',
    ru: 'и в `conf/attributes/default-rules.xml`, рядом с другими import:',
  },
  resolver: { en: '4. Values of the attributes', zh: '4. 属性取值', ru: '4. Значения атрибутов' },
  resolverHow: {
    en: '`conf/attribute-resolver.xml`, before the last closing tag. It builds on {inputs}. Where one of them bears another name with you, change the name in `ref` and in the script; where `samlPairwiseID` is missing, take its definition from the `attribute-resolver.xml` that comes with the software. The person’s id at AWS is a hash of 26 characters, and only people with a role have one.',
    zh: '`conf/attribute-resolver.xml`，置于最后一个结束标签之前。它以 {inputs} 为基础。若其中某项在您处名称不同，请修改 `ref` 和脚本中的名称；若没有 `samlPairwiseID`，请从软件自带的 `attribute-resolver.xml` 中取用其定义。人员在 AWS 的标识是 26 个字符的散列值，只有拥有角色的人才有。',
    ru: '`conf/attribute-resolver.xml`, перед последним закрывающим тегом. Основа — {inputs}. Если что-то из этого называется у вас иначе, измените имя в `ref` и в сценарии; если нет `samlPairwiseID`, возьмите его определение из `attribute-resolver.xml`, который поставляется с программой. Идентификатор человека в AWS — хеш из 26 знаков, и есть он только у тех, у кого есть роль.',
  },
  release: { en: '{step}. What is released', zh: '{step}. 发布的内容', ru: '{step}. Что передаётся' },
  releaseHow: {
    en: '`conf/attribute-filter.xml`, before the last closing tag. Only `{entityId}` gets these values. See that no other rule of the file, such as one for all service providers, tells it more.',
    zh: '`conf/attribute-filter.xml`，置于最后一个结束标签之前。只有 `{entityId}` 能得到这些值。请确认该文件中没有其他规则（例如面向所有服务提供方的规则）向它发布更多内容。',
    ru: '`conf/attribute-filter.xml`, перед последним закрывающим тегом. Эти значения получает только `{entityId}`. Проверьте, что никакое другое правило файла, например для всех поставщиков услуг, не сообщает ему больше.',
  },
  nameId: { en: '6. Persistent identifier', zh: '6. 持久标识', ru: '6. Постоянный идентификатор' },
  nameIdHow: {
    en: 'If your identity provider makes persistent identifiers already, change nothing here: other services know people by them. Otherwise `conf/saml-nameid.properties`; instead of `uid` an attribute that never changes and never passes to another person:',
    zh: '若您的身份提供方已在生成持久标识，此处请勿改动：其他服务靠它们识别人员。否则编辑 `conf/saml-nameid.properties`；把 `uid` 换成永不改变、也永不转给他人的属性：',
    ru: 'Если ваш поставщик удостоверений уже создаёт постоянные идентификаторы, ничего здесь не меняйте: по ним людей знают другие услуги. Иначе `conf/saml-nameid.properties`; вместо `uid` — атрибут, который никогда не меняется и не переходит к другому человеку:',
  },
  nameIdSecret: {
    en: 'in `credentials/secrets.properties`, followed by at least 32 random characters (`openssl rand -base64 32`), which never change and stay secret:',
    zh: '在 `credentials/secrets.properties` 中，其后写上至少 32 个随机字符（`openssl rand -base64 32`），永不更改并保密：',
    ru: 'в `credentials/secrets.properties`, а за этим не менее 32 случайных знаков (`openssl rand -base64 32`), которые не меняются и остаются в секрете:',
  },
  nameIdGenerator: {
    en: 'and in `conf/saml-nameid.xml`, in the list `shibboleth.SAML2NameIDGenerators` (there it stands in a comment):',
    zh: '并在 `conf/saml-nameid.xml` 的列表 `shibboleth.SAML2NameIDGenerators` 中启用（原本在注释里）：',
    ru: 'и в `conf/saml-nameid.xml`, в списке `shibboleth.SAML2NameIDGenerators` (там это стоит в комментарии):',
  },
  relyingParty: { en: '7. Form of the answer', zh: '7. 应答的形式', ru: '7. Вид ответа' },
  relyingPartyHow: {
    en: '`conf/relying-party.xml`, in the list `shibboleth.RelyingPartyOverrides`: signed, with a persistent identifier. Encryption stays off until the bureau says that it has given AWS a key.',
    zh: '`conf/relying-party.xml` 的列表 `shibboleth.RelyingPartyOverrides`：签名，并使用持久标识。在主管机构告知已为 AWS 配置密钥之前，不启用加密。',
    ru: '`conf/relying-party.xml`, в списке `shibboleth.RelyingPartyOverrides`: с подписью и постоянным идентификатором. Шифрование выключено, пока управление не сообщит, что дало AWS ключ.',
  },
  test: { en: '{step}. Restart and test', zh: '{step}. 重启并测试', ru: '{step}. Перезапуск и проверка' },
  testHow: {
    en: 'Restart the servlet container (Jetty or Tomcat) and look into `logs/idp-process.log` for errors. Then see what is sent for a teacher, an administrator and a pupil, by their user names instead of `USER`:',
    zh: '重启 Servlet 容器（Jetty 或 Tomcat），并查看 `logs/idp-process.log` 中有无错误。然后查看为一名教师、一名管理员和一名学生发送的内容，把 `USER` 换成他们的用户名：',
    ru: 'Перезапустите контейнер сервлетов (Jetty или Tomcat) и посмотрите, нет ли ошибок в `logs/idp-process.log`. Затем посмотрите, что отправляется для учителя, администратора и ученика, подставив их имена пользователей вместо `USER`:',
  },
  testRoles: {
    en: 'The teacher must have the one role of the table, the administrator theirs, the pupil neither `Role` nor `RoleSessionName`. Then sign in as the teacher in a browser at:',
    zh: '教师必须只有表中对应的角色，管理员有其角色，学生既没有 `Role` 也没有 `RoleSessionName`。然后以教师身份在浏览器中打开：',
    ru: 'У учителя должна быть его роль из таблицы, у администратора — его, у ученика нет ни `Role`, ни `RoleSessionName`. Затем войдите учителем в браузере по адресу:',
  },
  testEnd: {
    en: 'The console of AWS opens. Give this address to those who have a role. A pupil who opens it is refused by AWS, as it should be.',
    zh: '此时会打开 AWS 控制台。请把该地址告知拥有角色的人员。学生打开它会被 AWS 拒绝，这是应有的结果。',
    ru: 'Откроется консоль AWS. Дайте этот адрес тем, у кого есть роль. Ученику, который его откроет, AWS откажет, как и должно быть.',
  },
} as const satisfies Record<string, Text>;

import type { Text } from '../texts';

/** What hand-outs for a proxy and for other software say. `{name}` is filled in. */
export const otherTexts = {
  byProxy: {
    en: 'The school’s people reach the cloud through the proxy of the region. Your identity provider tells the proxy who somebody is; it never talks to AWS and needs no attribute of AWS.',
    zh: '学校人员经由区域云的代理登录。您的身份提供方只向代理说明人员身份；它从不与 AWS 直接通信，也不需要任何 AWS 属性。',
    ru: 'Люди школы попадают в облако через прокси региона. Ваш поставщик удостоверений сообщает прокси, кто человек; с AWS он не говорит, и атрибуты AWS ему не нужны.',
  },
  proxy: { en: 'proxy (entityID)', zh: '代理（entityID）', ru: 'прокси (entityID)' },
  register: { en: '1. Register the proxy', zh: '1. 登记代理', ru: '1. Регистрация прокси' },
  registerHow: {
    en: 'Add the proxy as a service provider. If it is in the metadata of your federation, which your identity provider loads anyway, there is nothing to do; otherwise ask the bureau for its metadata file and add that.',
    zh: '把代理添加为服务提供方。若它已在您的身份提供方所加载的联盟元数据中，则无需操作；否则请向主管机构索取其元数据文件并添加。',
    ru: 'Добавьте прокси как поставщика услуги. Если он есть в метаданных федерации, которые ваш поставщик удостоверений и так загружает, делать ничего не нужно; иначе запросите у управления файл метаданных и добавьте его.',
  },
  registerClient: {
    en: 'Make a client for the proxy (authorization code flow) and give the bureau its id and secret by a safe way. The redirect address comes from the bureau.',
    zh: '为代理建立一个客户端（授权码流程），并以安全方式把其标识和密钥交给主管机构。重定向地址由主管机构提供。',
    ru: 'Создайте клиента для прокси (authorization code flow) и безопасным способом передайте управлению его идентификатор и секрет. Адрес возврата сообщит управление.',
  },
  releaseThese: {
    en: 'The proxy gets these attributes and no others. It discards values with other domains and values that it does not know.',
    zh: '代理只得到以下属性。域名不符或不认得的值会被代理丢弃。',
    ru: 'Прокси получает эти атрибуты и никаких других. Значения с чужими доменами и неизвестные значения он отбрасывает.',
  },
  attribute: { en: 'Attribute', zh: '属性', ru: 'Атрибут' },
  pairwiseValue: {
    en: 'opaque, different for each service',
    zh: '不可识别，且每个服务各不相同',
    ru: 'непрозрачный, для каждой услуги свой',
  },
  proxyTest: {
    en: 'Open the start page that the bureau gave you, choose your school, and sign in as a teacher and as an administrator. The bureau sees on its side what arrived. See before what is sent, with the user name instead of `USER`:',
    zh: '打开主管机构提供的起始页，选择您的学校，分别以教师和管理员身份登录。主管机构可在其一侧看到所收到的内容。请先查看所发送的内容，把 `USER` 换成用户名：',
    ru: 'Откройте начальную страницу, полученную от управления, выберите школу и войдите учителем и администратором. Управление видит у себя, что пришло. Сначала посмотрите, что отправляется, подставив имя пользователя вместо `USER`:',
  },
  proxyTestPlain: {
    en: 'Open the start page that the bureau gave you, choose your school, and sign in as a teacher and as an administrator. The bureau sees on its side what arrived.',
    zh: '打开主管机构提供的起始页，选择您的学校，分别以教师和管理员身份登录。主管机构可在其一侧看到所收到的内容。',
    ru: 'Откройте начальную страницу, полученную от управления, выберите школу и войдите учителем и администратором. Управление видит у себя, что пришло.',
  },
  neverAws: {
    en: 'Do not send the proxy attributes whose names begin with `https://aws.amazon.com/`: it discards them.',
    zh: '不要向代理发送名称以 `https://aws.amazon.com/` 开头的属性：代理会丢弃它们。',
    ru: 'Не отправляйте прокси атрибутов, имена которых начинаются с `https://aws.amazon.com/`: он их отбрасывает.',
  },
  send: { en: '1. What is sent', zh: '1. 发送的内容', ru: '1. Что отправляется' },
  sendHow: {
    en: 'To the service provider of the table above, signed and not encrypted. `ID` is the same in all three places: opaque and stable, 2 to 64 letters, digits or `_+=,.@-`, best the first 26 characters of base32(SHA-256(pairwise-id)). A person gets the values of `Role` that the table of roles allows; somebody without any gets none of these attributes.',
    zh: '发给上表中的服务提供方，须签名，不加密。`ID` 在三处相同：不可识别且稳定，2 至 64 个字母、数字或 `_+=,.@-`，最好是 base32(SHA-256(pairwise-id)) 的前 26 个字符。人员只得到角色表所允许的 `Role` 值；没有任何角色的人不得到这些属性。',
    ru: 'Поставщику услуги из таблицы выше, с подписью и без шифрования. `ID` во всех трёх местах один: непрозрачный и постоянный, от 2 до 64 букв, цифр или `_+=,.@-`, лучше всего первые 26 знаков base32(SHA-256(pairwise-id)). Человек получает те значения `Role`, которые разрешает таблица ролей; у кого ролей нет, не получает ни одного из этих атрибутов.',
  },
  enter: { en: '2. Enter it', zh: '2. 录入', ru: '2. Ввод' },
  enterHow: {
    en: 'In {software}. The attributes `awsRole`, `awsUser` and those of eduPerson must exist for the person; how they come about depends on your directory.',
    zh: '在 {software} 中录入。人员须已有属性 `awsRole`、`awsUser` 以及 eduPerson 属性；它们如何产生取决于您的目录。',
    ru: 'В {software}. У человека должны быть атрибуты `awsRole`, `awsUser` и атрибуты eduPerson; как они образуются, зависит от вашего каталога.',
  },
  tryIt: { en: '3. Test', zh: '3. 测试', ru: '3. Проверка' },
  tryItHow: {
    en: 'Sign in as a teacher, as an administrator and as a pupil. The first two see the console of AWS with the role of the table; the pupil is refused.',
    zh: '分别以教师、管理员和学生身份登录。前两者看到 AWS 控制台及表中的角色；学生被拒绝。',
    ru: 'Войдите учителем, администратором и учеником. Первые два видят консоль AWS с ролью из таблицы; ученику отказано.',
  },
  oidcHow: {
    en: 'AWS knows a person’s role by the client alone, so let into each client only those who may have its role, and pupils into none. The token holds what stands here; `ID` is opaque and stable, 2 to 64 letters, digits or `_+=,.@-`. Lifetime of a token: at most an hour.',
    zh: 'AWS 仅凭客户端判断人员的角色，因此每个客户端只允许可拥有其角色的人员进入，学生一律不得进入。令牌包含以下内容；`ID` 不可识别且稳定，2 至 64 个字母、数字或 `_+=,.@-`。令牌有效期至多一小时。',
    ru: 'AWS узнаёт роль человека только по клиенту, поэтому в каждый клиент пускайте лишь тех, кому положена его роль, а учеников — ни в один. В токене стоит то, что здесь; `ID` непрозрачный и постоянный, от 2 до 64 букв, цифр или `_+=,.@-`. Срок действия токена — не более часа.',
  },
  oidcKeys: {
    en: 'AWS reads the keys from the address `jwks_uri` of your issuer. Publish the new key there a day before you sign with it, and keep the old one a day longer. The issuer’s address and its client ids never change without the bureau.',
    zh: 'AWS 从您的签发方的 `jwks_uri` 地址读取密钥。请在使用新密钥签名的前一天发布它，并把旧密钥多保留一天。未经主管机构，不得更改签发方地址和客户端标识。',
    ru: 'AWS читает ключи по адресу `jwks_uri` вашего издателя. Опубликуйте новый ключ там за день до того, как начнёте им подписывать, и держите старый на день дольше. Адрес издателя и идентификаторы клиентов без управления не меняются.',
  },
  issuer: { en: 'issuer', zh: '签发方', ru: 'издатель' },
  client: { en: 'Client (aud)', zh: '客户端（aud）', ru: 'Клиент (aud)' },
} as const satisfies Record<string, Text>;

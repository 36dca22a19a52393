import type { Text } from '../texts';

/** What `delivery sign` says. */
export const signTexts = {
  head: {
    en: '{region}: {domain}, signed with {key} ({keyPairId})',
    zh: '{region}：{domain}，签名密钥 {key}（{keyPairId}）',
    ru: '{region}: {domain}, подписано ключом {key} ({keyPairId})',
  },
  until: { en: 'holds until {until}', zh: '有效期至 {until}', ru: 'действует до {until}' },
  between: {
    en: 'holds from {from} until {until}',
    zh: '有效期自 {from} 至 {until}',
    ru: 'действует с {from} до {until}',
  },
  ip: { en: 'for viewers from {ip} alone', zh: '仅限来自 {ip} 的访问者', ru: 'только для зрителей из {ip}' },
  append: {
    en: 'to be appended to the address of each object:',
    zh: '附加在每个对象的地址之后：',
    ru: 'добавляется к адресу каждого объекта:',
  },
  server: {
    en: 'as a server sets them:',
    zh: '由服务器设置：',
    ru: 'как их задаёт сервер:',
  },
  client: { en: 'for a client:', zh: '供客户端使用：', ru: 'для клиента:' },
  written: {
    en: '{out}: written, for curl -b and educloud pack sync --cookies',
    zh: '{out}：已写入，可用于 curl -b 与 educloud pack sync --cookies',
    ru: '{out}: записан, для curl -b и educloud pack sync --cookies',
  },
  secret: {
    en: 'Whoever has this may read until then: hand it to its recipient alone.',
    zh: '持有者在有效期内均可读取：请仅交给接收者本人。',
    ru: 'Кто это имеет, может читать до указанного срока: передайте только получателю.',
  },
} as const satisfies Record<string, Text>;

/** What `delivery rotate` says. */
export const rotateTexts = {
  head: {
    en: '{region}: {active} signs now, {next} is next; a signature holds {hours} hours at most',
    zh: '{region}：当前签名密钥 {active}，下一个为 {next}；签名最长有效 {hours} 小时',
    ru: '{region}: сейчас подписывает {active}, следующий {next}; подпись действует не дольше {hours} ч',
  },
  add: { en: 'add the key {keys}', zh: '添加密钥 {keys}', ru: 'добавить ключ {keys}' },
  switch: {
    en: 'let {keys} sign: on every machine that signs, at once with the region file',
    zh: '改由 {keys} 签名：在每台签名的机器上与区域文件同时更换',
    ru: 'подписывать ключом {keys}: на каждой подписывающей машине, одновременно с файлом региона',
  },
  remove: { en: 'remove {keys}', zh: '移除 {keys}', ru: 'удалить {keys}' },
  notBefore: { en: 'not before {notBefore}', zh: '不早于 {notBefore}', ru: 'не раньше {notBefore}' },
  deployed: {
    en: 'first: the distribution is Deployed with {accepted}; try one URL signed with {keys}, from a copy of the region file',
    zh: '前提：分发已带 {accepted} 部署完毕（Deployed）；用区域文件的副本以 {keys} 签一个 URL 试用',
    ru: 'сначала: дистрибуция в состоянии Deployed с {accepted}; проверьте один URL с подписью {keys} по копии файла региона',
  },
  deployedAlone: {
    en: 'first: the distribution is Deployed after the step before',
    zh: '前提：上一步之后分发已部署完毕（Deployed）',
    ru: 'сначала: дистрибуция в состоянии Deployed после предыдущего шага',
  },
  signers: {
    en: 'first: every machine that signs has the present region file, and {hours} hours have gone by since the last of them took it',
    zh: '前提：每台签名的机器均已使用当前区域文件，且自最后一台更换后已过 {hours} 小时',
    ru: 'сначала: у каждой подписывающей машины текущий файл региона, и с замены на последней прошло {hours} ч',
  },
  deploy: { en: 'then: deploy the hub’s stack', zh: '随后：部署中心堆栈', ru: 'затем: развернуть стек центра' },
  noDeploy: { en: 'nothing is deployed', zh: '无需部署', ru: 'ничего не развёртывается' },
  line: { en: '{file}, now line {line}', zh: '{file}，现第 {line} 行', ru: '{file}, сейчас строка {line}' },
  after: {
    en: 'after it: accepted {accepted}; signs {signs}',
    zh: '完成后：接受 {accepted}；签名 {signs}',
    ru: 'после: принимаются {accepted}; подписывает {signs}',
  },
  breaksAdd: {
    en: 'if it came later: {next} would sign what no edge knows yet',
    zh: '若推迟：{next} 的签名尚无边缘节点认可',
    ru: 'если позже: подпись {next} не знал бы ещё ни один узел',
  },
  breaksSpare: {
    en: 'if it were left out: too few keys would be left to remove one, and none to change to in need',
    zh: '若省略：剩余密钥过少，无法移除旧密钥，紧急时也无可更换的密钥',
    ru: 'если пропустить: ключей станет мало, чтобы удалить старый, и не на что сменить в случае нужды',
  },
  breaksSwitch: {
    en: 'if it came earlier: what {keys} signs is refused until the distribution is Deployed with it',
    zh: '若提前：在分发带该密钥部署完毕之前，{keys} 的签名会被拒绝',
    ru: 'если раньше: подписи {keys} отвергались бы, пока дистрибуция не развёрнута с ним',
  },
  breaksRemove: {
    en: 'if it came earlier: signatures of {keys} that still hold would be refused',
    zh: '若提前：{keys} 仍有效的签名会被拒绝',
    ru: 'если раньше: ещё действующие подписи {keys} отвергались бы',
  },
  kept: {
    en: '{kept} stays, since two keys are the least; with --new a fresh one comes in first, and it can go',
    zh: '{kept} 保留，因为至少需要两把密钥；若带 --new 先加入新密钥，则可移除',
    ru: '{kept} остаётся: нужно не меньше двух ключей; с --new сначала добавляется новый, и его можно удалить',
  },
  leaked: {
    en: 'If a key has leaked, its signatures must not be waited for: let the next sign, remove it at once, and sign anew.',
    zh: '若密钥已泄露，则不应等待其签名到期：改由下一把密钥签名，立即移除泄露的密钥，并重新签名。',
    ru: 'Если ключ утёк, его подписей не ждут: подписывайте следующим, сразу удалите утёкший и подпишите заново.',
  },
} as const satisfies Record<string, Text>;

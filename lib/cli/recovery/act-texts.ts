import type { ActId } from '../../recovery';
import type { ActText } from './act-text';
import { copyActTexts } from './copy-act-texts';

/** Acts that stop the damage, take the role, and end the restore. */
const aroundTexts = {
  'see-key': {
    does: {
      en: 'See whether the key is whole: without {key} no old version and no quarantine can be read.',
      zh: '查看密钥是否完好：没有 {key}，旧版本与隔离桶均无法读取。',
      ru: 'Проверьте ключ: без {key} не прочесть ни старых версий, ни карантина.',
    },
    expect: {
      en: '`Enabled None`, at once',
      zh: '立即显示 `Enabled None`',
      ru: '`Enabled None`, сразу',
    },
    otherwise: {
      en: '`PendingDeletion` and a date: somebody wants the key gone; do the next lines now',
      zh: '若为 `PendingDeletion` 及日期：有人要删除密钥，请立即执行下列命令',
      ru: '`PendingDeletion` и дата: ключ хотят удалить; сейчас же выполните следующие строки',
    },
  },
  'keep-key': {
    does: {
      en: 'Only if the state was not `Enabled`: keep the key.',
      zh: '仅当状态不是 `Enabled` 时：保住密钥。',
      ru: 'Только если состояние не `Enabled`: сохраните ключ.',
    },
    expect: {
      en: 'the ARN of the key, and no answer from the second line; the key works again within minutes',
      zh: '第一行返回密钥 ARN，第二行无输出；数分钟内密钥恢复可用',
      ru: 'ARN ключа, а на вторую строку ответа нет; ключ снова работает через несколько минут',
    },
    otherwise: {
      en: 'AccessDenied: an administrator of the account whom the key policy names does it; once the date has passed, no one can',
      zh: '若为 AccessDenied：由密钥策略所列的账户管理员执行；日期一过，无人能恢复',
      ru: 'AccessDenied: это делает администратор аккаунта из политики ключа; после этой даты не сможет никто',
    },
  },
  'end-sessions': {
    does: {
      en: 'End every session of the school’s people, and of its restore role. First lock, at the identity provider, whoever was taken over; all others sign in anew.',
      zh: '终止该校人员及其恢复角色的所有会话。请先在身份提供者处锁定被盗用的账号；其余人员重新登录。',
      ru: 'Завершите все сеансы людей школы и её роли восстановления. Сначала закройте у провайдера входа взломанные учётные записи; остальные войдут заново.',
    },
    expect: {
      en: 'no answer; it holds within seconds, and an alarm tells of it',
      zh: '无输出；数秒内生效，并会触发告警',
      ru: 'ответа нет; действует через секунды, об этом придёт оповещение',
    },
    otherwise: {
      en: 'AccessDenied: an administrator of the account does it; programs of the school with roles of their own are ended in the same way',
      zh: '若为 AccessDenied：由账户管理员执行；学校程序自有的角色同样处理',
      ru: 'AccessDenied: это делает администратор аккаунта; собственные роли программ школы завершают так же',
    },
  },
  'no-roles': {
    does: {
      en: 'The templates make no role for people of this school. Find out who holds credentials with its tag, and take them away from whoever did the damage.',
      zh: '模板未为该校人员创建角色。请查明谁持有带该校标签的凭证，并收回造成损害者的凭证。',
      ru: 'Шаблоны не создают ролей для людей этой школы. Узнайте, у кого есть ключи с её тегом, и отберите их у виновника.',
    },
  },
  'take-role': {
    does: {
      en: 'Become the restore role, signed in as somebody of {school} (its tag is asked for). Keep this window for it.',
      zh: '以 {school} 人员身份登录（须带该校标签）后取得恢复角色。此窗口专用于该角色。',
      ru: 'Примите роль восстановления, войдя как человек школы {school} (нужен её тег). Оставьте это окно для неё.',
    },
    expect: {
      en: 'an ARN that ends with the role and `restore-{school}`, at once; it holds for one hour, then do these lines again in a new window',
      zh: '立即返回以该角色及 `restore-{school}` 结尾的 ARN；有效一小时，之后在新窗口重新执行',
      ru: 'ARN, который кончается ролью и `restore-{school}`, сразу; действует час, потом повторите эти строки в новом окне',
    },
    otherwise: {
      en: 'AccessDenied: you are not of this school, or your session was ended: sign in anew. An administrator of the account without the tag of the school cannot do it either',
      zh: '若为 AccessDenied：您不属于该校，或会话已终止：请重新登录。账户管理员亦无法代替',
      ru: 'AccessDenied: вы не из этой школы или ваш сеанс завершён: войдите заново. Администратор аккаунта этого тоже не может',
    },
  },
  'write-down': {
    does: {
      en: 'Write down for {school}: when it was lost and seen; when the first and the last object could be read again; the instant that was reached; objects and bytes; what is missing. Compare it with what was promised above. What was erased by right after {at} is erased again.',
      zh: '为 {school} 记录：丢失与发现的时间；首个与最后一个对象恢复可读的时间；实际达到的时刻；对象数与字节数；缺失内容。与上述承诺比较。{at} 之后依法删除的内容须再次删除。',
      ru: 'Запишите для {school}: когда потеряно и замечено; когда снова прочитаны первый и последний объект; достигнутый момент; объекты и байты; чего не хватает. Сравните с обещанным выше. Что по праву удалено после {at}, удалите снова.',
    },
  },
  'let-in': {
    does: {
      en: 'As the administrator, a day later at the earliest: make the roles again what the templates say.',
      zh: '由管理员执行，最早一天之后：使角色恢复为模板所定内容。',
      ru: 'Администратор, не раньше чем через день: верните ролям то, что говорят шаблоны.',
    },
    expect: { en: 'no answer', zh: '无输出', ru: 'ответа нет' },
    otherwise: {
      en: 'NoSuchEntity: it is gone already',
      zh: '若为 NoSuchEntity：已经移除',
      ru: 'NoSuchEntity: уже снято',
    },
  },
} as const satisfies { readonly [act in ActId]?: ActText };

/** Acts that compare and bring back. */
const returnTexts = {
  count: {
    does: {
      en: 'Count what lies in the quarantine, then open some of it: the school alone knows what is right.',
      zh: '清点隔离桶中的内容，并抽查若干：是否正确只有学校知道。',
      ru: 'Пересчитайте, что лежит в карантине, и откройте часть: верно ли оно, знает только школа.',
    },
    expect: {
      en: 'Total Objects and Total Size as the copy has told them',
      zh: 'Total Objects 与 Total Size 与复制时所示一致',
      ru: 'Total Objects и Total Size, как сказало копирование',
    },
    otherwise: {
      en: 'fewer: do the copy again, then go on with the next source',
      zh: '若较少：重新复制，再改用下一来源',
      ru: 'меньше: повторите копирование, затем следующий источник',
    },
  },
  difference: {
    does: {
      en: 'In a second window, signed in as the school’s administrator: see what bringing it back would change. Nothing is changed yet.',
      zh: '在另一窗口以学校管理员身份登录：查看带回后会改变什么。此时不作任何更改。',
      ru: 'Во втором окне, войдя администратором школы: посмотрите, что изменит возврат. Пока ничего не меняется.',
    },
    expect: {
      en: 'what would be copied, what is there already, and what else lies under the same names',
      zh: '显示将复制的、已存在的，以及同名但内容不同的对象',
      ru: 'что скопируется, что уже есть и что другое лежит под теми же именами',
    },
    otherwise: {
      en: 'AccessDenied: the restore role writes into the quarantine alone; use the second window',
      zh: '若为 AccessDenied：恢复角色只能写入隔离桶；请用另一窗口',
      ru: 'AccessDenied: роль восстановления пишет только в карантин; нужно второе окно',
    },
  },
  'bucket-again': {
    does: {
      en: 'As the engineer who deploys: make {bucket} again, as the template has it, with its policy, before anybody else takes the name.',
      zh: '由负责部署的工程师执行：按模板重建 {bucket} 及其策略，以免他人抢占名称。',
      ru: 'Инженер, который развёртывает: создайте {bucket} заново по шаблону, с политикой, пока имя не заняли.',
    },
    expect: {
      en: 'a change set that adds the bucket and its policy to {stack} and touches nothing else; some minutes',
      zh: '变更集仅向 {stack} 添加该桶及其策略；需数分钟',
      ru: 'набор изменений, который добавляет в {stack} бакет и политику и ничего больше; несколько минут',
    },
    otherwise: {
      en: 'the change set shows no bucket, or the option is refused: do not make the bucket by hand, without its policy the whole account may read it; see docs/recovery.md, and work from the quarantine meanwhile',
      zh: '若变更集未显示该桶，或选项被拒绝：请勿手工建桶，没有策略时整个账户均可读取；见 docs/recovery.md，其间先使用隔离桶',
      ru: 'бакета в наборе нет или параметр отвергнут: не создавайте его вручную, без политики его может читать весь аккаунт; см. docs/recovery.md, а пока работайте из карантина',
    },
  },
  'bring-back': {
    does: {
      en: 'In a second window, signed in as the school’s administrator: bring it back into {to}. Nobody else writes there.',
      zh: '在另一窗口以学校管理员身份登录：将其带回 {to}。其他人均不能写入。',
      ru: 'Во втором окне, войдя администратором школы: верните в {to}. Больше никто туда не пишет.',
    },
    expect: {
      en: 'how many objects were copied, each verified; as fast as into the quarantine',
      zh: '显示已复制的对象数，逐一校验；速度与复制到隔离桶相同',
      ru: 'сколько объектов скопировано, каждый проверен; так же быстро, как в карантин',
    },
    otherwise: {
      en: 'it was interrupted: the same lines again take up the rest; other content is in the way: see what follows',
      zh: '若中断：重复相同命令即可续传；若有其他内容阻挡：见下文',
      ru: 'прервалось: те же строки продолжат; мешает другое содержимое: смотрите ниже',
    },
  },
  overwrite: {
    does: {
      en: 'Only where what lies in {to} under the same names is damaged: put the good content on top of it. Work of after the instant goes under as well; it stays as an old version.',
      zh: '仅当 {to} 中同名内容已损坏时：以完好内容覆盖。该时刻之后的改动也会被盖住，但保留为旧版本。',
      ru: 'Только если под теми же именами в {to} лежит испорченное: положите поверх хорошее. Работа после этого момента тоже уйдёт вниз, но останется старой версией.',
    },
    expect: {
      en: 'the same, and nothing in the way',
      zh: '同上，且无阻挡',
      ru: 'то же, и ничего не мешает',
    },
    otherwise: {
      en: 'AccessDenied on some: they are under a legal hold or a retention of their own; leave them',
      zh: '若部分为 AccessDenied：这些对象受法定保留或自身保留期保护；请勿处理',
      ru: 'AccessDenied на некоторых: на них запрет удаления или свой срок хранения; оставьте их',
    },
  },
  wait: {
    does: {
      en: '{to} cannot be written until its AWS Region is back. If it stays lost: the school gets a new slug in another AWS Region (docs/migrations.md), and the replica is copied there.',
      zh: '在其 AWS 区域恢复之前无法写入 {to}。若该区域不再恢复：学校在另一 AWS 区域取得新标识（docs/migrations.md），并把副本复制过去。',
      ru: 'В {to} нельзя писать, пока его регион AWS не вернётся. Если он потерян совсем: школа получает новый идентификатор в другом регионе AWS (docs/migrations.md), и реплика копируется туда.',
    },
  },
  'empty-quarantine': {
    does: {
      en: 'In the first window, once all is well: empty the quarantine for the next store or the next night. By itself it is empty after 30 days.',
      zh: '确认无误后，在第一个窗口清空隔离桶，供下一个存储或下一次使用。30 天后也会自动清空。',
      ru: 'В первом окне, когда всё хорошо: очистите карантин для следующего хранилища или следующей ночи. Сам он опустеет через 30 дней.',
    },
    expect: { en: 'a line for each object', zh: '每个对象一行', ru: 'по строке на объект' },
    otherwise: {
      en: 'ExpiredToken: take the role again',
      zh: '若为 ExpiredToken：重新取得角色',
      ru: 'ExpiredToken: возьмите роль снова',
    },
  },
} as const satisfies { readonly [act in ActId]?: ActText };

/** Texts of every act. */
export const actTexts: Readonly<Record<ActId, ActText>> = { ...aroundTexts, ...copyActTexts, ...returnTexts };

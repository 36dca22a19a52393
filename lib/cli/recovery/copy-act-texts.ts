import type { ActId } from '../../recovery';
import type { ActText } from './act-text';

/** Acts that bring objects into the quarantine. */
export const copyActTexts = {
  'see-quarantine': {
    does: {
      en: 'See whether the quarantine is empty: what lies there is not replaced, and AWS Backup skips it without a word.',
      zh: '查看隔离桶是否为空：其中已有的对象不会被替换，AWS Backup 会直接跳过。',
      ru: 'Проверьте, пуст ли карантин: что там лежит, не заменяется, а AWS Backup молча это пропускает.',
    },
    expect: { en: '`0`, at once', zh: '立即显示 `0`', ru: '`0`, сразу' },
    otherwise: {
      en: 'something is there from a restore before: bring it back first, or empty {bucket} as shown below',
      zh: '有先前恢复的遗留内容：请先将其带回，或按下文清空 {bucket}',
      ru: 'там остатки прошлого восстановления: сначала верните их или очистите {bucket}, как показано ниже',
    },
  },
  'copy-versions': {
    does: {
      en: 'From the store’s own old versions: nothing is missing, unless they were deleted as well. First see what would be copied, then copy.',
      zh: '取自存储自身的旧版本：无缺失，除非旧版本也被删除。先查看将复制的内容，再复制。',
      ru: 'Из старых версий самого хранилища: не теряется ничего, если не удалили и их. Сначала посмотрите, что скопируется, потом копируйте.',
    },
    expect: {
      en: 'how many objects and bytes stood then; S3 copies by itself, nothing passes through your line, each object is verified, and a counter shows how fast it goes',
      zh: '显示当时的对象数与字节数；由 S3 内部复制，不经过您的网络，逐一校验，并显示进度',
      ru: 'сколько объектов и байтов было тогда; копирует сам S3, не через вашу линию, каждый объект проверен, счётчик показывает скорость',
    },
    otherwise: {
      en: 'it was interrupted, or the hour is over: the same line again takes up the rest. Versions are gone as well: go on with the next source',
      zh: '若中断或已满一小时：重复同一命令即可续传。若旧版本也已消失：改用下一来源',
      ru: 'прервалось или час прошёл: та же строка продолжит. Нет и версий: перейдите к следующему источнику',
    },
  },
  'if-missing': {
    does: {
      en: 'What follows only if something is still missing.',
      zh: '以下步骤仅在仍有缺失时执行。',
      ru: 'Дальнейшее – только если чего-то ещё не хватает.',
    },
  },
  'copy-replica': {
    does: {
      en: 'From the replica. It knows no deletions: what the school had deleted before comes back too.',
      zh: '取自复制副本。副本不含删除记录：学校此前删除的内容也会回来。',
      ru: 'Из реплики. Удалений она не знает: вернётся и то, что школа удалила раньше.',
    },
    expect: {
      en: 'how many objects and bytes stood then, each verified, with a counter; slower between two AWS Regions, and with a warning that replicas know no deletions',
      zh: '显示当时的对象数与字节数，逐一校验并显示进度；跨 AWS 区域较慢，并提示副本不含删除记录',
      ru: 'сколько объектов и байтов было тогда, каждый проверен, со счётчиком; между регионами AWS медленнее, с предупреждением, что реплики не знают удалений',
    },
    otherwise: {
      en: 'something else is in the way in the quarantine: empty it first. AccessDenied: see that you are still the restore role',
      zh: '若隔离桶中有其他内容阻挡：先清空。若为 AccessDenied：确认仍是恢复角色',
      ru: 'в карантине лежит другое: сначала очистите его. AccessDenied: проверьте, что вы ещё в роли восстановления',
    },
  },
  'find-backup': {
    does: {
      en: 'From AWS Backup. Find the newest recovery point before the instant in {vault}.',
      zh: '取自 AWS Backup。在 {vault} 中找出该时刻之前最新的恢复点。',
      ru: 'Из AWS Backup. Найдите в {vault} новейшую точку восстановления до этого момента.',
    },
    expect: {
      en: 'one ARN of a recovery point, at once',
      zh: '立即返回一个恢复点 ARN',
      ru: 'один ARN точки восстановления, сразу',
    },
    otherwise: {
      en: '`null`: no backup had ended before the instant; take a later one',
      zh: '若为 `null`：该时刻之前没有完成的备份；请选择更晚的时刻',
      ru: '`null`: до этого момента ни одна копия не была готова; возьмите более поздний',
    },
  },
  'start-backup': {
    does: {
      en: 'Restore it into {bucket}, whole: parts of a bucket are not asked for, so a prefix counts in the next steps only.',
      zh: '将其整体恢复到 {bucket}：不按部分恢复，前缀仅在后续步骤生效。',
      ru: 'Восстановите её в {bucket} целиком: части бакета не выбираются, префикс действует лишь в следующих шагах.',
    },
    expect: {
      en: 'the number of the job, at once: write it down, since in a new window `JOB` is empty',
      zh: '立即返回任务编号：请记下，新窗口中 `JOB` 为空',
      ru: 'номер задания, сразу: запишите его, в новом окне `JOB` пуст',
    },
    otherwise: {
      en: 'AccessDenied: only the restore role may pass itself to AWS Backup; InvalidParameterValue: the recovery point was `null`',
      zh: '若为 AccessDenied：仅恢复角色可将自身传递给 AWS Backup；若为 InvalidParameterValue：恢复点为 `null`',
      ru: 'AccessDenied: передать AWS Backup эту роль может лишь она сама; InvalidParameterValue: точка была `null`',
    },
  },
  'wait-backup': {
    does: {
      en: 'See how far it has come, as often as you like.',
      zh: '随时查看进度。',
      ru: 'Смотрите, как далеко дошло, сколько угодно раз.',
    },
    expect: {
      en: '`RUNNING`, then `COMPLETED`; minutes for an empty bucket, hours for millions of objects: AWS promises no time',
      zh: '先 `RUNNING`，后 `COMPLETED`；空桶数分钟，数百万对象需数小时：AWS 不承诺时间',
      ru: '`RUNNING`, затем `COMPLETED`; минуты для пустого бакета, часы для миллионов объектов: AWS срока не обещает',
    },
    otherwise: {
      en: '`FAILED` or `ABORTED`: the third column says why. `COMPLETED` with “One or more objects failed”: count in the next step',
      zh: '若为 `FAILED` 或 `ABORTED`：第三列给出原因。若 `COMPLETED` 且提示 “One or more objects failed”：在下一步清点',
      ru: '`FAILED` или `ABORTED`: причина в третьем столбце. `COMPLETED` с «One or more objects failed»: пересчитайте на следующем шаге',
    },
  },
  'list-replica': {
    does: {
      en: 'Count what the replica in {awsRegion} holds. It is read where it lies: the quarantine is lost with its AWS Region.',
      zh: '清点 {awsRegion} 中复制副本的内容。就地读取：隔离桶随其 AWS 区域一同不可用。',
      ru: 'Пересчитайте, что есть в реплике в {awsRegion}. Её читают на месте: карантин потерян вместе со своим регионом AWS.',
    },
    expect: {
      en: 'Total Objects and Total Size; seconds for thousands of objects, minutes for a million',
      zh: '显示 Total Objects 与 Total Size；数千对象需数秒，百万对象需数分钟',
      ru: 'Total Objects и Total Size; секунды на тысячи объектов, минуты на миллион',
    },
    otherwise: {
      en: 'AccessDenied: see that you are the restore role; a timeout: that AWS Region is ill, too',
      zh: '若为 AccessDenied：确认已取得恢复角色；若超时：该 AWS 区域也有故障',
      ru: 'AccessDenied: проверьте, что вы в роли восстановления; тайм-аут: болен и тот регион AWS',
    },
  },
  'read-replica': {
    does: {
      en: 'What is needed at once can be read into {folder}; this line shows it, and without `--dryrun` it does it. It takes what is current in the replica, not what stood at the instant. A disk is no store: only where the law and the school allow it.',
      zh: '急需的内容可读取到 {folder}；此命令仅作演示，去掉 `--dryrun` 即执行。取副本中的当前版本，而非该时刻的版本。磁盘不是受保护的存储：仅在法律与学校允许时使用。',
      ru: 'Нужное сейчас можно прочитать в {folder}; эта строка показывает, без `--dryrun` делает. Берётся текущее в реплике, а не то, что было в тот момент. Диск — не хранилище: только если это разрешают закон и школа.',
    },
    expect: {
      en: 'a line for each object; then as fast as your own line is',
      zh: '每个对象一行；执行时速度取决于您的网络',
      ru: 'по строке на объект; затем со скоростью вашей линии',
    },
    otherwise: {
      en: 'it was interrupted: the same line again takes up the rest',
      zh: '若中断：重复同一命令即可续传',
      ru: 'прервалось: та же строка продолжит',
    },
  },
  'see-backup': {
    does: {
      en: 'See that the recovery point is there, in {vault} in {awsRegion}. It is restored only in that AWS Region and into a bucket there, and the kit makes none: it waits, locked, for the home AWS Region or for a new home.',
      zh: '确认恢复点存在于 {awsRegion} 的 {vault}。只能在该 AWS 区域内恢复到当地的桶，而本套件不创建此类桶：它被锁定保存，等待主区域恢复或迁至新址。',
      ru: 'Убедитесь, что точка восстановления есть в {vault} в {awsRegion}. Её восстанавливают только там и в тамошний бакет, а такого бакета нет: она ждёт под замком основного региона или нового дома.',
    },
    expect: { en: 'one ARN of a recovery point', zh: '返回一个恢复点 ARN', ru: 'один ARN точки восстановления' },
    otherwise: {
      en: '`null`: no copy had arrived before the instant; take a later one',
      zh: '若为 `null`：该时刻之前没有到达的副本；请选择更晚的时刻',
      ru: '`null`: до этого момента копия не дошла; возьмите более поздний',
    },
  },
} as const satisfies { readonly [act in ActId]?: ActText };

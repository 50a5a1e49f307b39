## The language
language-name = Русский
calendars = gregory
formats = ru

## The frame of every page
skip = Перейти к тексту
sections = Рубрики
search = Поиск
about = О нашей ленте
languages = Языки
languages-site = Язык сайта
feeds = RSS-ленты
days = По дням
theme = Оформление
theme-auto = Авто
theme-light = Светлое
theme-dark = Тёмное
front = Главная страница
to-front = На главную
wire-title = { $site }: сообщения и мнения других информационных агентств и сайтов со ссылкой на источник
disclaimer = Сообщения и мнения в этой ленте получены от других информационных агентств и сайтов и не обязательно отражают точку зрения редакции «{ $name }». Заголовки могут быть изменены в соответствии со стилем редакции. Содержание не меняется. Источник и его URL указаны в конце каждой статьи.

## Built-in sections
section-world = В мире
section-politics = Политика
section-business = Экономика
section-technology = Технологии
section-science = Наука
section-health = Здоровье
section-environment = Экология
section-culture = Культура
section-sport = Спорт
section-opinion = Мнения
section-general = Разное

## Lists
lead = Главное
recent = Последние материалы
reports = Сообщения
views = Колонки
report = Сообщение
view = Колонка
more-of = { $name }: все материалы
older = Более ранние
newest = Самые новые
older-items = Более ранние материалы
nothing-yet = Пока ничего не опубликовано.
nothing-here = Здесь пока ничего нет.
nothing-older = Более ранних материалов нет.
just-now = только что
from-day = от { $day }
n-new = { $n ->
    [one] { $number } новый материал
    [few] { $number } новых материала
    [many] { $number } новых материалов
   *[other] { $number } нового материала
}
items-of-day = Новости дня: { $day }
items-in-language = Язык новостей: { $name }
previous-day = Предыдущий день
next-day = Следующий день
n-items = { $n ->
    [one] { $number } материал
    [few] { $number } материала
    [many] { $number } материалов
   *[other] { $number } материала
}

## An article
by = { $authors }, { $source }
by-source = { $source }
at-source = В источнике
updated-at-source = Обновлено в источнике
on-this-wire = В нашей ленте
is-view = Это авторская колонка: в ней изложено мнение автора.
is-old = Эта статья от { $day }
read-on = Читать полностью на сайте { $source }
full-at = Полный текст — на сайте { $source }.
headline-at-source = Заголовок в источнике: { $headline }
by-house = изложение: { $name }
note-by = Примечание ({ $name }, { $day }):
correction-by = Исправление ({ $name }, { $day }):
changed-on = Источник изменил этот текст, в последний раз { $at }.
changed-kinds-on = Источник изменил этот текст, в последний раз { $at }: { $kinds }.
gone-on = Страницы этого материала у источника больше нет, впервые замечено { $at }.
what-changed = Что изменилось
source = Источник
verify = Проверка
verify-what = соответствия текста тому, что опубликовал источник
history = История
history-what = обработки материала в нашей ленте: что и когда сделано
share-link = Адрес этой страницы
picture-at-source = Изображение в источнике
picture-at-source-of = Изображение в источнике: { $alt }
picture-credit = Из данных самого изображения: { $credit }
shown-by = Показ: { $host }
table = Таблица
as-written = Как указано в источнике: { $raw }
as-written-assumed = Как указано в источнике: { $raw } (часовой пояс не указан, принято UTC)
more-from-source = Другие материалы: { $source }

## Search
search-title = { $words }: поиск
search-words = Слова
search-how = Должны встретиться все слова; «слова в кавычках» — подряд; слово после знака - встретиться не должно.
search-source = Источник
search-source-all = Все источники
search-section = Рубрика
search-section-all = Все рубрики
search-lang = Язык
search-lang-all = Все языки
search-genre = Жанр
search-genre-all = Сообщения и колонки
search-from = С
search-to = По
search-order = Порядок
search-best = Сначала самые подходящие
search-newest = Сначала новые
search-nothing = Ничего не найдено.
search-page = { $items }, страница { $page } из { $pages }
search-pages = Страницы результатов
search-previous = Назад
search-next = Далее
search-cut = Запрос слишком длинный: искали только его начало.
search-bad-from = Первый день — не дата, и он не учтён. Напишите его так: 2026-11-25.
search-bad-to = Последний день — не дата, и он не учтён. Напишите его так: 2026-11-25.
search-not-ready = Поиск готовится к работе. Повторите попытку через минуту.

## Verify
verify-title = Проверка: { $headline }
verify-good = Текст, фрагмент за фрагментом, совпадает с архивной копией страницы источника. Проверено { $at }: различий нет.
verify-removed = Архивная копия удалена { $at } по условиям источника или по распоряжению. При публикации текст был сверен с ней и остаётся тем, который был тогда опечатан.
verify-bad = { $n ->
    [one] При проверке { $at } найдено { $number } различие между текстом и архивной копией:
    [few] При проверке { $at } найдено { $number } различия между текстом и архивной копией:
    [many] При проверке { $at } найдено { $number } различий между текстом и архивной копией:
   *[other] При проверке { $at } найдено { $number } различия между текстом и архивной копией:
}
verify-places = { $n ->
    [one] в { $number } месте
    [few] в { $number } местах
    [many] в { $number } местах
   *[other] в { $number } места
}
retrieved-what = Что получено
address = Адрес
when = Когда
bytes = Размер, байт
bytes-digest = SHA-256 полученных байтов
archive-copy = Архивная копия
archive-open = Скачать байты в том виде, в каком они получены, и проверить самому
archive-closed = Не предлагается: по условиям источника она остаётся в архиве. С этой контрольной суммой можно сверить любую копию.
archive-removed = Удалена по условиям источника или по распоряжению. Контрольная сумма показывает, чем она была.
archive-file = Файл архива
received-only = Это то, что получила наша лента. Мы ничего не утверждаем о том, что источник показывал другим или показывает сейчас.
published-what = Что опубликовано
blocks = Блоки текста
text-digest = SHA-256 текста
headline = Заголовок
headline-changed = изменён в соответствии со стилем сайта; в источнике: { $headline }
headline-own = как в источнике
how-checked = Каждый абзац указывает на своё место в архивной копии страницы. Текст, его порядок, выделения и ссылки должны совпадать с этим местом; каждое слово той части страницы, которая относится к статье, либо показано, либо учтено в списке ниже.
left-out = Что опущено
nothing-left-out = Ничего.
kind = Вид
places = Число мест
check-yourself = Проверьте сами
check-command = Если архив под рукой, эта команда заново прочитает страницу и сравнит её с текстом слово за словом:
command = Команда
back-to-article = Вернуться к статье
cut-advertisement = Реклама
cut-newsletter = Предложение рассылки, приложения или подписки
cut-related = Ссылки на другие статьи
cut-share = Кнопки «Поделиться»
cut-head = Заголовок, имя автора, даты: показаны в начале статьи
cut-author = Справка об авторе
cut-comments = Комментарии читателей
cut-paywall = Сообщение о том, что продолжение доступно по подписке
cut-navigation = Меню, теги, номера страниц, кнопки
cut-duplicate = Слова, которые повторяются в источнике дважды
cut-repeated = Слова, которые есть и в других статьях источника
cut-unrendered = То, что браузер не показывает: скрипты, стили, скрытые части
cut-other = Признано не относящимся к статье

## About
about-title = О сайте «{ $name }»
about-is = Что это за лента
about-is-text = Наша лента перепечатывает сообщения и мнения других информационных агентств и сайтов. Для каждого материала назван источник, а URL источника приведён в конце каждой статьи.
about-changed = Что меняется, а что нет
about-changed-text = Заголовок может быть изменён в соответствии со стилем сайта; тогда заголовок источника приводится под статьёй. Текст никогда не меняется: он берётся из копии страницы источника, помещённой в архив до публикации. Всё, что стояло там между абзацами и не относится к статье, например реклама или ссылки на другие статьи, опускается и заносится в список.
about-how = Как работает лента
about-how-text = Источники опрашиваются каждые несколько минут. Каждый ответ сохраняется в архиве байт в байт; лишь после этого из него извлекается статья, опознаётся, если она уже известна, сверяется с архивом, получает номер и публикуется. Что публиковать, решает человек или записанное правило, и оба решения протоколируются.
about-verify = Как это проверить
about-verify-text = У каждой статьи есть страница «Проверка», где сказано, что проверено и как это проверить, и страница «История», где сказано, что и когда с ней сделано.
about-shown = Что показывается
about-shown-text = Какая часть статьи показывается, зависит от условий источника: вся статья, её начало или только заголовок и ссылка. Изображения показываются, если источник это разрешает.
about-opinion = Чьё это мнение
about-sources = Источники

## What cannot be shown
withheld = Скрыто
withheld-title = Показ этого материала приостановлен
withdrawn = Снято с публикации
withdrawn-title = Этот материал снят с публикации
withdrawn-by = Снято с публикации редакцией { $name }.
withdrawn-legal = Снято с публикации редакцией { $name } по требованию закона.
withdrawn-text = Материал был в нашей ленте и больше в неё не вернётся. Его текст больше не показывается.
no-reason = Причина не указана.
reason = Причина
since = С
not-found-title = Страница не найдена
not-found-text = По этому адресу ничего нет. Возможно, в адресе опечатка или страница переехала.
not-allowed-title = Здесь это невозможно
not-allowed-text = Этот адрес доступен только для чтения.
not-now-title = Не сейчас
not-now-text = Сейчас эту страницу показать не удаётся. Попробуйте ещё раз через минуту.
broken-title = Произошла ошибка
broken-text = Эту страницу показать не удаётся. Ошибка записана и будет исправлена.

## История
history-title = История: { $headline }
history-last = { $n ->
    [one] Здесь показано только последнее сообщение.
    [few] Здесь показаны только последние { $number } сообщения.
   *[other] Здесь показаны только последние { $number } сообщений.
}
dispatch-at = Сообщение { $number }, { $at }
change-first = Впервые опубликовано: { $headline }
change-released = Снова показано.
change-withheld = Показ приостановлен: { $why }
change-killed = Снято с публикации: { $why }
change-text = Новая версия текста.
change-words = Новая версия текста. Добавлено слов: { $added }; удалено слов: { $removed }.
change-kinds = Источник изменил: { $kinds }.
change-gone = Страницы у источника больше нет.
change-there-again = Страница у источника снова есть.
kind-typo = описка
kind-wording = формулировка
kind-number = число или день
kind-name = имя или название
kind-quotation = цитата
kind-headline = заголовок источника
kind-addition = добавление
kind-removal = удаление
kind-correction-note = примечание об исправлении
kind-withdrawal = текст отозван
kind-kill = агентство аннулировало сообщение
kind-withhold = агентство просит не публиковать
kind-writethru = новая полная версия агентства
kind-corrected = исправление агентства
kind-refile = повтор агентства
kind-embargo = эмбарго агентства
kind-gone = страницы больше нет
change-read = Текст получен заново; слова в нём те же.
change-headline = Заголовок изменён с { $from } на { $to }
change-kicker = Строка над заголовком теперь: { $words }
change-no-kicker = Строка над заголовком снята.
change-dek-house = Подзаголовок теперь написан редакцией: { $words }
change-dek-source = Подзаголовок — источника.
change-dek-teaser = Подзаголовок — первые слова текста.
change-note = Примечание редакции: { $words }
change-no-note = Примечание редакции снято.
change-corrected = Исправление редакции: { $words }
change-section = Перемещено из раздела { $from } в раздел { $to }.
change-report = Отмечено как сообщение о событии.
change-view = Отмечено как колонка.
change-full = С этого момента показывается полностью.
change-teaser = С этого момента показываются только первые слова.
change-headline-only = С этого момента показывается только заголовок.
change-nothing = Не изменилось ничего, что увидел бы читатель.
passages-more = { $n ->
    [one] Изменён ещё { $number } фрагмент.
    [few] Изменены ещё { $number } фрагмента.
   *[other] Изменено ещё { $number } фрагментов.
}
captured = Получено с { $url }, { $at }, SHA-256 { $digest }
decisions = Решения
no-decision = Нет: материал вышел по правилу своего источника.
decided-desk = { $at }, решение редакции
decided-rule = { $at }, по правилу { $rule }
decided-release = Выпущено: { $why }
decided-schedule = К публикации назначено на { $at }: { $why }
decided-hold = Задержано: { $why }
decided-spike = Отложено: { $why }
decided-embargo = Не ранее { $at }: { $why }
decided-no-embargo = Срок эмбарго снят: { $why }
decided-headline = Дан заголовок { $headline }: { $why }
decided-no-headline = Возвращён заголовок источника: { $why }
decided-kicker = Над заголовком поставлена строка { $words }: { $why }
decided-no-kicker = Строка над заголовком снята: { $why }
decided-dek-house = Поставлен подзаголовок { $words }: { $why }
decided-dek-source = Поставлен подзаголовок источника: { $why }
decided-dek-teaser = Подзаголовком стали первые слова текста: { $why }
decided-note = Поставлено примечание { $words }: { $why }
decided-no-note = Примечание снято: { $why }
decided-correct = Опубликовано исправление { $words }: { $why }
decided-section = Помещено в раздел «{ $section }»: { $why }
decided-no-section = Возвращено в раздел, определённый правилами: { $why }
decided-report = Отнесено к сообщениям: { $why }
decided-view = Отнесено к колонкам: { $why }
decided-no-genre = Сообщение это или колонка, снова решают правила: { $why }
decided-withhold = Показ приостановлен: { $why }
decided-ask-kill = Скрыто; отзыв ждёт второго человека: { $why }
decided-kill = Снято с публикации: { $why }
decided-undo = Решение отменено: { $why }
pickups = Те же слова в других изданиях
pickup = { $name }, замечено { $at }
off-withheld = Показ приостановлен.
off-killed = Снято с публикации. Материал не вернётся.

## Источник
source-facts = Об этом источнике
retrieved-from = Получено с { $host }
home-page = Главная страница
items-on-wire = Материалов в нашей ленте
retrieved-since = Получаем с
shows-full = Весь текст
shows-teaser = Заголовок, первые слова и ссылка
shows-headline = Заголовок и ссылка
terms = Условия
no-licence = Лицензия не указана.
retrieved-how = Как получаем
from-list = Из его списка материалов
from-list-of = Из его списка материалов ({ $format })
from-no-list = По одному материалу, без списка
last-asked = Последний запрос
last-good = Последний удачный ответ
not-yet = Ещё не было
failing-since = Не отвечает как следует с
fault-no-answer = ответа нет
fault-not-secure = соединению нельзя доверять
fault-broken = там неполадки или перегрузка
fault-refused = нашу ленту туда не пускают
fault-gone = списка там больше нет
fault-no-list = ответ не является списком материалов
fault-other = ответ нельзя использовать
next-asked = Следующий запрос

## Дни
all-days = Все дни

## Стиль заголовков
style-title = Стиль заголовков
style-what = Правила, по которым здесь меняются заголовки, каждое с примерами. Ни одно правило не может изменить число, имя, отрицание, оговорку, слова в кавычках или указание на того, кто их сказал; если бы оно это сделало, заголовок остаётся таким, каким его написал источник. На текст статьи правила не распространяются: он никогда не меняется.
style-off = Сейчас правила не применяются: заголовки остаются такими, какими их написали источники, если их не изменил редактор.
style-suggest = Правила предлагают, решают редакторы.
style-auto = Решают правила, если не решил редактор.
style-none = У этого сайта нет собственных правил: заголовки остаются такими, какими их написали источники, если их не изменил редактор.
style-for = Языки: { $name }
style-case = регистр: { $name }
style-numbers = числа: { $name }
style-digits = цифры: { $name }
style-letters = буквы: { $name }
style-attribution = указание источника слов: { $name }
style-no-full-stop = без точки в конце
style-quotes = кавычки: { $name }
style-inside = внутри: { $name }
style-together = Всё вместе
style-more = Подробнее

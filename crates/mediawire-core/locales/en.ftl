# The site's own words in English. Every other language has the same keys and variables; a test compares them.
# A further language is one file of this kind: here, or as words/TAG.ftl in the data folder.

## The language
language-name = English
# The calendars of its dates, the first the usual one: gregory, persian, islamic-umalqura.
calendars = gregory
# The region whose way of writing dates and numbers is followed (BCP 47).
formats = en-GB

## The frame of every page
skip = Skip to the text
sections = Sections
search = Search
about = About this wire
languages = Languages
languages-site = This site in
feeds = Feeds
days = By day
theme = Appearance
theme-auto = Auto
theme-light = Light
theme-dark = Dark
front = Front page
to-front = To the front page
wire-title = { $site }: reports and views retrieved from other news agencies and websites, with their sources
disclaimer = Reports and views on this wire were retrieved from other news agencies and websites; they do not necessarily reflect the opinion of { $name }. Headlines may be changed to the house style. The content is not changed. The source and its URL stand at the bottom of each article.

## Built-in sections
section-world = World
section-politics = Politics
section-business = Business
section-technology = Technology
section-science = Science
section-health = Health
section-environment = Environment
section-culture = Culture
section-sport = Sport
section-opinion = Opinion
section-general = General

## Lists
lead = Lead
recent = Recent posts
reports = Reports
views = Views
report = Report
view = View
more-of = All of { $name }
older = Older
newest = Newest
older-items = Older items
nothing-yet = Nothing has been published yet.
nothing-here = Nothing here yet.
nothing-older = There is nothing older.
just-now = just now
from-day = from { $day }
n-new = { $n ->
    [one] { $number } new item
   *[other] { $number } new items
}
items-of-day = News of { $day }
items-in-language = News in { $name }
previous-day = The day before
next-day = The day after
n-items = { $n ->
    [one] { $number } item
   *[other] { $number } items
}

## An article
by = By { $authors }, { $source }
by-source = { $source }
at-source = At the source
updated-at-source = Updated at the source
on-this-wire = On this wire
is-view = This is a view: it says what its author thinks.
is-old = This article is from { $day }.
read-on = Read the full article at { $source }
full-at = The full article is at { $source }.
headline-at-source = Headline at the source: { $headline }
by-house = summary by { $name }
note-by = Note by { $name }, { $day }:
correction-by = Correction by { $name }, { $day }:
changed-on = Its source has changed this text, last on { $at }.
changed-kinds-on = Its source has changed this text, last on { $at }: { $kinds }.
gone-on = Its page is no longer at its source, as this wire saw on { $at }.
what-changed = What changed
source = Source
verify = Verify
verify-what = that the text is what the source published
history = History
history-what = what this wire did with it, and when
share-link = Address of this page
picture-at-source = Picture at the source
picture-at-source-of = Picture at the source: { $alt }
picture-credit = From the picture’s own data: { $credit }
shown-by = Shown by { $host }
table = Table
as-written = As the source wrote it: { $raw }
as-written-assumed = As the source wrote it: { $raw } (no time zone stated: UTC assumed)
more-from-source = More from { $source }

## Search
search-title = { $words }: search
search-words = Words
search-how = Every word must be there; “words in quotation marks” stand side by side; -word must not be there.
search-source = Source
search-source-all = All sources
search-section = Section
search-section-all = All sections
search-lang = Language
search-lang-all = All languages
search-genre = Kind
search-genre-all = Reports and views
search-from = From
search-to = To
search-order = Order
search-best = Best first
search-newest = Newest first
search-nothing = Nothing was found.
search-page = { $items }, page { $page } of { $pages }
search-pages = Pages of results
search-previous = Previous
search-next = Next
search-cut = The question is long: only its beginning was looked for.
search-bad-from = The first day is not a date and was left out. Write it as 2026-11-25.
search-bad-to = The last day is not a date and was left out. Write it as 2026-11-25.
search-not-ready = Search is being made ready. Try again in a minute.

## Verify
verify-title = Verify: { $headline }
verify-good = The text is what the archived copy of the source’s page says, run by run. Checked on { $at }: no difference.
verify-removed = The archived copy was removed on { $at } under the source’s terms, or by order. The text was held against it when it was published, and is still the one that was sealed then.
verify-bad = { $n ->
    [one] The check of { $at } found { $number } difference between the text and the archived copy:
   *[other] The check of { $at } found { $number } differences between the text and the archived copy:
}
verify-places = { $n ->
    [one] in { $number } place
   *[other] in { $number } places
}
retrieved-what = What was retrieved
address = Address
when = When
bytes = Bytes
bytes-digest = SHA-256 of the bytes
archive-copy = Archived copy
archive-open = Download the bytes as they came, to check them yourself
archive-closed = Not offered: its terms keep it in the archive. The digest is what any copy can be held against.
archive-removed = Removed under the source’s terms, or by order. The digest says what it was.
archive-file = Archive file
received-only = This is what this wire received. It is no claim about what the source showed to others, or shows now.
published-what = What was published
blocks = Blocks of text
text-digest = SHA-256 of the text
headline = Headline
headline-changed = changed to the style of this site; at the source: { $headline }
headline-own = the source’s own
how-checked = Each paragraph points to its place in the archived page. The text, its order, its emphasis and its links must be those of that place; every word of the article’s part of the page is either shown or in the list below.
left-out = What was left out
nothing-left-out = Nothing.
kind = Kind
places = Places
check-yourself = Check it yourself
check-command = With the archive at hand, this command reads the page again and compares it with the text, word for word:
command = Command
back-to-article = Back to the article
cut-advertisement = Advertisement
cut-newsletter = Invitation to a newsletter, an app or a subscription
cut-related = Links to other articles
cut-share = Buttons for sharing
cut-head = Headline, byline, dates: shown at the head of the article
cut-author = Box about the author
cut-comments = Readers’ comments
cut-paywall = Note that the rest is for subscribers
cut-navigation = Menus, tags, page numbers, buttons
cut-duplicate = Words that stand there twice
cut-repeated = Words that other articles of the source have too
cut-unrendered = What a browser does not show: scripts, styles, hidden parts
cut-other = Judged not to belong to the article

## About
about-title = About { $name }
about-is = What a media wire is
about-is-text = A media wire republishes reports and views of other news agencies and websites. Each item names its source, and the source’s URL stands at the bottom of each article.
about-changed = What is changed, and what is not
about-changed-text = The headline may be changed to the style of this site; the source’s own headline is then shown below the article. The text is never changed: it is taken from a copy of the source’s page that was archived before anything was published. What stood between the paragraphs there and is not part of the article, such as an advertisement or links to other articles, is left out and listed.
about-how = How this one works
about-how-text = Sources are asked every few minutes for what is new. Each answer is archived byte for byte; only then is the article read out of it, recognised if it is known, held against the archive, numbered and published. A person or a written rule decides what goes out, and both are on record.
about-verify = How to check it
about-verify-text = Every article has a page named Verify that says what was checked and how to check it, and a page named History that says what was done with it and when.
about-shown = What is shown
about-shown-text = How much of an article is shown follows the terms of its source: all of it, its first words, or its headline and the link. Pictures are shown where the source allows it.
about-opinion = Whose opinion it is
about-sources = Sources

## What cannot be shown
withheld = Withheld
withheld-title = This item is withheld
withdrawn = Withdrawn
withdrawn-title = This item has been withdrawn
withdrawn-by = Withdrawn by the desk of { $name }.
withdrawn-legal = Withdrawn by the desk of { $name } on a legal order.
withdrawn-text = It was on this wire, and will not return. Nothing of its text is shown any more.
no-reason = No reason was given.
reason = Reason
since = Since
not-found-title = Not found
not-found-text = There is nothing at this address. It may have been mistyped, or what was here may have moved.
not-allowed-title = That cannot be done here
not-allowed-text = This address can be read, and nothing else.
not-now-title = Not now
not-now-text = This page cannot be shown at the moment. Try again in a minute.
broken-title = Something broke
broken-text = This page cannot be shown. It has been noted, and will be mended.

## History
history-title = History: { $headline }
history-last = { $n ->
    [one] Only the last dispatch is told here.
   *[other] Only the last { $number } dispatches are told here.
}
dispatch-at = Dispatch { $number }, { $at }
change-first = First published: { $headline }
change-released = Shown again.
change-withheld = Withheld: { $why }
change-killed = Withdrawn: { $why }
change-text = A new version of the text.
change-words = A new version of the text. Words added: { $added }; words removed: { $removed }.
change-kinds = The source changed: { $kinds }.
change-gone = Its page is no longer at its source.
change-there-again = Its page is there again at its source.
kind-typo = a slip of the pen
kind-wording = wording
kind-number = a number or day
kind-name = a name
kind-quotation = a quotation
kind-headline = its headline
kind-addition = something added
kind-removal = something taken out
kind-correction-note = a note about a correction
kind-withdrawal = the text was taken back
kind-kill = the agency took it back
kind-withhold = the agency asked to hold it
kind-writethru = the agency sent it anew
kind-corrected = the agency corrected it
kind-refile = the agency repeated it
kind-embargo = the agency set an embargo
kind-gone = its page is not there any more
change-read = The text was retrieved again; its words are the same.
change-headline = The headline changed from { $from } to { $to }
change-kicker = The line above the headline is now { $words }
change-no-kicker = The line above the headline was taken off.
change-dek-house = The line below the headline is now the house’s own: { $words }
change-dek-source = The line below the headline is the source’s own.
change-dek-teaser = The line below the headline is the first words of the text.
change-note = A note of the house: { $words }
change-no-note = The note of the house was taken off.
change-corrected = A correction by the house: { $words }
change-section = Moved from { $from } to { $to }.
change-report = Marked as a report.
change-view = Marked as a view.
change-full = Shown in full from here on.
change-teaser = Only its first words are shown from here on.
change-headline-only = Only its headline is shown from here on.
change-nothing = Nothing changed that a reader would see.
passages-more = { $n ->
    [one] { $number } more passage changed.
   *[other] { $number } more passages changed.
}
captured = Retrieved from { $url } on { $at }, SHA-256 { $digest }
decisions = Decisions
no-decision = None: it went out by the rule of its source.
decided-desk = { $at }, by the desk
decided-rule = { $at }, by the rule { $rule }
decided-release = Released: { $why }
decided-schedule = To be released at { $at }: { $why }
decided-hold = Held: { $why }
decided-spike = Set aside: { $why }
decided-embargo = Not before { $at }: { $why }
decided-no-embargo = The moment before which it could not be shown was lifted: { $why }
decided-headline = Given the headline { $headline }: { $why }
decided-no-headline = Shown under its source’s headline again: { $why }
decided-kicker = Given the line { $words } above the headline: { $why }
decided-no-kicker = The line above the headline taken off: { $why }
decided-dek-house = Given the line { $words } below the headline: { $why }
decided-dek-source = Given the source’s own line below the headline: { $why }
decided-dek-teaser = Given the first words of the text below the headline: { $why }
decided-note = Given the note { $words }: { $why }
decided-no-note = The note taken off: { $why }
decided-correct = Correction published { $words }: { $why }
decided-section = Put into { $section }: { $why }
decided-no-section = Put back where the rules put it: { $why }
decided-report = Said to be a report: { $why }
decided-view = Said to be a view: { $why }
decided-no-genre = Left to the rules whether it is a report or a view: { $why }
decided-withhold = Withheld: { $why }
decided-ask-kill = Withheld; its withdrawal awaits a second person: { $why }
decided-kill = Withdrawn: { $why }
decided-undo = A decision was taken back: { $why }
pickups = The same words elsewhere
pickup = { $name }, seen on { $at }
off-withheld = Withheld.
off-killed = Withdrawn. It will not return.

## A source
source-facts = About this source
retrieved-from = Retrieved from { $host }
home-page = Home page
items-on-wire = Items on this wire
retrieved-since = Retrieved since
shows-full = The whole text
shows-teaser = Headline, first words and a link
shows-headline = Headline and a link
terms = Terms
no-licence = No licence was stated.
retrieved-how = How it is retrieved
from-list = From its list of pieces
from-list-of = From its list of pieces ({ $format })
from-no-list = Piece by piece, from no list
last-asked = Last asked
last-good = Last good answer
not-yet = Not yet
failing-since = Failing since
fault-no-answer = it does not answer
fault-not-secure = its connection cannot be trusted
fault-broken = something is broken or too busy there
fault-refused = it does not let this wire in
fault-gone = its list is not there any more
fault-no-list = what it gives is not a list of pieces
fault-other = its answer cannot be used
next-asked = To be asked next

## Days
all-days = All days

## The style book
style-title = Style book
style-what = The rules by which headlines are changed here, each with examples. No rule may change a number, a name, a negation, a doubt, quoted words or who says something; where one would, the headline stays as its source wrote it. The text of an article is under no rule: it is never changed.
style-off = At present no rule is in use: headlines stand as their sources wrote them, unless an editor changed them.
style-suggest = The rules suggest, and editors decide.
style-auto = The rules decide, unless an editor has.
style-none = This site has no rules of its own: headlines stand as their sources wrote them, unless an editor changed them.
style-for = Languages: { $name }
style-case = case: { $name }
style-numbers = numbers: { $name }
style-digits = digits: { $name }
style-letters = letters: { $name }
style-attribution = attribution: { $name }
style-no-full-stop = no full stop
style-quotes = quotation marks: { $name }
style-inside = inside: { $name }
style-together = All of it together
style-more = More

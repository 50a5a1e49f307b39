# The desk's words in English, page by page. Every other language of the desk has the same keys and variables; a test
# compares them, and another finds words that no page asks for. A further language is one file of this kind.
# Errors are made in English: what stands under error-CODE here is that, and other languages say their own for the codes
# that people meet often.

## The frame of every page
times = Times at the desk are UTC; a moment that you type is of the zone that its field names.
to-content = To the content
desk = Desk
desk-of = { $site }: desk
desk-language = Language of the desk
nav-queue = Queue
nav-take = Take
nav-sources = Sources
nav-routing = Routing
nav-site = Site
who = { $name }, { $role }
log-in = Log in
log-out = Log out
back-to-queue = Back to the queue
comma = ,
all = All
any = any
why = Why
why-public = Why, for the history that readers see
semicolon = {"; "}
source-one = Source
section = Section
lang = Language
genre-report = report
genre-view = view
hold = Hold
spike = Set aside
state = State
role = Role
never = never
close = Close

## The lists
list-wire = On the wire
list-scheduled = Scheduled
list-spiked = Set aside
list-off = Taken off

## Keys
keys = Keys
key-sheet = this sheet
key-lines = next and previous line of the queue
key-open = open the line
key-mark = mark the line, mark all of the page: { $keys } are for what is marked
key-queue = the queue
key-pages = next and previous page of the queue
key-lists = on the wire, scheduled, set aside, taken off
key-sources = sources, routing, style book
key-take = take an article; at the sources, add one
key-tokens = tokens, the record, destinations
key-try = at the routing, try the rules on the last week
key-rule = at a source, try the rule for its site; save it when it was tried
key-headline = edit the headline
key-house = take the headline in the house style
key-lines-around = line below, line above the headline
key-capture = the article beside what was captured, and back
key-note = note for readers
key-story = the items that have the same words
key-correct = correct what the house said, for readers
key-later = let it out later, embargo
key-off = take it off: withhold, kill
key-belongs = section, report or view
key-release = let out
key-hold = hold, set aside
key-undo = undo the last decision, before the item has gone out
key-among = take it on, leave a note
key-leave = leave a field, close this sheet

## Roles
role-reader = reader
role-reporter = reporter
role-editor = editor
role-source-manager = source-manager
role-legal = legal
role-admin = admin

## What was done: decisions and acts
deed-release = release
deed-schedule = schedule
deed-hold = hold
deed-spike = spike
deed-embargo = embargo
deed-headline = headline
deed-kicker = kicker
deed-dek = dek
deed-editor-note = editor-note
deed-correct = correct
deed-section = section
deed-genre = genre
deed-withhold = withhold
deed-ask-kill = ask-kill
deed-kill = kill
deed-copy-kept = copy-kept
deed-erased = erased
deed-erasure-asked = erasure-asked
deed-erasure-captures = erasure-captures
deed-erasure-taken-back = erasure-taken-back
deed-legal = by legal order
deed-undo = undo
deed-account = account
deed-account-invite = account-invite
deed-password = password
deed-log-in = log-in
deed-log-out = log-out
deed-token = token
deed-token-revoke = token-revoke
deed-destination-add = destination-add
deed-destination-remove = destination-remove
deed-destination-replay = destination-replay
deed-destination-retry = destination-retry
deed-destination-secret = destination-secret
deed-destination-overwrite = destination-overwrite
deed-destination-keep = destination-keep
deed-routing = routing
deed-routing-order = routing-order
deed-site-rule = site-rule
deed-assign = assign
deed-note = note
deed-source = source

## Log-in, and the link by which a password is chosen
account-name = Name
password = Password
password-again = Once more
password-how = At least 12 characters: a few words do well.
login-forgotten = Forgotten? An admin makes a new link, or { $command } on the machine. From another machine the desk works over https only.
begin-title = Choose a password
begin-first = Make the first account
begin-role = You will be { $role } of this desk. The link holds once, for a day.
begin-choose = Choose

## What could not be done
trouble-title = Not done
error = { $words }
error-session = { $words }
error-role = { $words }
error-link = { $words }
error-guesses = { $words }
error-changed = { $words }
error-password = { $words }
error-name = { $words }
error-account = { $words }
error-at = { $words }
error-why = { $words }
error-item = { $words }
error-note = { $words }
error-licence = { $words }
error-terms = { $words }
error-slug = { $words }
error-url = { $words }
error-section = { $words }
error-genre = { $words }
error-source = { $words }
error-list = { $words }
error-routing = { $words }
error-slow = { $words }
error-another-site = { $words }

## Accounts
accounts-title = Accounts
account-link = Give { $name } this link. It is shown once, holds for a day, and takes the place of older ones.
account-change = Change
account-off = off
account-invited = has chosen no password yet
account-can = can log in
account-role-of = Role of { $name }
account-make = Make an account, or a new link
account-make-link = Make a link
account-done = What was done
act = { $at }: { $by } { $what } { $object }
act-was = was { $was }
act-is = is { $is }
act-from = from { $place }

## Tokens
tokens-title = Tokens
tokens-what = A token lets a program ask at the desk in your name, at { $address } with { $head }. It may do no more than you, and of that only what it is for; it logs nobody in.
tokens-none = No token yet.
token-shown = This is the token. It is shown once: keep it where only the program finds it.
token-for = For
token-whose = Whose
token-may = May
token-made = Made
token-used = Used last
token-revoked = revoked { $at }
token-revoke = Revoke
token-revoke-one = Revoke the token for { $name }
token-make = Make a token
token-make-it = Make it
token-name = What it is for
token-scope = It may
token-read = read what the desk shows
token-desk = decide too, but kill nothing

## Destinations
destinations-title = Destinations
destinations-what = A destination is sent every dispatch of the wire, until it says that it has it: a webhook as signed JSON, a WordPress as a post.
destinations-none = No destination yet.
destination-secret-shown = This is the secret by which it tells who sends. It is shown once.
destination-answered = It answered { $status }.
destination-owed = Owed: { $owed }, set aside: { $parked }, the oldest since { $since }.
destination-owed-nothing = Nothing is owed.
destination-taken = It took something last at { $at }.
destination-taken-nothing = It has taken nothing yet.
destination-paused = It asked to be sent nothing more: nothing is, until you try again.
destination-rests = It is left alone until { $until }.
destination-older = It has had older posts than were written there since { $since }. If it was put back to an older copy of itself, send it everything again.
destination-dispatch = Dispatch
destination-since = Since
destination-tries = Tries
destination-parked = Set aside.
destination-next = next at { $at }
destination-retry = Try again
destination-retry-one = Try again: dispatch { $number }
destination-retry-all = Try all again that was set aside
destination-test = Send a test
destination-replay-from = From dispatch
destination-replay = Send again
destination-replay-all = Send everything again
destination-new-secret = Make another secret
destination-remove = Remove it
destination-remove-what = It is sent nothing more, and what is owed to it is forgotten, corrections and withdrawals too. What it has stays there.
destination-remove-it = Remove it for good
destination-add = Add a webhook
destination-add-it = Add it
destination-slug = Short name
destination-name = Name
destination-url = Address
destination-from = From: now, start or a number
destination-seen = What was seen there:
destination-good = Good
destination-lacking = Lacks
destination-bad = Fails
destination-edited = A person has changed it there.
destination-waits = Set aside: it goes with the newer dispatch of the same item.
destination-overwrite = Overwrite
destination-keep = Keep
destination-new-password = Another application password
destination-take-password = Take it
destination-add-wordpress = Add a WordPress
destination-wordpress-what = The house’s own WordPress: one post an item, which every later dispatch changes. The password is kept and never shown.
destination-user = User
destination-password = Application password of that user
destination-status = New posts are
destination-draft = drafts
destination-publish = published
destination-more = Categories, tags and authors
destination-categories = Categories: SECTION=NAME, a line each
destination-tags = Tags: SECTION=NAME, a line each
destination-author = Number of the user whom posts are by
destination-source-authors = Authors by source: SLUG=NUMBER, a line each
destination-byline-authors = Authors by byline: NAME=NUMBER, a line each
scope-read = read
scope-desk = desk

## The record
record-title = Record
record-what = What was done, the newest first: decisions on items, changes of sources, and all else that was done at the desk; each once, and none is ever changed.
record-by = Who
record-object = On what: an item, a source, an account, a rule
record-show = Show
record-lines = As lines of JSON
record-none = Nothing of the kind was done.
record-region = The record
record-when = When
record-deed = What
record-on = On what
record-change = Before, after
record-place = From where
record-older = Older

## Many lines at once
n-done = { $n ->
    [one] { $number } item is done.
   *[other] { $number } items are done.
}
bulk-none = None could be done
bulk-not-all = Not all could be done
bulk-left = { $n ->
    [one] Left as it is:
   *[other] Left as they are:
}
bulk-theirs = { $n ->
    [one] { $number } is left to the person who sees to it.
   *[other] { $number } are left to the persons who see to them.
}

## The queue
list-new = New
list-held = Held
list-mine = Mine
queue-lists = Lists
queue-filter = Filter
queue-kind = Kind
queue-mine-only = mine
queue-none-so = Nothing here is so.
queue-none-new = Nothing new waits.
queue-none-held = Nothing is held.
queue-none-mine = Nothing waits for you.
queue-none-scheduled = Nothing is scheduled.
queue-none-spiked = Nothing is set aside.
queue-none-wire = Nothing stands on the wire yet.
queue-none-off = Nothing was taken off.
queue-mark = Mark { $headline }
queue-story-only = of this story only
queue-story = its story
queue-for = for { $name }
queue-take-on = Take on
queue-release = Let out
queue-looked = So much was found among { $number } lines; there are more.
queue-before = Before
queue-next = Next
queue-further = Look further
queue-decided-by = { $by }: { $why }
queue-withheld-by = withhold by { $by }: { $why }
queue-killed-by = kill by { $by }: { $why }
queue-goes-at = { $at }, { $said }
queue-asks-kill = { $by } asks for a kill: another person confirms it
queue-source-changed = the source has changed its headline since the house’s was given
is-withheld = withheld: { $why }
is-killed = killed: { $why }
is-killed-legal = killed by legal order: { $why }

## What changes while a page is open
live-one = 1 more: show it
live-more = { $number } more: show them
live-lost = There may be more: show it
live-ended = Your session has ended: log in
live-news = This item has changed: show it as it is now
now-held = held
now-changed = changed
now-new = waits
now-scheduled = scheduled
now-spiked = set aside
now-wire = on the wire
now-off = taken off
now-copy = a copy

## Why an item is not on the wire, by the code of what stopped it
stop = { $words }
stop-no-source = { $words }
stop-altered = { $words }
stop-copy = { $words }
stop-no-headline = { $words }
stop-no-text = { $words }
stop-held = { $words }
stop-spiked = { $words }
stop-scheduled = { $words }
stop-embargoed = { $words }
stop-terms = { $words }
stop-withheld = { $words }
stop-killed = { $words }
stop-unchanged = { $words }

## Spans of time, and how sources are
span-minutes = { $n ->
    [one] { $number } minute
   *[other] { $number } minutes
}
span-hours = { $n ->
    [one] { $number } hour
   *[other] { $number } hours
}
span-days = { $n ->
    [one] { $number } day
   *[other] { $number } days
}
source-lag = half of its last items came within { $span } of their publication
source-came = Announced in the last 7 days: { $announced }; came in: { $came }

## A form that was not taken
item-headline-source = Back to the source’s headline
refused = Nothing was done: { $words }.
refused-meanwhile = Nothing was done: { $by } has decided the same meanwhile, { $at } UTC.
refused-decided = Decided ({ $what })
refused-yours = Yours
refused-reason = Your reason
refused-once-more = Yours is still in its form. Send it once more to decide so all the same.
refused-gone = there is nothing to decide of it any more

## The sources
n-letters = { $number } letters
and-more = And { $number } more.
sources-none = No source yet: { $command }
sources-page = { $slug }: terms, past, site rule
sources-display-full = display full
sources-display-teaser = display teaser
sources-display-headline = display headline
sources-pictures = with pictures
sources-n = { $items } items, { $shown } on the wire
sources-n-last = { $n } items in the last { $days } days
sources-asked = Asked { $asked }, read { $read }
sources-failed = { $n } times without success: { $trouble }
sources-auto = Goes out by itself.
sources-desk = Waits for the desk.
sources-to-desk = Let the desk decide
sources-to-auto = Let it out by itself
source-no-licence = No licence is stated.
source-licence = Licence: { $licence }
doubt = { $words }
doubt-another-site = { $words }
doubt-flood = { $words }
doubt-moved = { $words }
doubt-empty-list = { $words }
doubt-pages-a-day = { $words }

## A source
source-list = its list: { $list }
source-kept = The captures of its items are kept for as long as the archive is
source-kept-days = { $n ->
    [one] The captures of its items are kept for { $number } days
   *[other] The captures of its items are kept for { $number } days
}
source-captures-private = { $kept }, and are offered to nobody: readers get what its terms let be shown, and the digests by which it is verified.
source-captures-public = { $kept }, and anyone may have the captured page of what is shown in full, from its page Verify.
source-due = { $number } are kept no longer: they are removed a day after these terms were changed last, and do not come back.
source-due-more = { $number } or more are kept no longer: they are removed a day after these terms were changed last, and do not come back.
source-terms = Terms
source-keep = Keep these terms
now-is = As it is now
now-typed = As you typed it
source-licence-is = Licence: { $licence }.
source-display-full = Display full
source-display-teaser = Display teaser
source-display-headline = Display headline
source-pictures-yes = pictures shown
source-pictures-no = pictures not shown
source-section = section { $section }
source-waits = it waits for the desk.
source-goes = it goes out by itself.
source-past = What was changed
past-name = name { $value }
past-home = home { $value }
past-list = list { $value }
past-list-none = list none
past-asked = asked every { $value }
past-display = display { $value }
past-display-full = display full
past-display-teaser = display teaser
past-display-headline = display headline
past-licence = licence { $value }
past-licence-none = licence none
past-pictures = pictures { $value }
past-pictures-yes = pictures yes
past-pictures-no = pictures no
past-index = search engines { $value }
past-index-source = search engines source
past-index-own = search engines own
past-index-none = search engines none
past-archive = archive { $value }
past-archive-private = archive private
past-archive-public = archive public
past-kept = captures kept { $value }
past-kept-for-ever = captures kept for ever
past-section = section { $value }
past-genre = genre { $value }
past-genre-any = genre any
past-genre-report = genre report
past-genre-view = genre view
past-release = release { $value }
past-release-auto = release auto
past-release-desk = release desk
rule-title = The rule for its site
rule-site = { $file } says how the pages of this domain and its subdomains are read, whichever source they are of.
rule-none = There is no such file.
rule-holds = Pages are read by it.
rule-not-yet = Pages are not read by it yet: it was changed by hand since the start, or has a mistake. Try it, and save it here.
rule-record = Who changed it
rule-others = It has pages at other domains too:
rule-try-what = What its last { $n } articles would be with the rule is shown first; nothing is kept of a trial. What is saved after that holds for the pages that are read from then on; articles that are there stay as they are.
rule-save = Save it
rule-remove = Remove the file
rule-text = The file’s text
rule-url = The address of one more page, which is asked for and not kept
rule-try = Try it
rule-tried = { $n } pages were read: the rule changes { $changed } of them.
rule-no-page = No page of it is in the archive: its texts come in its list, or none was read yet.
rule-same = The same with the rule as it is now.
rule-now = As it is now
rule-with = With the rule
rule-by = by { $authors }
rule-no-article = No article: { $why }.

## A source is added
add-title = Add a source
add-url = A home page, a feed, a section’s page, a Telegram channel, or an account on Mastodon or Bluesky
add-page = read the page’s own links, though it has feeds
add-look = Look
add-hint = It is asked now, with a few of its pages, and nothing is kept until you say so.
add-opml = A file of feeds (OPML)
add-one = One article
add-found = Found: { $format }
add-others = Also there: { $others }. To take another, look at its address.
add-lists = It names { $number } further lists.
add-entries = { $number } entries
add-entries-shown = of which { $number } are shown
add-samples = What is read of the newest
add-cut = Cut:
add-unread = Nothing was read: { $why }
add-terms = Its terms
add-list = Its list: { $list }
add-it = Add it
terms-name = Name, as readers see it
terms-slug = Short name in addresses
terms-home = Home page
terms-licence = The licence or agreement under which it is republished, in words
terms-licence-example = agreement of May 2026
terms-display = May be shown
terms-display-full = all of it
terms-display-teaser = headline, teaser and link
terms-display-headline = headline and link
terms-index = Search engines
terms-index-source = are sent to the source’s page
terms-index-own = may find it here
terms-index-none = find it nowhere here
terms-images = its pictures may be shown too
terms-archive = The captured page of what is shown in full
terms-archive-private = is kept in the archive: readers have its digest
terms-archive-public = may be had by anyone, to verify it
terms-retention = Days after which the captures of its items are removed from the archive: nothing for never
terms-section = Section, unless its own categories say otherwise
terms-genre = All of it is
terms-genre-any = report or view, as its pages say
terms-auto = it goes out by itself: only with a licence above

## What was cut of a page, and why
left-out-advertisement = advertisement
left-out-newsletter = newsletter
left-out-related = related
left-out-share = share
left-out-head = head
left-out-author = author
left-out-comments = comments
left-out-paywall = paywall
left-out-navigation = navigation
left-out-duplicate = duplicate
left-out-repeated = repeated
left-out-unrendered = unrendered
left-out-other = other

## Lists of feeds
opml-title = Lists of feeds
opml-export = The sources as a file for feed readers (OPML)
opml-was = What was added
opml-would = What would be added
opml-done = Added { $added }, { $known } known already, { $refused } refused.
opml-would-be = Nothing was kept yet: { $added } would be added, { $known } known already, { $refused } refused.
opml-added = added as { $slug }
opml-known = known as { $slug }
opml-refused = refused: { $why }
opml-folder = A folder that is called like a section puts its feeds there. First polls are spread over an hour.
opml-add = Add them
opml-take = Take a file
opml-file = A file of feeds (OPML), at most 1 MiB
opml-look = Show what it would add

## One article is taken
take-title = Take an article
take-what = It is asked for now, kept in the archive, and comes before the desk.
take-queue = The queue
take-url = Its address
take-whose = Whose it is
take-known = the source of its site
take-out = let it out at once
take-it = Take it
take-item = The item
take-same = { $url } is in the archive, and is this item’s already.
take-slow = The site has not answered yet. What it answers is kept and comes before the desk; if nothing comes, it gave no page: take it once more.
take-nothing = { $url } is in the archive, and no new item was made of it: { $why }. A site rule may say where its article stands: see its source.
take-open = { $url } is in the archive, and is being read: it comes before the desk in a moment.

## The capture beside the article
capture-title = Captured: { $headline }
capture-back = Back to the item
capture-how = Left stands our article, right every text of what was captured: { $kept }, or { $cut }. Nothing of its mark-up is shown, and its source is asked for nothing.
capture-kept = kept
capture-cut = cut
capture-kind = with its kind
capture-article = The article
capture-capture = The capture
capture-received = Received { $at } UTC from { $url }, SHA-256 { $digest }
capture-before = Before the article: { $number } lines
capture-behind = Behind the article: { $number } lines
capture-short = It is longer than what is shown here.

## Routing
routing-what = The first rule of which all holds says where a new item goes. No rule lets out what suspicion, a person, an agency’s terms or a missing licence holds back.
routing-none = No rule yet: each source’s release says where its items go.
routing-is-off = off
routing-fixed = Stands in the configuration, and is asked before the desk’s.
routing-off = Off
routing-on = On
routing-earlier = Earlier
routing-later = Later
routing-change = Change
routing-switch-off = Switch { $rule } off
routing-switch-on = Switch { $rule } on
routing-ask-earlier = Ask { $rule } earlier
routing-ask-later = Ask { $rule } later
routing-change-one = Change { $rule }
routing-try = Try the rules on the last week
routing-trial = The last { $days } days, by { $rules }
routing-as-they-are = the rules as they are
routing-with = the rules with { $rule } among them
routing-came = Nothing was saved. { $n } items came; rules say something of { $routed }.
routing-came-cut = Nothing was saved. { $n } items came at least: the newest { $looked } were looked at; rules say something of { $routed }.
routing-where = Where they would have gone
routing-by-rule = By a rule
routing-items = Items
routing-elsewhere = Somewhere else now
routing-would = by { $rule } it { $goes }
routing-put = by { $rule } it is put into { $section }
routing-assigned = by { $rule } it is assigned to { $who }
routing-as-did = as it did
routing-now = now it { $is }
routing-by = by { $by }
went-out = goes out
went-waits = waits
went-aside = is set aside
went-off = is off the wire
went-now-out = is on the wire
went-now-waits = waits
went-now-aside = is set aside
went-now-off = is off the wire
routing-new = A new rule
routing-rule = The rule { $rule }
routing-name = Its name, as it stands on record
routing-if = If all of this holds
routing-words = One of these words or phrases in the headline, with commas between
routing-licence = Licence
routing-licence-stated = stated
routing-licence-none = not stated
routing-genre = Genre
routing-then = Then
routing-goes = It goes
routing-goes-any = where its source’s release says
routing-go-auto = out by itself
routing-go-desk = before the desk
routing-go-hold = nowhere: it is held
routing-go-spike = nowhere: it is set aside
routing-section = It is put into the section
routing-section-any = that it has
routing-assign = It is assigned to the account
routing-try-it = Try it on the last week
routing-save = Save it
display-full = full
display-teaser = teaser
display-headline = headline
rule-told = version { $version }: if { $when }, then { $then }
rule-anything = anything
rule-is = { $key } is { $value }
rule-and = {" and "}
rule-source = source
rule-section = section
rule-language = language
rule-words = words
rule-licence = licence
rule-display = display
rule-genre = genre
rule-go = go
rule-assign = assign
rule-licence-stated = stated
rule-licence-none = none
rule-display-full = full
rule-display-teaser = teaser
rule-display-headline = headline
rule-genre-report = report
rule-genre-view = view
rule-go-auto = auto
rule-go-desk = desk
rule-go-hold = hold
rule-go-spike = spike

## Correcting
item-correct = Correct what the house said
item-correction = What was wrong, and what is right
item-correction-stays = Readers see it with its day, outside the text. It stays: further ones come below it.
item-correct-it = Correct it

## Stories
story-title = One story
story-what = Items that have, or had, the same words: what came first first, wherever each stands.
item-story = { $n ->
    [one] { $number } item has these words
   *[other] { $number } items have these words
}

## The page of an item
item-verify = verify
item-received = received { $at } UTC
item-at-source = at the source
item-on-site = on the site
item-capture = beside what was captured
item-not-out = not on the wire
item-not-out-why = not on the wire: { $why }
item-out = on the wire, dispatch { $number }
item-source = The source: { $words }
item-changed = Changed:
item-moved = The source has changed its headline since the house’s was given:
item-kill-asked = { $by } asks for a kill: { $why }. It is withheld until another person confirms that, or lets it out again.
item-decide = Decide
item-was-killed = It was killed, which is for ever.
item-headline = Headline
item-editor-confirms = An editor confirms such words.
item-confirm = Confirm
item-leave = Leave it
item-give-headline = Give it this headline
item-release = Let it out
item-later = Let it out later
item-when = When ({ $zone })
item-schedule = Schedule
item-off = Take it off
item-in-its-place = What readers see in its place
item-withhold = Withhold, for now
copies-title = These carry its text
copies-what = The same words came through other outlets. What stands on the wire of them stays there until somebody decides of it; what comes from now on waits for the desk.
copies-what-withheld = The same words came through other outlets. What stands on the wire of them stays there; what comes while this is withheld waits for the desk.
copy-flag = it carries the text of { $item }, which was withdrawn: { $why }
copy-flag-withheld = it carries the text of { $item }, which the desk withholds: { $why }
copy-to = the withdrawn item
copy-to-withheld = the withheld item
copy-kept = kept by { $by }, { $at }
copy-kill = Kill it too
copy-withhold = Withhold it too
copy-ask-kill = Ask for its kill too, and withhold
copy-keep = Keep it
copy-keep-why = Why it stays
item-legal = a legal order asks for it: its page answers 451
item-ask-kill = Ask for a kill, and withhold
item-kill = Kill, for ever
item-history = History
item-no-past = Nothing was decided yet.
item-past = { $what } by { $by }, { $at }
item-dek-source = the source’s own
item-dek-teaser = the first words of the text
item-source-changed = What its source changed
item-source-history = What readers saw of it
item-waits-differs = What waits differs from what readers see
item-passages-more = { $n ->
    [one] { $number } more passage
   *[other] { $number } more passages
}
item-text = The text, as its source published it
reason-desk = decided at the desk
reason-house = house style
reason-proposed = proposed by { $rule }

## The house style at an item
item-house = The house style
item-house-source = The source’s headline is in it.
item-house-own = The headline is in it.
item-house-take = Take it
item-house-how = How it was made
item-house-take-one = Take this one
item-proposed = Proposed by { $rule }: { $words }
item-alert = { $rule }: { $words }
item-not-applied = { $rule } was not applied: { $why }
level-mechanical = mechanical
level-equivalence = equivalence
level-suggestion = suggestion
level-warning = warning
level-error = error

## The forms of an item
line-give = Give it this line
dek-summary = Line below the headline: { $whose }
dek-none = none
dek-source = the source’s
dek-teaser = the first words
dek-house = the house’s
dek-label = The house’s line
dek-words = In the house’s words
dek-teaser-is = The first words: { $words }
dek-take-source = The source’s
dek-take-none = None
dek-take-teaser = The first words
kicker-summary = Line above the headline
kicker-label = A short line; empty takes it off
note-summary = Note for readers
note-label = In the house’s name, outside the text; empty takes it off
note-put = Put the note
belongs-summary = Where it belongs: { $section }, { $genre }
belongs-by-rule = As the rules say: { $what }
section-put = Put it there
genre-label = Report or view
genre-say = Say so
embargo-title = Embargo
embargo-label = Nobody lets it out before ({ $zone })
embargo-lift = empty lifts it
embargo-put = Embargo

## The desk among itself
among-title = Among ourselves
among-nobody = Nobody sees to it.
among-sees = { $name } sees to it.
among-take = Take it on
among-to = To
among-to-nobody = nobody
among-assign = Assign
among-note = Note, which no reader sees
among-leave = Leave it

## Undoing
item-undo = Undo the last decision
item-no-undo = There is no undoing: { $why }.
undo-hold = it waits again
undo-spike = it is set aside again
undo-schedule = it goes out on { $at } UTC again
undo-out = it goes out at once
undo-withheld = it is withheld again: { $words }
undo-headline = the headline is again: { $words }
undo-no-headline = the headline is the source’s again
undo-kicker = the line above the headline is again: { $words }
undo-no-kicker = there is no line above the headline again
undo-dek-house = the line below the headline is again: { $words }
undo-dek-source = the line below the headline is the source’s again
undo-dek-teaser = the line below the headline is the text’s first words again
undo-note = the note for readers is again: { $words }
undo-no-note = there is no note for readers again
undo-section = it is in { $words } again
undo-no-section = it is again where the rules put it
undo-genre = it is a { $genre } again
undo-no-genre = it is again what the rules take it for
undo-embargo = it is embargoed until { $at } UTC again
undo-no-embargo = there is no embargo again
lasting-nothing = nothing was decided yet
lasting-killed = a kill is for ever
lasting-corrected = a correction stays: say another
lasting-out = the last decision has led to dispatch { $number }: decide anew
lasting-dispatched = the item has been dispatched ({ $number }): decide anew
lasting-withheld = a rule has withheld it: let it out instead
lasting-passed = the moment at which it was to go out has passed: let it out, or name another
lasting-same = the item stood just so before

## What the guard says of words that say something else
guard-else = This says something else than the source. If you mean it, say why and confirm.
guard-same = This says the same in other words. Confirm it.
guard-kind-number = number
guard-kind-unit = unit
guard-kind-name = name
guard-kind-negation = negation
guard-kind-hedge = hedge
guard-kind-quotation = quotation
guard-kind-speaker = speaker
guard-kind-words = words
guard-what-number = a number
guard-what-unit = a unit
guard-what-name = a name
guard-what-negation = what denies or refuses
guard-what-hedge = how sure it is
guard-what-quotation = what is quoted
guard-what-speaker = who says it
guard-what-words = the wording
guard-by-rounding = rounding
guard-by-metonym = metonym
guard-by-attribution = attribution
guard-by-short-name = short-name
guard-by-listed = listed
guard-gone = { $what } is gone: put “{ $before }” back
guard-added = { $what } was added: take “{ $after }” out
guard-changed = { $what } changed: the source says “{ $before }”, not “{ $after }”
guard-fault-unhedged = “{ $after }” is not “{ $before }”: say nearly, over or about, whichever is true
guard-fault-false-hedge = “{ $after }” does not round “{ $before }” truly: take the hedge and number that do, or leave it
guard-fault-contrasted = “{ $before }” stands against another number: leave both as they are
guard-fault-speaker-acts = the claim speaks of who says it: leave “{ $before }” before it
guard-fault-not-a-speaker = it is not known that “{ $before }” names who says it: leave it where it stands
guard-fault-loaded-verb = “{ $before }” says more than that it was said: leave the verb
guard-fault-bound-claim = the claim cannot be parted from “{ $before }”: leave it where it stands

# What sources changed.
changes-title = Changed
changes-what = What sources changed in what stands on the wire, the last first, and what followed by the house’s rules.
changes-none = No source has changed anything yet.
changes-open = waits for a decision
key-changes = what sources changed
follow-take-over = taken over
follow-announce = readers are told
follow-hold = held
follow-take-off = taken off
class-typo = typo
class-wording = wording
class-number = number
class-name = name
class-quotation = quotation
class-headline = headline
class-addition = addition
class-removal = removal
class-correction-note = correction note
class-withdrawal = withdrawal
class-agency-kill = agency: kill
class-agency-withhold = agency: withhold
class-agency-writethru = agency: new in whole
class-agency-corrected = agency: corrected
class-agency-refile = agency: sent again
class-agency-embargo = agency: embargo
class-gone = page gone

## Erasures by order.

erasures-title = Erasures
erasures-what = A kill keeps what was received, as proof; an erasure takes that too, for ever: text, headline, captures and images, here and in what older backups bring back. That it was, and by which order, stays, and readers see it.
erasures-waiting = These wait for another person
erasures-asked = { $by } asks for it: { $why }
erasures-other = You have asked for it: another admin confirms.
erasures-confirm = Confirm, and erase for ever
erasures-back = Take it back
erasures-back-why = Why it is taken back
erasures-order = Order an erasure
erasures-item = The item: the 20 letters of its address, or the address
erasures-by-order = By which order; readers see it
erasures-sure = I have read what is lost, and that nothing brings it back
erasures-copies = The same text stands in these too, each of which needs an order of its own:
erasures-erase = Erase, for ever
erasures-ask = Withhold it, and ask for another admin
erasures-all = Erased so far
erasures-none = Nothing was erased.
erasures-done = done
erasures-open = is being done
item-erase = erase by order
key-erasures = erasures by order

# The desk's words in English, page by page. Every other language of the desk has the same keys and variables; a test
# compares them, and another finds words that no page asks for. A further language is one file of this kind.
# Errors are made in English: what stands under error-CODE here is that, and other languages say their own for the codes
# that people meet often.

## The frame of every page
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
key-tokens = tokens, the record
key-try = at the routing, try the rules on the last week
key-headline = edit the headline
key-house = take the headline in the house style
key-lines-around = line below, line above the headline
key-capture = the article beside what was captured, and back
key-note = note for readers
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
deed-section = section
deed-genre = genre
deed-withhold = withhold
deed-ask-kill = ask-kill
deed-kill = kill
deed-account = account
deed-account-invite = account-invite
deed-password = password
deed-log-in = log-in
deed-log-out = log-out
deed-token = token
deed-token-revoke = token-revoke
deed-routing = routing
deed-routing-order = routing-order
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
scope-read = read
scope-desk = desk

## The record
record-title = Record
record-what = What was done, the newest first: decisions on items, changes of sources, and all else that was done at the desk; each once, and none is ever changed. Times are UTC.
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

## The style book
style-title = Style book
style-off = The packs do nothing: headlines stand as their sources wrote them.
style-suggest = The packs suggest at the desk, and people decide.
style-auto = The packs decide, where no person has.
style-none = No pack is named: { $key } in the configuration.
style-for = For { $languages }
style-case = case { $name }
style-numbers = numbers { $name }
style-digits = digits { $name }
style-letters = letters { $name }
style-attribution = attribution { $name }
style-no-full-stop = no full stop
style-inside = inside { $marks }
style-together = All of it together
style-more = more

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
list-waiting = Waiting
queue-mine = Mine
queue-lists = Lists
queue-filter = Filter
queue-kind = Kind
queue-mine-only = mine
queue-none-so = Nothing here is so.
queue-none-waiting = Nothing waits.
queue-none-scheduled = Nothing is scheduled.
queue-none-spiked = Nothing is set aside.
queue-none-wire = Nothing stands on the wire yet.
queue-none-off = Nothing was taken off.
queue-mark = Mark { $headline }
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

## What changes while a page is open
live-one = 1 more: show it
live-more = { $number } more: show them
live-lost = There may be more: show it
live-ended = Your session has ended: log in
live-news = This item has changed: show it as it is now
now-held = held
now-changed = changed
now-waiting = waits
now-scheduled = scheduled
now-spiked = set aside
now-wire = on the wire
now-off = taken off
now-copy = a copy

## Why an item is not on the wire, by the code of what stopped it
stop = { $words }
stop-no-source = { $words }
stop-altered = { $words }
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

## Sources
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
refused = Nothing was done: { $words }.
refused-meanwhile = Nothing was done: { $by } has decided the same meanwhile, { $at } UTC.
refused-decided = Decided ({ $what })
refused-yours = Yours
refused-reason = Your reason
refused-once-more = Yours is still in its form. Send it once more to decide so all the same.
refused-gone = there is nothing to decide of it any more

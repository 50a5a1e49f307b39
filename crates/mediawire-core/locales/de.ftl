## The language
language-name = Deutsch
calendars = gregory
formats = de

## The frame of every page
skip = Zum Text springen
sections = Ressorts
search = Suche
about = Über diesen Dienst
languages = Sprachen
languages-site = Sprache der Website
feeds = Feeds
days = Nach Tagen
theme = Darstellung
theme-auto = Automatisch
theme-light = Hell
theme-dark = Dunkel
front = Startseite
to-front = Zur Startseite
wire-title = { $site }: Berichte und Meinungen anderer Nachrichtenagenturen und Websites, mit Quellenangabe
disclaimer = Die Berichte und Meinungen in diesem Dienst stammen von anderen Nachrichtenagenturen und Websites; sie geben nicht unbedingt die Meinung von { $name } wieder. Überschriften können an den Stil des Hauses angepasst sein. Der Inhalt wird nicht verändert. Die Quelle und ihre URL stehen am Ende jedes Artikels.

## Built-in sections
section-world = International
section-politics = Politik
section-business = Wirtschaft
section-technology = Technik
section-science = Wissenschaft
section-health = Gesundheit
section-environment = Umwelt
section-culture = Kultur
section-sport = Sport
section-opinion = Meinung
section-general = Vermischtes

## Lists
lead = Aufmacher
recent = Neueste Beiträge
reports = Berichte
views = Kommentare
report = Bericht
view = Kommentar
more-of = { $name }: alle Beiträge
older = Ältere
newest = Neueste
older-items = Ältere Beiträge
nothing-yet = Bisher wurde nichts veröffentlicht.
nothing-here = Hier gibt es noch keine Beiträge.
nothing-older = Es gibt keine älteren Beiträge.
just-now = gerade eben
from-day = vom { $day }
n-new = { $n ->
    [one] { $number } neuer Beitrag
   *[other] { $number } neue Beiträge
}
items-of-day = Nachrichten vom { $day }
items-in-language = Nachrichten auf { $name }
previous-day = Vorheriger Tag
next-day = Nächster Tag
n-items = { $n ->
    [one] { $number } Beitrag
   *[other] { $number } Beiträge
}

## An article
by = Von { $authors }, { $source }
by-source = { $source }
at-source = Bei der Quelle
updated-at-source = Bei der Quelle aktualisiert
on-this-wire = In diesem Dienst
is-view = Dies ist ein Meinungsbeitrag. Er gibt die Ansicht der Autorin oder des Autors wieder.
is-old = Dieser Artikel ist vom { $day }.
read-on = Den ganzen Artikel bei { $source } lesen
full-at = Der ganze Artikel steht bei { $source }.
headline-at-source = Überschrift bei der Quelle: { $headline }
by-house = Zusammenfassung: { $name }
note-by = Anmerkung von { $name }, { $day }:
correction-by = Korrektur von { $name }, { $day }:
changed-on = Die Quelle hat diesen Text geändert, zuletzt am { $at }.
changed-kinds-on = Die Quelle hat diesen Text geändert, zuletzt am { $at }: { $kinds }.
gone-on = Bei der Quelle ist die Seite nicht mehr zu finden, zuerst bemerkt am { $at }.
what-changed = Was sich geändert hat
source = Quelle
verify = Prüfung
verify-what = auf Übereinstimmung des Textes mit der Veröffentlichung der Quelle
history = Verlauf
history-what = der Bearbeitung in diesem Dienst: was wann geschehen ist
share-link = Adresse dieser Seite
picture-at-source = Bild bei der Quelle
picture-at-source-of = Bild bei der Quelle: { $alt }
picture-credit = Aus den Daten des Bildes: { $credit }
shown-by = Angezeigt über { $host }
table = Tabelle
as-written = Angabe der Quelle: { $raw }
as-written-assumed = Angabe der Quelle: { $raw } (ohne Zeitzone; UTC angenommen)
more-from-source = Mehr von { $source }

## Search
search-title = { $words }: Suche
search-words = Wörter
search-how = Jedes Wort muss vorkommen; „Wörter in Anführungszeichen“ stehen nebeneinander; -Wort darf nicht vorkommen.
search-source = Quelle
search-source-all = Alle Quellen
search-section = Ressort
search-section-all = Alle Ressorts
search-lang = Sprache
search-lang-all = Alle Sprachen
search-genre = Art
search-genre-all = Berichte und Kommentare
search-from = Von
search-to = Bis
search-order = Reihenfolge
search-best = Beste zuerst
search-newest = Neueste zuerst
search-nothing = Es wurde nichts gefunden.
search-page = { $items }, Seite { $page } von { $pages }
search-pages = Ergebnisseiten
search-previous = Zurück
search-next = Weiter
search-cut = Die Frage ist lang: Nur nach ihrem Anfang wurde gesucht.
search-bad-from = Der erste Tag ist kein Datum und wurde weggelassen. Schreiben Sie ihn so: 2026-11-25.
search-bad-to = Der letzte Tag ist kein Datum und wurde weggelassen. Schreiben Sie ihn so: 2026-11-25.
search-not-ready = Die Suche wird gerade vorbereitet. Versuchen Sie es in einer Minute noch einmal.

## Verify
verify-title = Prüfung: { $headline }
verify-good = Der Text stimmt Stück für Stück mit der archivierten Kopie der Seite der Quelle überein. Geprüft am { $at }: kein Unterschied.
verify-removed = Die archivierte Kopie wurde am { $at } nach den Bedingungen der Quelle oder auf Anordnung entfernt. Der Text wurde bei der Veröffentlichung an ihr gemessen und ist noch der, der damals versiegelt wurde.
verify-bad = { $n ->
    [one] Die Prüfung vom { $at } ergab { $number } Unterschied zwischen dem Text und der archivierten Kopie:
   *[other] Die Prüfung vom { $at } ergab { $number } Unterschiede zwischen dem Text und der archivierten Kopie:
}
verify-places = { $n ->
    [one] an { $number } Stelle
   *[other] an { $number } Stellen
}
retrieved-what = Was abgerufen wurde
address = Adresse
when = Zeitpunkt
bytes = Bytes
bytes-digest = SHA-256 der Bytes
archive-copy = Archivierte Kopie
archive-open = Die Bytes herunterladen, wie sie kamen, um sie selbst zu prüfen
archive-closed = Wird nicht angeboten: Sie bleibt nach den Bedingungen der Quelle im Archiv. Jede Kopie lässt sich an der Prüfsumme messen.
archive-removed = Nach den Bedingungen der Quelle oder auf Anordnung entfernt. Die Prüfsumme sagt, was sie war.
archive-file = Archivdatei
received-only = Dies hat dieser Dienst erhalten. Es sagt nichts darüber aus, was die Quelle anderen gezeigt hat oder jetzt zeigt.
published-what = Was veröffentlicht wurde
blocks = Textblöcke
text-digest = SHA-256 des Textes
headline = Überschrift
headline-changed = an den Stil dieser Website angepasst; bei der Quelle: { $headline }
headline-own = die der Quelle
how-checked = Jeder Absatz verweist auf seine Stelle in der archivierten Seite. Der Text, seine Reihenfolge, seine Hervorhebungen und seine Links müssen dieser Stelle entsprechen; jedes Wort aus dem Artikelteil der Seite wird entweder gezeigt oder ist in der folgenden Liste erfasst.
left-out = Was weggelassen wurde
nothing-left-out = Nichts.
kind = Art
places = Stellen
check-yourself = Selbst prüfen
check-command = Wer das Archiv zur Hand hat, kann mit diesem Befehl die Seite erneut einlesen und Wort für Wort mit dem Text vergleichen:
command = Befehl
back-to-article = Zurück zum Artikel
cut-advertisement = Werbung
cut-newsletter = Hinweis auf einen Newsletter, eine App oder ein Abonnement
cut-related = Links zu anderen Artikeln
cut-share = Schaltflächen zum Teilen
cut-head = Überschrift, Autorenzeile, Datumsangaben: stehen am Anfang des Artikels
cut-author = Kasten über die Autorin oder den Autor
cut-comments = Leserkommentare
cut-paywall = Hinweis, dass der Rest Abonnenten vorbehalten ist
cut-navigation = Menüs, Schlagwörter, Seitenzahlen, Schaltflächen
cut-duplicate = Wörter, die dort doppelt stehen
cut-repeated = Worte, die auch in anderen Artikeln der Quelle stehen
cut-unrendered = Was ein Browser nicht anzeigt: Skripte, Stile, verborgene Teile
cut-other = Als nicht zum Artikel gehörig eingestuft

## About
about-title = Über { $name }
about-is = Was für ein Dienst das ist
about-is-text = Dieser Dienst übernimmt Berichte und Meinungen anderer Nachrichtenagenturen und Websites. Zu jedem Beitrag ist die Quelle genannt, und ihre URL steht am Ende jedes Artikels.
about-changed = Was verändert wird und was nicht
about-changed-text = Die Überschrift kann an den Stil dieser Website angepasst werden; die Überschrift der Quelle steht dann unter dem Artikel. Der Text wird nie verändert: Er stammt aus einer Kopie der Seite der Quelle, die vor jeder Veröffentlichung archiviert wurde. Was dort zwischen den Absätzen stand und nicht zum Artikel gehört, etwa Werbung oder Links zu anderen Artikeln, wird weggelassen und aufgelistet.
about-how = Wie dieser Dienst arbeitet
about-how-text = Die Quellen werden alle paar Minuten auf Neues abgefragt. Jede Antwort wird Byte für Byte archiviert; erst danach wird der Artikel daraus ausgelesen, wiedererkannt, falls er schon bekannt ist, mit dem Archiv verglichen, nummeriert und veröffentlicht. Was erscheint, entscheidet ein Mensch oder eine schriftliche Regel; beides wird festgehalten.
about-verify = Wie sich das prüfen lässt
about-verify-text = Zu jedem Artikel gibt es eine Seite namens „Prüfung“, auf der steht, was geprüft wurde und wie es sich prüfen lässt, und eine Seite namens „Verlauf“, auf der steht, was wann mit ihm geschehen ist.
about-shown = Was gezeigt wird
about-shown-text = Wie viel von einem Artikel gezeigt wird, richtet sich nach den Bedingungen der Quelle: der ganze Artikel, sein Anfang oder nur Überschrift und Link. Bilder werden gezeigt, wo die Quelle es erlaubt.
about-opinion = Wessen Meinung das ist
about-sources = Quellen

## What cannot be shown
withheld = Zurückgehalten
withheld-title = Dieser Beitrag wird zurückgehalten
withdrawn = Zurückgezogen
withdrawn-title = Dieser Beitrag wurde zurückgezogen
withdrawn-by = Zurückgezogen von der Redaktion von { $name }.
withdrawn-legal = Zurückgezogen von der Redaktion von { $name } auf rechtliche Anordnung.
withdrawn-text = Er stand in diesem Dienst und kehrt nicht zurück. Von seinem Text wird nichts mehr gezeigt.
no-reason = Es wurde kein Grund angegeben.
reason = Grund
since = Seit dem
not-found-title = Seite nicht gefunden
not-found-text = Unter dieser Adresse gibt es nichts. Vielleicht enthält sie einen Tippfehler, oder der Inhalt ist umgezogen.
not-allowed-title = Das geht hier nicht
not-allowed-text = Diese Adresse kann nur gelesen werden.
not-now-title = Im Moment nicht
not-now-text = Diese Seite lässt sich gerade nicht anzeigen. Bitte in einer Minute noch einmal versuchen.
broken-title = Ein Fehler ist aufgetreten
broken-text = Diese Seite lässt sich nicht anzeigen. Der Fehler wurde vermerkt und wird behoben.

## Verlauf
history-title = Verlauf: { $headline }
history-last = { $n ->
    [one] Hier steht nur die letzte Meldung.
   *[other] Hier stehen nur die letzten { $number } Meldungen.
}
dispatch-at = Meldung { $number }, { $at }
change-first = Erstmals veröffentlicht: { $headline }
change-released = Wieder gezeigt.
change-withheld = Zurückgehalten: { $why }
change-killed = Zurückgezogen: { $why }
change-text = Eine neue Fassung des Textes.
change-words = Eine neue Fassung des Textes. Hinzugefügte Wörter: { $added }; entfernte Wörter: { $removed }.
change-kinds = Die Quelle hat geändert: { $kinds }.
change-gone = Bei der Quelle ist die Seite nicht mehr zu finden.
change-there-again = Bei der Quelle ist die Seite wieder da.
kind-typo = ein Schreibversehen
kind-wording = die Formulierung
kind-number = eine Zahl oder einen Tag
kind-name = einen Namen
kind-quotation = ein Zitat
kind-headline = ihre Überschrift
kind-addition = etwas kam hinzu
kind-removal = etwas fiel weg
kind-correction-note = ein Hinweis auf eine Korrektur
kind-withdrawal = der Text wurde zurückgezogen
kind-kill = die Agentur hat ihn zurückgezogen
kind-withhold = die Agentur bittet, ihn zurückzuhalten
kind-writethru = die Agentur hat ihn neu gefasst
kind-corrected = die Agentur hat ihn berichtigt
kind-refile = die Agentur hat ihn wiederholt
kind-embargo = die Agentur hat eine Sperrfrist gesetzt
kind-gone = seine Seite ist nicht mehr da
change-read = Der Text wurde erneut abgerufen; seine Wörter sind dieselben.
change-headline = Die Schlagzeile wurde geändert von { $from } zu { $to }
change-kicker = Die Dachzeile lautet jetzt { $words }
change-no-kicker = Die Dachzeile wurde entfernt.
change-dek-house = Der Vorspann ist jetzt der des Hauses: { $words }
change-dek-source = Der Vorspann ist der der Quelle.
change-dek-teaser = Der Vorspann sind die ersten Worte des Textes.
change-note = Eine Anmerkung des Hauses: { $words }
change-no-note = Die Anmerkung des Hauses wurde entfernt.
change-corrected = Das Haus hat berichtigt: { $words }
change-section = Verschoben von { $from } nach { $to }.
change-report = Als Bericht gekennzeichnet.
change-view = Als Kommentar gekennzeichnet.
change-full = Von hier an in voller Länge gezeigt.
change-teaser = Von hier an werden nur die ersten Wörter gezeigt.
change-headline-only = Von hier an wird nur die Schlagzeile gezeigt.
change-nothing = Nichts wurde geändert, was Lesende sehen würden.
passages-more = { $n ->
    [one] { $number } weitere Stelle wurde geändert.
   *[other] { $number } weitere Stellen wurden geändert.
}
captured = Abgerufen von { $url } am { $at }, SHA-256 { $digest }
decisions = Entscheidungen
no-decision = Keine: Der Beitrag ging nach der Regel seiner Quelle hinaus.
decided-desk = { $at }, durch die Redaktion
decided-rule = { $at }, durch die Regel { $rule }
decided-release = Freigegeben: { $why }
decided-schedule = Zur Veröffentlichung vorgesehen: { $at }: { $why }
decided-hold = Angehalten: { $why }
decided-spike = Beiseitegelegt: { $why }
decided-embargo = Nicht vor { $at }: { $why }
decided-no-embargo = Die Sperrfrist wurde aufgehoben: { $why }
decided-headline = Mit der Schlagzeile { $headline } versehen: { $why }
decided-no-headline = Wieder mit der Schlagzeile der Quelle: { $why }
decided-kicker = Mit der Dachzeile { $words } versehen: { $why }
decided-no-kicker = Dachzeile entfernt: { $why }
decided-dek-house = Mit dem Vorspann { $words } versehen: { $why }
decided-dek-source = Vorspann der Quelle: { $why }
decided-dek-teaser = Vorspann aus den ersten Worten des Textes: { $why }
decided-note = Mit der Anmerkung { $words } versehen: { $why }
decided-no-note = Anmerkung entfernt: { $why }
decided-correct = Berichtigung { $words } veröffentlicht: { $why }
decided-section = In { $section } eingeordnet: { $why }
decided-no-section = Wieder dort, wo die Regeln es einordnen: { $why }
decided-report = Als Bericht bezeichnet: { $why }
decided-view = Als Kommentar bezeichnet: { $why }
decided-no-genre = Ob Bericht oder Kommentar, sagen wieder die Regeln: { $why }
decided-withhold = Zurückgehalten: { $why }
decided-ask-kill = Zurückgehalten; der Rückzug wartet auf eine zweite Person: { $why }
decided-kill = Zurückgezogen: { $why }
decided-undo = Eine Entscheidung wurde zurückgenommen: { $why }
pickups = Dieselben Worte anderswo
pickup = { $name }, gesehen am { $at }
off-withheld = Zurückgehalten.
off-killed = Zurückgezogen. Der Beitrag kehrt nicht wieder.

## Eine Quelle
source-facts = Über diese Quelle
retrieved-from = Abgerufen von { $host }
home-page = Startseite der Quelle
items-on-wire = Beiträge in diesem Dienst
retrieved-since = Abgerufen seit
shows-full = Der ganze Text
shows-teaser = Schlagzeile, erste Wörter und ein Link
shows-headline = Schlagzeile und ein Link
terms = Bedingungen
no-licence = Es wurde keine Lizenz genannt.
retrieved-how = Wie sie abgerufen wird
from-list = Aus ihrer Liste von Beiträgen
from-list-of = Aus ihrer Liste von Beiträgen ({ $format })
from-no-list = Stück für Stück, aus keiner Liste
last-asked = Zuletzt gefragt
last-good = Letzte gute Antwort
not-yet = Noch nicht
failing-since = Gestört seit
fault-no-answer = sie antwortet nicht
fault-not-secure = ihrer Verbindung ist nicht zu trauen
fault-broken = dort ist etwas kaputt oder überlastet
fault-refused = sie lässt diesen Dienst nicht ein
fault-gone = ihre Liste gibt es nicht mehr
fault-no-list = was sie gibt, ist keine Liste von Beiträgen
fault-other = ihre Antwort ist nicht zu gebrauchen
next-asked = Wird wieder gefragt

## Tage
all-days = Alle Tage

## Das Stilbuch
style-title = Stilbuch
style-what = Die Regeln, nach denen Überschriften hier geändert werden, jede mit Beispielen. Keine Regel darf eine Zahl, einen Namen, eine Verneinung, einen Vorbehalt, zitierte Worte oder den Sprecher ändern; täte sie es, bleibt die Überschrift, wie die Quelle sie schrieb. Für den Text eines Artikels gilt keine Regel: Er wird nie verändert.
style-off = Zurzeit gilt keine Regel: Überschriften stehen so, wie die Quellen sie schrieben, außer wenn die Redaktion sie geändert hat.
style-suggest = Die Regeln schlagen vor, die Redaktion entscheidet.
style-auto = Die Regeln entscheiden, wo die Redaktion nicht entschieden hat.
style-none = Diese Website hat keine eigenen Regeln: Überschriften stehen so, wie die Quellen sie schrieben, außer wenn die Redaktion sie geändert hat.
style-for = Sprachen: { $name }
style-case = Groß- und Kleinschreibung: { $name }
style-numbers = Zahlen: { $name }
style-digits = Ziffern: { $name }
style-letters = Buchstaben: { $name }
style-attribution = Nennung des Sprechers: { $name }
style-no-full-stop = kein Punkt am Ende
style-quotes = Anführungszeichen: { $name }
style-inside = innen: { $name }
style-together = Alles zusammen
style-more = Mehr

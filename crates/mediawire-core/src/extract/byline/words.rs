//! The words of bylines, in lower case.
//!
//! A list is one text: `holds` looks a word up in it.

/// What a byline may begin with, in lower case, longer ones first where one begins another.
pub(super) const LEADS: &str = "written by|posted by|published by|reported by|authored by|article by|story by|words by|text by|\
    created by|by:|by|authors:|author:|author|contributor:|reporter:|from|text und fotos von|\
    text und bilder von|text von|eine analyse von|analyse von|eine kolumne von|kolumne von|eine reportage von|reportage von|\
    eine rezension von|rezension von|ein essay von|essay von|ein gastbeitrag von|gastbeitrag von|ein bericht von|\
    bericht von|ein interview von|interview von|pressemitteilung von|ein beitrag von|ein artikel von|ein kommentar von|kommentar von|\
    geschrieben von|verfasst von|erstellt von|interview:|text:|von:|von|autoren:|autorin:|autor:|\
    autor|propos recueillis par|publié par|écrit par|rédigé par|par|auteur:|escrito por|publicado por|\
    por:|por|scritto da|di|a cura di|geschreven door|door|skriven av|av|af|автор:|автор|tekst:";

/// Words that are in the name of a newsroom, an agency or a firm, and in no person's.
pub(super) const OFFICES: &str = "staff editor editors editorial newsroom desk team teams agency agencies news press admin administrator \
    webmaster correspondent correspondents contributor contributors bureau writers reporters redaktion \
    redaktionsteam redaction rédaction redacción redazione redactie redaksi redakcja redaktsioon toimitus \
    redaksjonen redaktionen redacao redação редакция nachrichtenagentur nachrichten agence agentur agencia \
    agenzia agenturen ajansı haber haberler presse presseagentur media medien magazine magazin zeitung journal \
    tv radio fernsehen television verlag gmbh inc ltd llc corp company group gruppe verein verband stiftung \
    foundation institute institut university universität université universidad ministerium ministry department \
    office association society committee council bank club center centre store shop online digital marketing \
    communications publishing publications studio studios network post times herald gazette tribune the our of \
    for reporter";

/// What German names of such end with.
pub(super) const OFFICE_ENDS: &str = "redaktion agentur stiftung verband verein anstalt ministerium zeitung verlag magazin zentrum gesellschaft";

/// News agencies by the names that they sign with.
pub(super) const AGENCIES: &str = "reuters afp dpa ap apa tass sid epd kna ansa efe lusa belga anp ntb ritzau tt stt pap ctk čtk mti agerpres \
    interfax unian ukrinform xinhua kyodo jiji yonhap antara bernama pti ani ians aap pa upi afx ots irna isna \
    keystone-sda";

/// Words of a line that is no name at all.
pub(super) const NOISE: &str = "read alles more view posts follow share comment comments min minutes subscribe updated published unknown null \
    undefined anonymous guest image images photo foto bild getty contact email e-mail profile login articles \
    article artikel beiträge alle all about no none advertisement anzeige edit credit copyright source quelle \
    reviewed fact website twitter facebook instagram linkedin lesen mehr quote übersetzung translated \
    illustration edited checked publiziert publicado publié veröffentlicht posted text video audio er sie ist is \
    was ago vor hace il stunden hours heute today sign account spotlight kategorie category tags nachricht \
    contactar zum zur abo live einloggen tm name last first next previous";

/// Words of what a person is, not of a name.
pub(super) const JOBS: &str = "projektleiter projektleiterin geschäftsführer geschäftsführerin leiter leiterin sprecher sprecherin \
    direktor direktorin editor reporter correspondent writer author journalist columnist columnists analyst producer contributor \
    director manager founder co-founder ceo cto president professor expert experte expertin specialist \
    coordinator consultant fellow chief senior head lead freelance redakteur redakteurin korrespondent \
    korrespondentin chefredakteur volontär volontärin autor autorin journaliste periodista redactor redactora \
    giornalista strategist researcher educator educators photographer developer engineer \
    scientist rechtsanwalt rechtsanwältin";

/// Words of what a credit is for, before a colon.
pub(super) const CREDITS: &str = "text texte texto testo tekst interview und and et y foto fotos photo photos video story words report \
    reporting bericht recherche autor autorin autoren author authors contributor contributors writer journalist \
    reporter auteur bilder von by";

/// What stands before a colon and an author's name.
pub(super) const LABELS: [&str; 24] = [
    "author",
    "authors",
    "autor",
    "autorin",
    "autoren",
    "auteur",
    "auteurs",
    "autore",
    "autori",
    "verfasser",
    "verfasserin",
    "text",
    "contributor",
    "contributors",
    "writer",
    "yazar",
    "penulis",
    "автор",
    "авторы",
    "نویسنده",
    "forfatter",
    "författare",
    "kirjoittaja",
    "autorka",
];

/// Words of those who did something else than write it: `Reviewed by`.
pub(super) const OTHERS: &str = "reviewed edited checked photo photos foto fotos bild bilder illustration illustrations image images translated \
    translation übersetzung graphics grafik editing lektorat curated";

/// Whether the word is in the list.
pub(super) fn holds(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

//! What the agencies send when their stories have run out: harbour, market, strait, port and river, in turn.
//!
//! The text of a bulletin follows from its number alone. To add a kind, write its function and a line in [`KINDS`].

use crate::demo::Agency;
use crate::demo::story::{Piece, Story};

/// The agency's short name, the section, and what writes the bulletin of an edition.
type Kind = (&'static str, &'static str, fn(&Readings) -> Draft);

const KINDS: [Kind; 5] = [
    ("tolva", "Environment", harbour),
    ("tageblatt", "Business", fixing),
    ("averinform", "Environment", strait),
    ("qamar", "Business", port),
    ("mingjiang", "Environment", river),
];

/// What is written of one bulletin.
struct Draft {
    slug: &'static str,
    lang: &'static str,
    title: String,
    dek: String,
    body: String,
}

/// The readings of an edition: numbers that go up and down slowly, the same for the same edition.
struct Readings {
    edition: usize,
}

/// The short name of the agency of the `number`th bulletin, from 1.
pub(super) fn agency(number: usize) -> &'static str {
    kind(number).0
}

/// The sections that the agency's bulletins stand in.
pub(super) fn sections(agency: &Agency) -> impl Iterator<Item = &'static str> {
    KINDS.iter().filter(|(slug, ..)| *slug == agency.slug).map(|(_, section, _)| *section)
}

/// The `number`th bulletin.
pub(super) fn story(number: usize) -> Story {
    let (_, section, write) = kind(number);
    let edition = number.div_ceil(KINDS.len());
    let draft = write(&Readings { edition });
    // Behind every story of its agency.
    let place = 1_000 + number;
    let slug = format!("{}-{edition}", draft.slug).into();
    let mut story = Story::blank(place, slug, vec![Piece::Html(draft.body)]);
    (story.title, story.dek) = (draft.title.into(), draft.dek.into());
    (story.section, story.lang) = (section, draft.lang);
    story
}

fn kind(number: usize) -> &'static Kind {
    &KINDS[number.saturating_sub(1) % KINDS.len()]
}

impl Readings {
    /// The instrument's reading: from `low` to `high`, never far from that of the edition before.
    fn at(&self, instrument: u32, low: f64, high: f64) -> f64 {
        self.between(instrument, self.edition, low, high)
    }

    /// What the same instrument showed an edition before.
    fn before(&self, instrument: u32, low: f64, high: f64) -> f64 {
        self.between(instrument, self.edition.saturating_sub(1), low, high)
    }

    /// Straight lines between points four editions apart, and a little unrest on them.
    fn between(&self, instrument: u32, edition: usize, low: f64, high: f64) -> f64 {
        let (point, part) = (edition / 4, (edition % 4) as f64 / 4.0);
        let slow = roll(instrument, point) * (1.0 - part) + roll(instrument, point + 1) * part;
        let unrest = roll(instrument ^ 0x5bd1, edition) - 0.5;
        low + (high - low) * (slow + unrest * 0.12).clamp(0.0, 1.0)
    }

    /// One of several texts.
    fn one<'a>(&self, instrument: u32, texts: &[&'a str]) -> &'a str {
        let at = roll(instrument, self.edition) * texts.len() as f64;
        texts.iter().enumerate().rfind(|(i, _)| *i as f64 <= at).map_or("", |it| it.1)
    }
}

/// A number from 0 to 1 for two others.
fn roll(instrument: u32, at: usize) -> f64 {
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    let mixed = [at, instrument, at >> 7].iter().fold(2_166_136_261_u32, |hash, value| {
        let mixed = (hash ^ value).wrapping_mul(0x9e37_79b1);
        mixed ^ (mixed >> 15)
    });
    f64::from(mixed) / f64::from(u32::MAX)
}

/// Halvik harbour, by Tolva News.
fn harbour(it: &Readings) -> Draft {
    let n = it.edition;
    let wind = it.at(1, 3.0, 16.0);
    let from = it.one(2, &["north", "north-west", "west", "south-west", "north-east"]);
    let (air, water) = (it.at(3, -6.0, 5.0), it.at(4, 4.0, 7.0));
    let (glass, glass_before) = (it.at(5, 986.0, 1028.0), it.before(5, 986.0, 1028.0));
    let tends = match glass - glass_before {
        change if change > 1.0 => "rising",
        change if change < -1.0 => "falling",
        _ => "steady",
    };
    let expects = it.one(
        6,
        &[
            "light snow before the next tide and clearing skies behind it",
            "drizzle along the coast and sleet above 200 metres",
            "a dry spell, with the wind veering and easing towards evening",
            "fog banks off Cape Lien, which should lift when the wind turns",
            "squalls in the outer strait and a sea of two to three metres",
        ],
    );
    let (boats, landed) = (it.at(7, 6.0, 28.0), it.at(8, 40.0, 190.0));
    let berths = it.one(
        9,
        &[
            "All berths of the fish quay are in use; boats that want ice should call on channel 12.",
            "The crane at berth 4 is out of service until tomorrow.",
            "The inner basin is free of ice.",
            "The night ferry sails as planned.",
        ],
    );
    Draft {
        slug: "harbour-bulletin",
        lang: "en",
        title: format!("Halvik harbour bulletin {n}: wind {from}, {wind:.0} metres a second"),
        dek: format!("Air {air:.0} °C, water {water:.0} °C, the barometer {tends}"),
        body: format!(
            "<p>HALVIK, Tolva — At {{clock 0}} the wind at the harbour light blew from the {from} at {wind:.0} metres a \
             second, with gusts of {gusts:.0}. The air was at {air:.0} °C and the water at {water:.0} °C. The barometer \
             stood at {glass:.0} hectopascals, {tends}.</p>\n<p>The Coastal Administration expects {expects}. \
             Visibility at the pilot station was {sight:.0} nautical miles.</p>\n<p>The harbour office counts \
             {boats:.0} boats at sea. {landed:.0} tonnes of fish have been landed since the last bulletin, most of \
             it cod and herring. {berths}</p>\n",
            gusts = wind * 1.45,
            sight = it.at(10, 2.0, 18.0),
        ),
    }
}

/// The exchange rates of Altenfurt, by the Tageblatt.
fn fixing(it: &Readings) -> Draft {
    let n = it.edition;
    let comma = |value: f64, digits: usize| format!("{value:.digits$}").replace('.', ",");
    let rates = [("Mark (Tolva)", 21, 1.18, 1.31), ("Krone (Averin)", 22, 0.41, 0.47)];
    let (mark, mark_before) = (it.at(21, 1.18, 1.31), it.before(21, 1.18, 1.31));
    let rows: String = rates
        .iter()
        .map(|&(name, instrument, low, high)| {
            let (now, before) = (it.at(instrument, low, high), it.before(instrument, low, high));
            let change = comma((now / before - 1.0) * 100.0, 2).replace('-', "−");
            let (now, before) = (comma(now, 4), comma(before, 4));
            format!("<tr><td>{name}</td><td>{now}</td><td>{before}</td><td>{change}</td></tr>\n")
        })
        .collect();
    let (index, before) = (it.at(23, 8_410.0, 8_960.0), it.before(23, 8_410.0, 8_960.0));
    let tends = if index >= before { "fester" } else { "schwächer" };
    let weak =
        if mark > mark_before { "gibt gegenüber der Mark nach" } else { "zieht zur Mark an" };
    let told = it.one(
        24,
        &[
            "Händler sprachen von einem ruhigen Geschäft mit wenigen großen Aufträgen.",
            "Gefragt waren Versorger und Bahnwerte, Banken standen eher auf der Verkaufsliste.",
            "Der Handel wartet auf die Zinsentscheidung in Sorren, hieß es am Parkett.",
            "Am Rentenmarkt bewegten sich die Kurse kaum.",
        ],
    );
    Draft {
        slug: "marktfixing",
        lang: "de",
        title: format!("Altenfurter Fixing {n}: Der Gulden {weak}"),
        dek: format!("Der Stadtindex notiert {tends} bei {} Punkten", comma(index, 1)),
        body: format!(
            "<p>ALTENFURT. An der Altenfurter Börse ist um {{clock 0}} Uhr der amtliche Kurs der wichtigsten Währungen \
             festgestellt worden. Für eine Mark waren {mark} Gulden zu zahlen, nach {before} Gulden bei der vorigen \
             Feststellung. Der Stadtindex notierte {tends} bei {index} Punkten.</p>\n<table>\n<caption>Amtliche Kurse in \
             Gulden</caption>\n<thead><tr><th>Währung</th><th>Kurs</th><th>zuvor</th><th>Änderung in \
             Prozent</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n<p>{told} Umgesetzt wurden Papiere für \
             {turnover:.0} Millionen Gulden.</p>\n",
            mark = comma(mark, 4),
            before = comma(mark_before, 4),
            index = comma(index, 1),
            turnover = it.at(25, 60.0, 240.0),
        ),
    }
}

/// The Halvik Strait, by Averinform.
fn strait(it: &Readings) -> Draft {
    let n = it.edition;
    let (wind, waves) = (it.at(41, 4.0, 17.0), it.at(42, 0.4, 3.4));
    let waves = format!("{waves:.1}").replace('.', ",");
    let water = it.at(43, -38.0, 62.0);
    let ferries = it.one(
        44,
        &[
            "Паромы между Порт-Амселем и Халвиком идут по расписанию.",
            "Паромы идут по расписанию, скоростной катер стоит до следующей сводки.",
            "Утренний паром вышел с опозданием на двадцать минут, дальше движение идёт по расписанию.",
        ],
    );
    let expects = it.one(
        45,
        &[
            "В ближайшие часы синоптики ждут мокрый снег и усиление ветра.",
            "К вечеру ветер ослабеет, видимость улучшится.",
            "Существенных изменений погоды не ожидается.",
            "Ночью возможен туман у мыса Седло.",
        ],
    );
    Draft {
        slug: "svodka-proliv",
        lang: "ru",
        title: format!("Халвикский пролив, сводка № {n}: ветер {wind:.0} м/с, волна {waves} м"),
        dek: "Данные порта Порт-Амсель и гидрометеорологического института".to_owned(),
        body: format!(
            "<p>ПОРТ-АМСЕЛЬ, {{clock 0}} — Аверинформ. Дежурный капитан порта передал очередную сводку о \
             положении в проливе. {ferries}</p>\n<ul>\n<li>ветер: {wind:.0} м/с, порывы до {gusts:.0} м/с;</li>\n\
             <li>высота волны в середине пролива: {waves} м;</li>\n<li>уровень воды у рыбного рынка: {water:+.0} см к \
             среднему;</li>\n<li>судов на рейде: {road:.0}, ожидают лоцмана: {pilots:.0}.</li>\n</ul>\n\
             <p>{expects} Следующая сводка выйдет в обычное время, штормовых предупреждений порт не объявлял.</p>\n",
            gusts = wind * 1.5,
            road = it.at(46, 3.0, 19.0),
            pilots = it.at(47, 0.0, 5.0),
        ),
    }
}

/// The port of Marsa Suhayl, by Qamar.
fn port(it: &Readings) -> Draft {
    let n = it.edition;
    let (boxes, before) = (it.at(61, 2_100.0, 3_900.0), it.before(61, 2_100.0, 3_900.0));
    let tends = if boxes >= before { "ارتفاع" } else { "تراجع" };
    let wait = it.at(62, 5.0, 22.0);
    let told = it.one(
        63,
        &[
            "وقالت غرفة الملاحة إن حركة الشاحنات عند البوابة الشرقية طبيعية.",
            "وأفادت إدارة الميناء بأن الرافعة السابعة عادت إلى العمل بعد صيانتها.",
            "وتتوقع هيئة الأرصاد رياحا شمالية معتدلة لا تؤثر في حركة السفن.",
            "ودعت إدارة الميناء الوكلاء إلى تقديم بيانات الشحن قبل الرسو بيوم كامل.",
        ],
    );
    Draft {
        slug: "nashrat-mina",
        lang: "ar",
        title: format!("نشرة ميناء مرسى سهيل رقم {n}: {tends} في عدد الحاويات المناولة"),
        dek: format!("متوسط انتظار السفن {wait:.0} ساعة"),
        body: format!(
            "<p>مرسى سهيل (قمر) – أصدرت إدارة ميناء مرسى سهيل عند الساعة {{clock 0}} نشرتها الدورية عن حركة \
             السفن والبضائع، وأظهرت الأرقام {tends}ا في عدد الحاويات مقارنة بالنشرة السابقة.</p>\n<table>\n\
             <caption>حركة الميناء</caption>\n<thead><tr><th>البند</th><th>الآن</th></tr></thead>\n<tbody>\n\
             <tr><td>الحاويات المناولة</td><td>{boxes:.0}</td></tr>\n<tr><td>السفن على الأرصفة</td><td>{berthed:.0}</td></tr>\n\
             <tr><td>السفن في الانتظار</td><td>{waiting:.0}</td></tr>\n<tr><td>متوسط الانتظار بالساعات</td><td>{wait:.0}</td></tr>\n\
             </tbody>\n</table>\n<p>{told} وتصدر النشرة التالية في موعدها المعتاد.</p>\n",
            berthed = it.at(64, 6.0, 14.0),
            waiting = it.at(65, 0.0, 9.0),
        ),
    }
}

/// The level of the river, by the Mingjiang Daily.
fn river(it: &Readings) -> Draft {
    let n = it.edition;
    let (level, before) = (it.at(81, 11.2, 14.6), it.before(81, 11.2, 14.6));
    let (tends, by) = match level - before {
        change if change >= 0.0 => ("上涨", change),
        change => ("回落", -change),
    };
    let told = it.one(
        82,
        &[
            "江面能见度良好，过江航线正常开行。",
            "受上游来水影响，未来两天水位仍将缓慢变化。",
            "水文站提醒沿江作业船只注意夜间大雾。",
            "东埠闸今日开启两孔，下泄流量保持平稳。",
        ],
    );
    Draft {
        slug: "shuiqing",
        lang: "zh",
        title: format!("明江水情第{n}期：临渡站水位{level:.2}米，较上期{tends}{by:.2}米"),
        dek: "市水文站发布，数据未经整编".to_owned(),
        body: format!(
            "<p>本报讯 市水文站{{clock 0}}发布明江水情。临渡站水位{level:.2}米，较上一期{tends}{by:.2}米，低于警戒水位\
             {below:.2}米；流量每秒{flow:.0}立方米，水温{warm:.1}摄氏度。</p>\n<p>{told}市防汛办表示，目前各闸站运行正常，\
             堤防巡查每日两次。下一期水情按时发布，读者可在沿江各站公告栏查阅。</p>\n",
            below = 17.5 - level,
            flow = 900.0 + (level - 11.0) * 640.0,
            warm = it.at(83, 8.0, 13.0),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{KINDS, agency, story};
    use std::collections::BTreeSet;

    #[test]
    fn bulletins_come_in_turn_and_none_says_what_another_did() {
        let n = KINDS.len();
        let turn: Vec<&str> = (1..=n).map(agency).collect();
        assert_eq!(turn, ["tolva", "tageblatt", "averinform", "qamar", "mingjiang"]);
        assert_eq!(agency(n + 1), "tolva");
        let bodies: BTreeSet<String> = (1..=500).map(|number| story(number).html()).collect();
        assert_eq!(bodies.len(), 500);
        let slugs: BTreeSet<String> = (1..=500).map(|it| story(it).slug.into_owned()).collect();
        assert_eq!(slugs.len(), 500);
        assert_eq!(story(7).html(), story(7).html());
    }

    #[test]
    fn readings_move_slowly_and_stay_between_their_ends() {
        let readings = |edition| super::Readings { edition };
        for edition in 1..400 {
            let (now, before) =
                (readings(edition).at(1, 0.0, 1.0), readings(edition).before(1, 0.0, 1.0));
            assert!((0.0..=1.0).contains(&now) && (now - before).abs() < 0.4, "{edition}");
        }
    }
}

//! The drill of erasure: items of a demonstration are erased, and looked for everywhere they could have been left.

mod ask;
mod chosen;
mod house;
mod postgres;
mod seen;

use crate::kill::until_all_is_out;
use crate::run::{Dice, Program, say};
use chosen::Chosen;
use clap::Args;
use house::House;
use postgres::Server;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Instant;
use tokio::runtime::Runtime;

/// Of so many texts one may be left out that the search does not find before anything is erased.
const UNSEEN_SHARE: usize = 50;

/// Arguments of the measure.
#[derive(Debug, Args)]
pub(crate) struct Erase {
    /// How many items are erased.
    #[arg(long, default_value_t = 30)]
    n: usize,
    /// What they are chosen by.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The wire's state lies in PostgreSQL: on the server at URL, else the one that `MEDIAWIRE_TEST_PG` names, else one that is
    /// set up for it.
    #[arg(long, value_name = "URL", num_args = 0..=1, default_missing_value = "")]
    postgres: Option<String>,
    /// The program; without it, the one beside this one.
    #[arg(long)]
    bin: Option<PathBuf>,
}

/// What is looked for: what nothing but the erased items has.
struct Lost {
    chosen: Vec<Chosen>,
    texts: Vec<String>,
    images: Vec<Vec<u8>>,
    /// How many items there are.
    n_all: usize,
}

impl Erase {
    /// Runs the drill; whether nothing was found and everything else stands.
    pub(crate) fn run(self) -> Result<bool, String> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(|why| format!("cannot start a runtime: {why}"))?;
        let program = Program::at(self.bin.clone())?;
        let room = tempfile::tempdir().map_err(|why| why.to_string())?;
        let at = (&program, room.path());
        let server = self.postgres.as_deref().map(Server::find).transpose()?;
        let wire = wire(at, server.as_ref(), &runtime)?;
        let lost = self.lost(&wire, &runtime)?;
        let [old, new] = ["old", "new"].map(|name| room.path().join(name));
        wire.command(&["backup".as_ref(), old.as_os_str()])?;
        let start = Instant::now();
        for (n, one) in lost.chosen.iter().enumerate() {
            let order = format!("the order {n} of the drill");
            let args = ["erase", &one.public, "--by", "drill", "--order", &order];
            wire.command(&args.map(AsRef::as_ref))?;
        }
        let seconds = start.elapsed().as_secs_f64() / lost.chosen.len().max(1) as f64;
        wire.command(&["backup".as_ref(), new.as_os_str()])?;
        let base = server.as_ref().map(|it| it.base("back")).transpose()?;
        let back = House::new(at, "back", base)?;
        let erased = ["--erased".as_ref(), wire.data.as_os_str()];
        back.command(&[&["restore".as_ref(), old.as_os_str()], &erased[..]].concat())?;
        let mut found = Vec::new();
        let (mut n_files, mut n_pages) = (0, 0);
        for all in [wire.all()?, house::files(&new)?, back.all()?] {
            n_files += all.len();
            found.extend(seen::search(&all, &lost.texts, &lost.images));
        }
        let mut is_whole = true;
        for house in [&wire, &back] {
            let (n, hits) = ask::ask(house, &lost.chosen, &lost.texts)?;
            n_pages += n;
            found.extend(hits);
            let verdict = house.verify()?;
            is_whole &= verdict.is_clean();
            if !verdict.is_clean() {
                say(&format!("verify {}: {verdict:?}", house.data.display()))?;
            }
        }
        for hit in &found {
            say(&format!("FOUND {hit}"))?;
        }
        say(&format!(
            "erase{}: {} of {} items erased, {seconds:.2} s each; {} texts and {} images of theirs looked for in {n_files} \
             files (data folder{}, a backup made behind it, an older one restored) and {n_pages} answers: {} found; all others {}",
            if server.is_some() { " on PostgreSQL" } else { "" },
            lost.chosen.len(),
            lost.n_all,
            lost.texts.len(),
            lost.images.len(),
            if server.is_some() { ", the database's dump and files" } else { "" },
            found.len(),
            if is_whole { "verify" } else { "DO NOT VERIFY" }
        ))?;
        Ok(found.is_empty() && is_whole && lost.chosen.len() == self.n.min(lost.n_all))
    }

    /// Chooses what is erased, and proves that the search finds it while it is there.
    fn lost(&self, wire: &House<'_>, runtime: &Runtime) -> Result<Lost, String> {
        let (chosen, n_all) =
            runtime.block_on(chosen::choose(wire, self.n, &mut Dice(self.seed)))?;
        let mut texts: Vec<String> =
            chosen.iter().flat_map(|it| it.texts.iter().cloned()).collect();
        let images: Vec<Vec<u8>> =
            chosen.iter().flat_map(|it| it.images.iter().map(|(_, bytes)| bytes.clone())).collect();
        wire.count()?;
        let all = wire.all()?;
        let unseen = seen::unseen(&all, &texts, &images);
        // What mark-up breaks wherever it stands would not be found anywhere, erased or not, and proves nothing.
        texts.retain(|text| !unseen.contains(text));
        if unseen.len() * UNSEEN_SHARE > texts.len() {
            return Err(format!("the search does not find what is there: {unseen:?}"));
        }
        let in_database: Vec<_> = all.into_iter().filter(|it| it.is_of_database).collect();
        if !in_database.is_empty() {
            let n = seen::search(&in_database, &texts, &[]).len();
            say(&format!(
                "before: the {} texts stand {n} times in the database's dump and files",
                texts.len()
            ))?;
        }
        Ok(Lost { chosen, texts, images, n_all })
    }
}

/// The wire of a demonstration that has come to its end; on a server if there is one, where a backup is restored to.
fn wire<'a>(
    at: (&'a Program, &'a Path),
    server: Option<&Rc<Server>>,
    runtime: &Runtime,
) -> Result<House<'a>, String> {
    let demo = House::new(at, "demo", None)?;
    let mut running = at.0.demo(&demo.data, at.1)?;
    until_all_is_out(runtime, &mut running, &demo.data)
        .map_err(|why| format!("{why}\n{}", running.complaint()))?;
    running.terminate()?;
    let Some(server) = server else { return Ok(demo) };
    let moved = at.1.join("moved");
    demo.command(&["backup".as_ref(), moved.as_os_str()])?;
    let house = House::new(at, "data", Some(server.base("data")?))?;
    house.command(&["restore".as_ref(), moved.as_os_str()])?;
    Ok(house)
}

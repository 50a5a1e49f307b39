//! The house's rule packs: those that ship, by name, and those of the data folder (`packs/NAME.toml`), which go before.

use mediawire_core::desk::style::Pack;
use std::path::Path;

/// The packs of these names, in their order, and what is wrong with those that cannot be had.
#[must_use]
pub fn packs(data: &Path, names: &[String]) -> (Vec<Pack>, Vec<String>) {
    let (mut packs, mut wrong) = (Vec::new(), Vec::new());
    for name in names {
        match pack(data, name) {
            Ok(pack) => packs.push(pack),
            Err(why) => wrong.push(why),
        }
    }
    (packs, wrong)
}

fn pack(data: &Path, name: &str) -> Result<Pack, String> {
    // A name is letters, digits and hyphens (`keys.rs`): it leads out of no folder.
    let path = data.join("packs").join(format!("{name}.toml"));
    match std::fs::read_to_string(&path) {
        Ok(text) => Pack::read(&text, &format!("packs/{name}.toml")),
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => {
            Pack::shipped(name).map_err(|why| format!("{why}, and there is no {}", path.display()))
        }
        Err(why) => Err(format!("cannot read {}: {why}", path.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::packs;

    #[test]
    fn pack_of_the_house_goes_before_the_one_that_ships_and_a_wrong_one_stops_no_other() {
        let dir = tempfile::TempDir::new().unwrap();
        let names = ["persian", "wire", "nothing"].map(str::to_owned);
        let (all, wrong) = packs(dir.path(), &names);
        let read: Vec<&str> = all.iter().map(|pack| pack.name.as_str()).collect();
        assert_eq!(read, ["persian", "wire"]);
        assert!(wrong.len() == 1 && wrong[0].contains("nothing"), "{wrong:?}");
        std::fs::create_dir(dir.path().join("packs")).unwrap();
        std::fs::write(dir.path().join("packs/wire.toml"), "nam = 'x'").unwrap();
        let (all, wrong) = packs(dir.path(), &names);
        assert_eq!(all.len(), 1);
        assert!(wrong.iter().any(|why| why.contains("packs/wire.toml")), "{wrong:?}");
    }
}

//! Marks of imports that are not at their end.

use crate::engine::on_each;
use crate::samples::digest;
use mediawire::store::imports;
use mediawire_core::codec::warc::Mark;

#[tokio::test]
async fn mark_of_an_import_is_its_last_and_goes_with_its_end() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        assert_eq!(imports::mark(&mut tx, digest(1)).await.unwrap(), None);
        for (at_byte, n_records) in [(5, 1), (5_000_000_000, 7)] {
            let mark = Mark { at_byte, n_records };
            imports::save(&mut tx, digest(1), mark, "{}").await.unwrap();
        }
        let last = Mark { at_byte: 5_000_000_000, n_records: 7 };
        assert_eq!(imports::mark(&mut tx, digest(1)).await.unwrap(), Some((last, "{}".to_owned())));
        assert_eq!(imports::mark(&mut tx, digest(2)).await.unwrap(), None);
        imports::end(&mut tx, digest(1)).await.unwrap();
        assert_eq!(imports::mark(&mut tx, digest(1)).await.unwrap(), None);
    })
    .await;
}

//! *Recent posts* for other sites.

use crate::error::Result;
use crate::store::wire::{self, Of};
use crate::web::Web;
use crate::web::answer::{Answer, Fresh, HTML, WIDGET_POLICY, Written};
use crate::web::asked::Asked;
use axum::extract::{Query, State};
use mediawire_core::publish::address::{self, WidgetForm};
use mediawire_core::publish::site::Site;
use mediawire_core::publish::widget::{self, ITEMS, ITEMS_MAX};
use std::sync::Arc;

/// `?n=`: how many items.
#[derive(Debug, serde::Deserialize)]
pub struct HowMany {
    n: Option<usize>,
}

/// The page for a frame.
pub async fn frame(
    State(web): State<Arc<Web>>,
    Query(how_many): Query<HowMany>,
    asked: Asked,
) -> Answer {
    write(&web, asked, how_many, WidgetForm::Frame).await
}

/// The piece of HTML that another site's server includes.
pub async fn include(
    State(web): State<Arc<Web>>,
    Query(how_many): Query<HowMany>,
    asked: Asked,
) -> Answer {
    write(&web, asked, how_many, WidgetForm::Include).await
}

/// The script that puts the frame in.
pub async fn script(State(web): State<Arc<Web>>, asked: Asked) -> Answer {
    let site = &web.sites[0];
    web.serve(asked, &address::widget(WidgetForm::Script), async {
        let script = widget::script(site).into_bytes();
        Ok(Written::new(200, "text/javascript; charset=utf-8", Fresh::Seconds(3600), script))
    })
    .await
}

async fn write(web: &Web, asked: Asked, how_many: HowMany, form: WidgetForm) -> Answer {
    let n = how_many.n.unwrap_or(ITEMS).clamp(1, ITEMS_MAX);
    let site = web.site(&asked);
    let key = format!("{}?n={n}", address::widget(form));
    web.serve(asked, &key, async {
        let page = of(web, site, n, form == WidgetForm::Frame).await?;
        Ok(Written::new(200, HTML, Fresh::Never, page.into_bytes()).under(WIDGET_POLICY))
    })
    .await
}

async fn of(web: &Web, site: &Site, n: usize, is_page: bool) -> Result<String> {
    let mut tx = web.wire.db.read().await?;
    let n = i64::try_from(n).expect("a few");
    let lines = wire::lines(&mut tx, Of::Everything, i64::MAX, n).await?;
    let items = web.shown(&mut tx, lines).await?;
    Ok(widget::widget(site, web.wire.now(), &items, is_page))
}

//! The address lists of Kota Contoh.

use std::sync::Arc;

use government::{
    Directory,
    posts::posts_of_unit,
    structure::{NewEntry, add_entries, add_list},
};
use platform::{App, Problem};
use time::Date;

use crate::data::{self, wrong};

/// Makes the lists.
pub(crate) async fn load(app: &App, directory: Arc<Directory>, today: Date) -> Result<(), Problem> {
    let region = directory.region.code.clone();
    let lists = data::lists(&region)?;
    app.db()
        .maintain(&region, "system.load", move |tx| {
            Box::pin(async move {
                for list in lists {
                    let group = directory
                        .group(&list.from)
                        .ok_or_else(|| wrong(format!("{}: no group {}", list.key, list.from)))?;
                    let mut entries: Vec<NewEntry> = group
                        .members(&directory.units, today)
                        .into_iter()
                        .filter(|unit| !list.without.contains(&unit.key))
                        .map(|unit| NewEntry::Unit(unit.id()))
                        .collect();
                    for (unit, title) in &list.posts {
                        let unit = directory
                            .unit_by_key(unit)
                            .ok_or_else(|| wrong(format!("{}: no unit {unit}", list.key)))?;
                        let posts = posts_of_unit(tx.conn(), tx.region(), unit.id()).await?;
                        let post = posts
                            .iter()
                            .find(|post| post.title == *title)
                            .ok_or_else(|| wrong(format!("{}: no post {title}", list.key)))?;
                        entries.push(NewEntry::Post(post.id));
                    }
                    let id = add_list(tx, &list.key, &list.name).await?;
                    add_entries(tx, id, &entries, None).await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(())
}

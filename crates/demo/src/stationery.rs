//! What the papers of Kota Contoh are printed with: a drawn emblem and played addresses. Real regions
//! put in their own.

use std::sync::Arc;

use government::{
    Directory,
    structure::{EmblemFile, EmblemKind, set_address, set_emblem},
};
use platform::{App, Problem};

use crate::data::{self, wrong};

const CREST: &[u8] = include_bytes!("../assets/lambang.png");
/// Width and height of the drawing.
const SIZE: (u32, u32) = (416, 520);

/// Puts emblem and addresses in.
pub(crate) async fn load(app: &App, directory: Arc<Directory>) -> Result<(), Problem> {
    let region = directory.region.code.clone();
    let addresses = data::addresses(&region)?;
    let mut incoming = app.files().incoming()?;
    incoming.write(CREST)?;
    let crest = EmblemFile {
        hash: app.files().keep(incoming)?.hash,
        width: SIZE.0,
        height: SIZE.1,
    };
    app.db()
        .maintain(&region, "system.load", move |tx| {
            Box::pin(async move {
                set_emblem(tx, EmblemKind::Region, Some(crest)).await?;
                for address in addresses {
                    let unit = directory
                        .unit_by_key(&address.unit)
                        .ok_or_else(|| wrong(format!("no unit {}", address.unit)))?;
                    set_address(tx, unit.id(), &address.lines.join("\n")).await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(())
}

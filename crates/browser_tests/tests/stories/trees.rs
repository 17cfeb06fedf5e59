//! What a term of office promised, as a tree, and a table somebody else published.

use std::fs;

use anyhow::ensure;
use browser_tests::{Desk, Outcome};

/// The plan of the played city: its tree on screen and on one sheet, its priority programmes, which IKK it
/// covers.
pub async fn plan(desk: &Desk) -> Outcome {
    let sekda = desk.seats("sekda").await?;
    let page = sekda.page();
    page.opens_menu("RPJMD").await?;
    desk.shows("rpjmd").await?;
    let path = page
        .asks("return document.querySelector('a.row-link').getAttribute('href');")
        .await?;
    let path = path.as_str().unwrap_or_default().to_owned();
    page.goes_to(&path).await?;
    page.sees("Misi").await?;
    desk.shows("pohon").await?;
    let sheet = page
        .asks_and_waits(
            "const link = [...document.querySelectorAll('a')]
                 .find(a => a.getAttribute('href').endsWith('.pdf'));
             const answer = await fetch(link.href);
             const bytes = await answer.arrayBuffer();
             return [new TextDecoder().decode(bytes.slice(0, 5)), bytes.byteLength];",
        )
        .await?;
    ensure!(sheet[0] == "%PDF-", "{}", sheet[0]);
    page.goes_to("/99.99/program-prioritas").await?;
    page.sees("Program Prioritas").await?;
    desk.shows("program-prioritas").await
}

/// An auditor drops in a table of a performance report: what does not follow from its own numbers is named.
pub async fn published(desk: &Desk) -> Outcome {
    let apip = desk.seats("apip").await?;
    let page = apip.page();
    page.opens_menu("Periksa Ulang Tabel").await?;
    desk.shows("periksa-ulang").await?;
    let table = desk.folder().join("lkjip-2022.csv");
    fs::write(
        &table,
        "indicator;target;actual;direction;published\n\
         Angka kematian bayi;10;20;lower;0,00\n\
         Angka kematian ibu;10;20;lower;50,00\n\
         Rasio guru;TDI;20;higher;50,00\n",
    )?;
    page.chooses("Jenis tabel", "LKjIP").await?;
    page.attaches("Berkas CSV", &table).await?;
    page.clicks("Periksa").await?;
    page.sees("3 baris diperiksa.").await?;
    page.sees("Tidak cocok: 1").await?;
    page.sees("Angka kematian ibu").await?;
    desk.shows("hasil-periksa-ulang").await
}

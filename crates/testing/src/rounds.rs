//! Records of rounds and fillings to act on.

use std::collections::HashMap;

use documents::{Format, Paper};
use platform::{Problem, Tx, Uuid, date};
use rounds::{
    rules::{Act, FindingKind, Piece},
    store::{self, NewFinding, RoundInput},
};
use values::{
    rules::{Direction, IndicatorKind},
    store::{self as kept, IndicatorInput},
};

/// An indicator of a numerator and a denominator that `unit` gives.
pub fn indicator_input(code: &str, unit: Uuid) -> IndicatorInput {
    IndicatorInput {
        code: code.into(),
        kind: IndicatorKind::Outcome,
        affair: "Kesehatan".into(),
        name: format!("Persentase uji {code}"),
        formula: "A/B*100".into(),
        measure: "%".into(),
        direction: Direction::Higher,
        decimals: 2,
        parent: String::new(),
        unit: Some(unit),
        proposed: None,
        support: vec![],
        seen: true,
        own: false,
        source: "uji".into(),
        elements: vec![
            ("A".into(), "Jumlah yang terlayani".into(), None),
            ("B".into(), "Jumlah seluruhnya".into(), None),
        ],
    }
}

/// A paper with nothing on it.
fn table() -> Paper {
    Paper {
        format: Format::F4,
        letterhead: None,
        title: vec!["TABEL UJI".into()],
        number: None,
        place: String::new(),
        name: "Tabel uji".into(),
        blocks: vec![],
        signatures: None,
        copies: vec![],
        footer: String::new(),
        simulated: true,
    }
}

/// One of every kind of `unit`, by the name its id has in paths.
///
/// # Errors
/// When a statement fails.
///
/// # Panics
/// Never: the date is one.
pub async fn round_subjects(
    tx: &mut Tx,
    unit: Uuid,
) -> Result<HashMap<&'static str, Uuid>, Problem> {
    let list = format!("uji-{unit}");
    let input = indicator_input("9.u.1", unit);
    kept::put_list(tx, &list, 2025, "uji", &[input]).await?;
    let asked = kept::indicators(tx.conn(), tx.region(), &list, 2025).await?;
    let indicator = asked
        .first()
        .map(|one| one.indicator.id)
        .ok_or(Problem::NotFound)?;
    let round = RoundInput {
        title: "Periode Uji".into(),
        list,
        year: 2025,
        purpose: String::new(),
        due: date::parse("2026-12-31").expect("a date"),
        units: vec![unit],
        desk: unit,
    };
    let round = store::add_round(tx, &round, 7).await?;
    let filling = store::fillings(tx.conn(), tx.region(), round).await?.pop();
    let filling = filling.ok_or(Problem::NotFound)?;
    let finding = NewFinding {
        indicator,
        letter: "A".into(),
        kind: FindingKind::Tdi,
        text: "Tidak ada data".into(),
    };
    let finding = store::add_finding(tx, &filling, &finding).await?;
    store::take(tx, &filling, Act::Send, "", filling.version, false).await?;
    let sent = store::find_filling(tx.conn(), tx.region(), filling.id).await?;
    let sent = sent.ok_or(Problem::NotFound)?;
    let reopening = store::ask_reopening(tx, &sent, indicator, "Salah ketik").await?;
    let compilation = store::NewCompilation {
        number: 1,
        paper: table(),
        results: vec![],
        missing: vec![filling.id],
        reason: "Belum masuk".into(),
    };
    let about = store::find_round(tx.conn(), tx.region(), round).await?;
    let about = about.ok_or(Problem::NotFound)?;
    let compilation = store::compile(tx, &about, &compilation).await?;
    let piece = Piece {
        chapter: "urusan".into(),
        affair: "Kesehatan".into(),
    };
    let wanted = [(unit, vec![piece])];
    store::add_narratives(tx, &about, "lppd", None, &wanted).await?;
    let narratives = store::narratives(tx.conn(), tx.region(), round, "lppd").await?;
    let narrative = narratives.first().ok_or(Problem::NotFound)?;
    Ok([
        ("narrative", narrative.id),
        ("compilation", compilation),
        ("indicator", indicator),
        ("round", round),
        ("filling", filling.id),
        ("review_finding", finding),
        ("reopening", reopening),
    ]
    .into())
}

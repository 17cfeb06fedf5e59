//! Chapters that are written: which pieces each unit owes, and how an indicator stands beside them.

use std::collections::BTreeSet;

use figures::{Exact, State};
use platform::Uuid;
use regulations::{Chapter, ChapterTable, Report};
use serde::{Deserialize, Serialize};
use values::{
    rules::IndicatorKind,
    store::{Asked, ResultRow},
};

/// What stands for a figure that is not there, where the reason is no matter of the reader.
const NO_DATA: &str = "Data belum tersedia";
const OUTLINES: &str = "sistematika-laporan";

/// The report that is written in chapters: "lppd".
pub fn outline(report: &str) -> Option<&'static Report> {
    regulations::pack(OUTLINES)?.report(report)
}

/// Whether a report has a table of indicators that somebody chooses.
pub fn chooses(report: &str) -> bool {
    let of = |it: &Report| {
        it.chapters
            .iter()
            .any(|it| it.table == Some(ChapterTable::Chosen))
    };
    outline(report).is_some_and(of)
}

/// A piece a unit writes: a chapter, or what of a chapter is about one affair.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Piece {
    /// Id of the chapter.
    pub chapter: String,
    /// The affair in words, or empty.
    pub affair: String,
}

/// Whether an indicator stands in the tables of a chapter.
pub const fn stands_in(table: ChapterTable, kind: IndicatorKind) -> bool {
    match table {
        ChapterTable::Macro => matches!(kind, IndicatorKind::Macro),
        ChapterTable::Affairs => matches!(
            kind,
            IndicatorKind::Outcome | IndicatorKind::Output | IndicatorKind::Support
        ),
        _ => false,
    }
}

/// What each unit writes: the affairs of the indicators it owns, the macro figures where it owns them; the
/// unit that compiles writes what nobody else has a table for. In the order of the report.
pub fn pieces(report: &Report, asked: &[Asked], desk: Uuid) -> Vec<(Uuid, Vec<Piece>)> {
    let mut found: Vec<(Uuid, Piece)> = Vec::new();
    for chapter in &report.chapters {
        let own = of_chapter(chapter, asked);
        // figures nobody owns yet are written about all the same
        match own.is_empty() && chapter.table != Some(ChapterTable::Affairs) {
            true => found.push((desk, Piece::of(chapter, ""))),
            false => found.extend(own),
        }
    }
    let mut seen = BTreeSet::new();
    let mut units: Vec<Uuid> = found.iter().map(|(unit, _)| *unit).collect();
    units.retain(|unit| seen.insert(*unit));
    let of = |unit: Uuid| {
        let own = found.iter().filter(move |(owner, _)| *owner == unit);
        (unit, own.map(|(_, piece)| piece.clone()).collect())
    };
    units.into_iter().map(of).collect()
}

fn of_chapter(chapter: &Chapter, asked: &[Asked]) -> Vec<(Uuid, Piece)> {
    let Some(table) = chapter.table else {
        return vec![];
    };
    let mut found = Vec::new();
    for it in asked.iter().map(|it| &it.indicator) {
        let Some(unit) = it.unit_id.filter(|_| stands_in(table, it.kind())) else {
            continue;
        };
        let affair = match table {
            ChapterTable::Affairs => it.affair.as_str(),
            _ => "",
        };
        let piece = (unit, Piece::of(chapter, affair));
        if !found.contains(&piece) {
            found.push(piece);
        }
    }
    found
}

impl Piece {
    fn of(chapter: &Chapter, affair: &str) -> Self {
        Self {
            chapter: chapter.id.clone(),
            affair: affair.to_owned(),
        }
    }
}

/// The result of an indicator as it stands beside the words; kept with a compilation as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultLine {
    /// Its code.
    pub code: String,
    kind: i16,
    /// Its affair.
    pub affair: String,
    /// Its name.
    pub name: String,
    /// What the result is measured in.
    pub measure: String,
    /// The result in digits, or in words why there is none.
    pub result: String,
    /// How it comes about: "(4.512 ÷ 5.003) × 100 = 90,19 %", or empty.
    pub line: String,
    /// A known share in whole hundredths, none for anything else.
    pub length: Option<u8>,
    /// The result as it is shown, in plain digits, where it is known.
    #[serde(default)]
    pub amount: Option<String>,
    #[serde(default)]
    state: Option<i16>,
    /// Whether the region says any of it otherwise than a pack.
    #[serde(default)]
    pub own: bool,
    /// Who owns it, in words.
    pub unit: String,
    /// The unit that owns it.
    pub unit_id: Option<Uuid>,
    /// Whether its source was seen.
    pub seen: bool,
}

impl ResultLine {
    /// An indicator with its stored result.
    pub fn of(asked: &Asked, result: Option<&ResultRow>, unit: &str) -> Self {
        let it = &asked.indicator;
        let figure = result.map(ResultRow::figure);
        let known = figure.as_ref().and_then(|figure| figure.known());
        let places = u32::try_from(it.decimals).unwrap_or(2);
        Self {
            code: it.code.clone(),
            kind: it.kind().code(),
            affair: it.affair.clone(),
            name: it.name.clone(),
            measure: it.measure.clone(),
            result: match (known, &figure) {
                (Some(exact), _) => exact.indonesian(places),
                (None, Some(figure)) => figure.state().label().to_owned(),
                (None, None) => State::NotFilled.label().to_owned(),
            },
            line: match known {
                Some(_) => result.map_or_else(String::new, |it| it.line.clone()),
                None => String::new(),
            },
            length: known.filter(|_| it.measure == "%").and_then(length),
            amount: known.map(|exact| exact.plain(places)),
            state: figure.as_ref().map(|figure| figure.state().code()),
            unit: unit.to_owned(),
            unit_id: it.unit_id,
            seen: it.seen,
            own: it.own,
        }
    }

    /// What the indicator is.
    pub fn kind(&self) -> IndicatorKind {
        IndicatorKind::from_code(self.kind).unwrap_or(IndicatorKind::Data)
    }

    /// The result for people outside the government: what a reviewer found of a figure, or who has not given
    /// it, is no matter of theirs.
    pub fn public(&self) -> String {
        match self.state.and_then(State::of_code) {
            Some(State::Known) => self.figure(),
            Some(
                open @ (State::NotRelevant
                | State::NotDue
                | State::NotCarriedOut
                | State::ZeroDivisor),
            ) => open.label().to_owned(),
            _ => NO_DATA.to_owned(),
        }
    }

    /// "90,19 %", or why there is no figure.
    pub fn figure(&self) -> String {
        match self.line.is_empty() || self.measure.is_empty() {
            true => self.result.clone(),
            false => format!("{} {}", self.result, self.measure),
        }
    }
}

/// How long the bar of a share is: as long as it can be drawn, and seen as soon as it is above zero.
fn length(share: &Exact) -> Option<u8> {
    let whole = share.rounded(0).whole()?;
    let seen = i64::from(!share.is_zero() && !share.is_negative());
    u8::try_from(whole.clamp(seen, 100)).ok()
}

#[cfg(test)]
mod tests {
    use figures::{Exact, State};

    use super::{ResultLine, chooses, length, outline};

    #[test]
    fn a_bar_is_drawn_within_its_frame_and_a_little_is_not_nothing() {
        let of = |digits, places| length(&Exact::decimal(digits, places));
        assert_eq!(of(9_019, 2), Some(90));
        assert_eq!(of(0, 0), Some(0));
        assert_eq!(of(1, 2), Some(1));
        assert_eq!(of(250, 0), Some(100));
        assert_eq!(of(-5, 0), Some(0));
    }

    #[test]
    fn reports_are_data() {
        assert!(outline("lppd").is_some() && outline("rlppd").is_some());
        assert!(outline("lkpj").is_none());
        assert!(chooses("rlppd") && !chooses("lppd"));
    }

    #[test]
    fn the_public_reads_figures_and_no_findings() {
        let of = |state: Option<State>| ResultLine {
            code: "1.b.3".into(),
            kind: 0,
            affair: "Kesehatan".into(),
            name: "Ibu hamil".into(),
            measure: "%".into(),
            result: state
                .map_or("90,19", |it| match it {
                    State::Known => "90,19",
                    other => other.label(),
                })
                .into(),
            line: "(4.512 ÷ 5.003) × 100 = 90,19 %".into(),
            length: None,
            amount: None,
            state: state.map(State::code),
            unit: String::new(),
            unit_id: None,
            seen: true,
            own: false,
        };
        assert_eq!(of(Some(State::Known)).public(), "90,19 %");
        let hidden = [
            State::Tdi,
            State::NotFilled,
            State::NotYetAvailable,
            State::WaitingForOther,
        ];
        for state in hidden {
            assert_eq!(of(Some(state)).public(), "Data belum tersedia");
        }
        assert_eq!(of(None).public(), "Data belum tersedia");
        assert_ne!(
            of(Some(State::NotCarriedOut)).public(),
            "Data belum tersedia"
        );
    }
}

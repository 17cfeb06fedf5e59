//! Chapters of a performance report (LKjIP) and by when it is made, as the packs say them.

use std::collections::HashMap;

use figures::Figure;
use government::structure::UnitKind;
use regulations::{Pack, Report};
use time::Date;

pub use regulations::{Chapter, ChapterTable};

const OUTLINES: &str = "sistematika-laporan";
/// The pack that says by when reports are due.
pub const CALENDAR: &str = "kalender-akuntabilitas";

fn outline() -> Option<&'static Report> {
    regulations::pack(OUTLINES)?.report("lkjip")
}

/// The chapters, in order.
pub fn chapters() -> &'static [Chapter] {
    outline().map_or(&[], |it| &it.chapters)
}

/// The chapter behind an id.
pub fn chapter(id: &str) -> Option<&'static Chapter> {
    outline()?.chapter(id)
}

/// The regulation they are of.
pub fn outline_basis() -> &'static str {
    outline().map_or("", |it| &it.basis)
}

/// The calendar of a year: the pack with what the region lays over it.
#[derive(Clone, Debug, Default)]
pub struct Calendar(Option<Pack>);

impl Calendar {
    /// The calendar of this pack.
    pub fn of(pack: Option<Pack>) -> Self {
        Self(pack)
    }

    fn due(&self, kind: UnitKind) -> Option<&regulations::Due> {
        let id = match kind {
            UnitKind::HeadOfRegion => "lkjip",
            _ => "lkjip-pd",
        };
        self.0.as_ref()?.due(id)
    }

    /// By when the report of a year is made.
    pub fn report_due(&self, kind: UnitKind, year: i32) -> Option<Date> {
        self.due(kind)?.rule.day(year, None)
    }

    /// What says so, with its mark.
    pub fn basis(&self, kind: UnitKind) -> String {
        self.due(kind).map_or_else(String::new, |it| {
            let (source, mark) = (&it.provenance, it.provenance.mark.label());
            // what a region sets rests on what it names, and on nothing beside it
            match source.citation == it.basis {
                true => format!("{} ({mark})", it.basis),
                false => format!("{} ({}; {mark})", it.basis, source.citation),
            }
        })
    }
}

/// How indicators of other years and of the plan are found: by their name and what they are measured in,
/// however they were typed.
pub fn same_indicator(name: &str, measure: &str) -> (String, String) {
    let plain = |text: &str| {
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    };
    (plain(name), plain(measure))
}

/// What indicators reached in earlier years, by year and indicator.
pub type History = HashMap<(i64, (String, String)), Figure>;

#[cfg(test)]
mod tests {
    use government::structure::UnitKind;
    use platform::date;

    use regulations::{Due, DueRule, Mark, Overlay, Provenance};

    use super::{
        CALENDAR, Calendar, ChapterTable, chapter, chapters, outline_basis, same_indicator,
    };

    #[test]
    fn the_outline_can_be_read_and_says_where_it_comes_from() {
        assert_eq!(outline_basis(), "PermenPANRB 53/2014 Lampiran II");
        assert_eq!(chapters().len(), 5);
        let third = chapter("capaian").expect("a chapter");
        assert_eq!(third.table, Some(ChapterTable::Achievement));
        assert!(third.basis().ends_with("(terlihat di sumber)"));
    }

    #[test]
    fn units_have_two_months_and_the_city_three() {
        let law = Calendar::of(regulations::pack(CALENDAR).cloned());
        let day = |kind| law.report_due(kind, 2025).map(date::iso);
        assert_eq!(day(UnitKind::Department).as_deref(), Some("2026-02-28"));
        assert_eq!(day(UnitKind::HeadOfRegion).as_deref(), Some("2026-03-31"));
        assert!(
            law.basis(UnitKind::Department)
                .contains("belum diverifikasi")
        );
    }

    #[test]
    fn what_the_region_sets_is_its_own_and_says_so() {
        let pack = regulations::pack(CALENDAR).expect("the calendar");
        let mut due: Due = pack.due("lkjip-pd").expect("a date").clone();
        due.rule = DueRule::Day {
            month: 2,
            day: 10,
            years_after: 1,
        };
        due.basis = "Surat Edaran Sekda 7/2026".into();
        due.provenance = Provenance::new(Mark::Region, "Surat Edaran Sekda 7/2026");
        let own = Overlay {
            pack: CALENDAR.into(),
            year: 2025,
            calendar: vec![due],
            ..Overlay::default()
        };
        let own = Calendar::of(Some(pack.with(&own)));
        let day = |kind| own.report_due(kind, 2025).map(date::iso);
        assert_eq!(day(UnitKind::Department).as_deref(), Some("2026-02-10"));
        assert_eq!(day(UnitKind::HeadOfRegion).as_deref(), Some("2026-03-31"));
        assert_eq!(
            own.basis(UnitKind::Department),
            "Surat Edaran Sekda 7/2026 (ketentuan daerah)"
        );
    }

    #[test]
    fn an_indicator_is_found_however_it_was_typed() {
        assert_eq!(
            same_indicator("Sampah  Terkelola ", "Ton"),
            same_indicator("sampah terkelola", "ton")
        );
        assert_ne!(
            same_indicator("Sampah terkelola", "ton"),
            same_indicator("Sampah terkelola", "%")
        );
    }
}

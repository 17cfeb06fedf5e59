//! Reading the form of one step.

use platform::{date, form::FormErrors};
use time::Date;

use super::Step;

/// What was typed of a step.
#[derive(Clone, Debug, Default)]
pub struct Typing {
    /// Who did it.
    pub name: String,
    /// In which office.
    pub office: String,
    /// On which day.
    pub day: String,
    /// *Nomor naskah*.
    pub number: String,
    /// A remark, or why.
    pub note: String,
    /// Version that was on the screen.
    pub version: String,
    /// Key of the form.
    pub once: String,
}

/// A step as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepInput {
    /// Which.
    pub step: Step,
    /// Who did it, where somebody outside the system did.
    pub name: String,
    /// In which office.
    pub office: String,
    /// On which day.
    pub day: Option<Date>,
    /// *Nomor naskah*, with the step that gives it.
    pub number: String,
    /// A remark, or why.
    pub note: String,
}

impl Typing {
    /// Reads the fields that `step` has; `today` is the latest day something can have happened.
    pub fn read(&self, step: Step, today: Date, errors: &mut FormErrors) -> StepInput {
        let mut input = StepInput {
            step,
            name: String::new(),
            office: String::new(),
            day: None,
            number: String::new(),
            note: String::new(),
        };
        if matches!(step, Step::Initial | Step::Sign) {
            input.name = errors.required("nama", &self.name, 120);
            input.office = errors.required("jabatan", &self.office, 120);
        }
        if step == Step::Number {
            input.number = errors.required("nomor", &self.number, 80);
        }
        input.note = match step {
            Step::Return => errors.required("catatan", &self.note, 500),
            _ => errors.text("catatan", &self.note, 500),
        };
        if has_day(step) {
            input.day = errors.date("tanggal", &self.day);
            match input.day {
                None => errors.add("tanggal", "Wajib diisi."),
                Some(day) if day > today => errors.add(
                    "tanggal",
                    format!(
                        "Tanggal ini belum tiba. Isi paling lambat hari ini, {}.",
                        date::medium(today)
                    ),
                ),
                Some(_) => {}
            }
        }
        input
    }
}

/// Whether the step happened on a day of its own.
pub fn has_day(step: Step) -> bool {
    matches!(step, Step::Initial | Step::Sign | Step::Number | Step::Send)
}

/// Whether a picture of the signed paper may come with the step.
pub fn has_scan(step: Step) -> bool {
    matches!(step, Step::Sign | Step::Number | Step::Scan)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_asks_for_what_it_needs() {
        let today = date::parse("2026-11-21").expect("a date");
        let wrong = |step| {
            let mut errors = FormErrors::new();
            Typing::default().read(step, today, &mut errors);
            let fields: Vec<&str> = errors.all().map(|(field, _)| *field).collect();
            fields
        };
        assert_eq!(wrong(Step::Initial), ["jabatan", "nama", "tanggal"]);
        assert_eq!(wrong(Step::Sign), ["jabatan", "nama", "tanggal"]);
        assert_eq!(wrong(Step::Number), ["nomor", "tanggal"]);
        assert_eq!(wrong(Step::Send), ["tanggal"]);
        assert_eq!(wrong(Step::Return), ["catatan"]);
        assert!(wrong(Step::Scan).is_empty());
    }

    #[test]
    fn nothing_happened_tomorrow() {
        let today = date::parse("2026-11-21").expect("a date");
        let mut errors = FormErrors::new();
        let typing = Typing {
            day: "22/11/2026".into(),
            ..Typing::default()
        };
        typing.read(Step::Send, today, &mut errors);
        assert!(errors.of("tanggal").contains("21 Nov"), "{errors:?}");
    }
}

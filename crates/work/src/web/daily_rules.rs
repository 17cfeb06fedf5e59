//! *Kerja Harian*: rules of daily work the region sets itself.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::follow_up::{self, DailyRules, WORDS_SOURCE};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode,
    form::{Filter, FormErrors, Typed},
    provenance,
};
use serde::Deserialize;

use super::actions::{ReadDailyRules, WriteDailyRules};

const MOST_WORDS: usize = 12;
const MOST_DAYS: u32 = 60;

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    kata: String,
    asisten: String,
    sekda: String,
}

/// What the page was asked to say once.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    kabar: String,
}

#[derive(Template)]
#[template(path = "work/daily_rules.html")]
struct Rules<'a> {
    region: &'a RegionCode,
    form: &'a Form,
    errors: &'a FormErrors,
    may_change: bool,
    words_hint: String,
}

impl Form {
    fn of(rules: &DailyRules) -> Self {
        Self {
            kata: rules.words.join("\n"),
            asisten: days(rules.assistant_days),
            sekda: days(rules.secretary_days),
        }
    }

    fn read(&self, errors: &mut FormErrors) -> DailyRules {
        let typed = errors.required("kata", &self.kata, 1000);
        let mut words: Vec<String> = Vec::new();
        for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if !words.iter().any(|known| known == line) {
                words.push(line.to_owned());
            }
        }
        if words.len() > MOST_WORDS {
            errors.add(
                "kata",
                format!("Paling banyak {MOST_WORDS} kata disposisi."),
            );
        }
        let assistant_days = read_days("asisten", &self.asisten, errors);
        let secretary_days = read_days("sekda", &self.sekda, errors);
        if let (Some(assistant), Some(secretary)) = (assistant_days, secretary_days)
            && secretary <= assistant
        {
            errors.add(
                "sekda",
                "Tulis angka yang lebih besar daripada untuk Asisten.",
            );
        }
        DailyRules {
            words,
            assistant_days,
            secretary_days,
        }
    }
}

fn days(days: Option<u32>) -> String {
    days.map(|days| days.to_string()).unwrap_or_default()
}

/// A number of working days; empty: never.
fn read_days(field: &'static str, typed: &str, errors: &mut FormErrors) -> Option<u32> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let read = typed
        .parse()
        .ok()
        .filter(|days| (1..=MOST_DAYS).contains(days));
    if read.is_none() {
        errors.add(
            field,
            format!("Tulis angka 1 sampai {MOST_DAYS}, atau kosongkan."),
        );
    }
    read
}

fn page<A: Action>(
    app: &App,
    grant: &Grant<A>,
    form: &Form,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let rules = Rules {
        region: grant.region(),
        form,
        errors,
        may_change: app
            .matrix()
            .scope(&grant.actor().role, WriteDailyRules::CODE)
            .is_some(),
        words_hint: format!(
            "Satu per baris. Bawaan aplikasi: {}.",
            provenance::words(WORDS_SOURCE)
        ),
    };
    Page::new("Kerja Harian", &rules)
}

/// The rules.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadDailyRules>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let rules = follow_up::daily_rules(app.db().read(), grant.region()).await?;
    let page = page(&app, &grant, &Form::of(&rules), &FormErrors::new())?;
    let saved = asked.kabar == "simpan";
    Ok(page.flash(saved.then(|| "Aturan kerja harian tersimpan.".into())))
}

/// Sets them.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn set(
    grant: Grant<WriteDailyRules>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Result<Redirect, Page>, Problem> {
    let mut errors = FormErrors::new();
    let rules = form.read(&mut errors);
    if errors.any() {
        return Ok(Err(page(&app, &grant, &form, &errors)?.refused()));
    }
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { follow_up::set_daily_rules(tx, &rules).await })
        })
        .await?;
    let path = format!("/{}/pengaturan/kerja-harian?kabar=simpan", grant.region());
    Ok(Ok(Redirect::to(&path)))
}

#[cfg(test)]
mod tests {
    use platform::form::FormErrors;

    use super::Form;

    fn words(typed: &str) -> Result<Vec<String>, String> {
        let mut errors = FormErrors::new();
        let form = Form {
            kata: typed.into(),
            ..Form::default()
        };
        let rules = form.read(&mut errors);
        if errors.any() {
            return Err(errors.of("kata").to_owned());
        }
        Ok(rules.words)
    }

    #[test]
    fn the_secretary_is_told_after_the_assistant() {
        let read = |assistant: &str, secretary: &str| {
            let mut errors = FormErrors::new();
            let form = Form {
                kata: "Selesaikan".into(),
                asisten: assistant.into(),
                sekda: secretary.into(),
            };
            let rules = form.read(&mut errors);
            (!errors.any()).then_some((rules.assistant_days, rules.secretary_days))
        };
        assert_eq!(read("", ""), Some((None, None)), "never by itself");
        assert_eq!(read("3", " 7 "), Some((Some(3), Some(7))));
        for (assistant, secretary) in [("0", ""), ("7", "7"), ("61", ""), ("tiga", "")] {
            assert_eq!(read(assistant, secretary), None, "{assistant} {secretary}");
        }
    }

    #[test]
    fn words_stand_one_per_line_and_once() {
        assert_eq!(
            words("Proses lebih lanjut\n\n Arsipkan \nArsipkan"),
            Ok(vec!["Proses lebih lanjut".into(), "Arsipkan".into()])
        );
        assert!(words(" \n ").is_err());
        let many: String = (0..13).map(|n| format!("kata {n}\n")).collect();
        assert!(words(&many).is_err());
    }
}

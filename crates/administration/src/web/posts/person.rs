//! A person meant in a form by sign-in name, NIP or name.

use government::account::{PersonCard, look_up};
use platform::{App, Problem, RegionCode, form::FormErrors};

/// The one person that `typed` means; else the field says who could be meant.
///
/// # Errors
/// When the database cannot be read.
pub async fn one_person(
    app: &App,
    region: &RegionCode,
    field: &'static str,
    typed: &str,
    errors: &mut FormErrors,
) -> Result<Option<PersonCard>, Problem> {
    if typed.trim().is_empty() {
        errors.add(field, "Tulis nama masuk, NIP, atau nama orangnya.");
        return Ok(None);
    }
    let mut found = look_up(app.db().read(), app.keys(), region, typed).await?;
    if found.len() == 1 {
        return Ok(found.pop());
    }
    let text = if found.is_empty() {
        "Tidak ada orang dengan nama masuk, NIP, atau nama itu. Catat dulu orangnya di Akun."
            .to_owned()
    } else {
        let names: Vec<String> = found
            .iter()
            .map(|it| match it.signs_in {
                true => format!("{} ({})", it.name, it.sign_in),
                false => format!("{} (tanpa akun; pakai NIP atau nama lengkap)", it.name),
            })
            .collect();
        format!(
            "Ada lebih dari satu orang yang cocok: {}. Tulis nama masuk atau NIP-nya.",
            names.join("; ")
        )
    };
    errors.add(field, text);
    Ok(None)
}

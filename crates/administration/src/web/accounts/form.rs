//! What is typed for a new account, read field by field.

use government::{
    Directory, Role,
    account::{NewAccount, normal_nip},
};
use platform::{Uuid, form::FormErrors};
use serde::Deserialize;
use time::Date;

use super::assignable;

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pub(super) nama: String,
    pub(super) nama_masuk: String,
    pub(super) nip: String,
    pub(super) wa: String,
    pub(super) unit: String,
    pub(super) peran: String,
    pub(super) jabatan: String,
    pub(super) dasar: String,
}

/// The same, understood.
pub(super) struct Input {
    pub(super) account: NewAccount,
    pub(super) unit: Uuid,
    pub(super) role: Role,
    pub(super) title: String,
    pub(super) decree: String,
}

impl Form {
    /// Reads the form; what is wrong stands beside the fields.
    pub(super) fn read(
        &self,
        directory: &Directory,
        today: Date,
        errors: &mut FormErrors,
    ) -> Option<Input> {
        let name = errors.required("nama", &self.nama, 120);
        let sign_in = sign_in_name(errors, &self.nama_masuk);
        let nip = match self.nip.trim() {
            "" => String::new(),
            typed => normal_nip(typed).unwrap_or_else(|| {
                errors.add(
                    "nip",
                    "NIP terdiri atas 18 angka; kosongkan bila belum ada.",
                );
                String::new()
            }),
        };
        let wa = number(errors, &self.wa);
        let unit = Uuid::parse_str(&self.unit)
            .ok()
            .and_then(|id| directory.unit(id))
            .filter(|unit| unit.exists_on(today));
        if unit.is_none() {
            errors.add("unit", "Pilih unit tempat bertugas.");
        }
        let role = assignable().find(|role| role.code() == self.peran);
        if role.is_none() {
            errors.add("peran", "Pilih perannya.");
        }
        let title = errors.required("jabatan", &self.jabatan, 120);
        let decree = errors.required("dasar", &self.dasar, 200);
        if errors.any() {
            return None;
        }
        Some(Input {
            account: NewAccount {
                name,
                sign_in,
                nip,
                wa,
                grade: String::new(),
                password: None,
            },
            unit: unit?.id(),
            role: role?,
            title,
            decree,
        })
    }
}

/// Letters first, so that no sign-in name can be read as a NIP.
pub(crate) fn sign_in_name(errors: &mut FormErrors, typed: &str) -> String {
    let name = errors.required("nama_masuk", typed, 40).to_lowercase();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_".contains(c);
    let begins = name.starts_with(|c: char| c.is_ascii_lowercase());
    if !begins || name.len() < 3 || !name.chars().all(plain) {
        errors.add(
            "nama_masuk",
            "Paling sedikit 3 karakter: huruf kecil, angka, titik, atau garis; diawali huruf.",
        );
    }
    name
}

/// A telephone number: digits, perhaps a plus in front.
pub(crate) fn number(errors: &mut FormErrors, typed: &str) -> String {
    let typed = errors.text("wa", typed, 25);
    let bare: String = typed.chars().filter(|c| !" -.()".contains(*c)).collect();
    let digits = bare.strip_prefix('+').unwrap_or(&bare);
    let shaped = (9..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if !bare.is_empty() && !shaped {
        errors.add("wa", "Tulis nomor seperti 0812 0000 0000.");
    }
    bare
}

#[cfg(test)]
mod tests {
    use platform::form::FormErrors;

    use super::{number, sign_in_name};

    #[test]
    fn a_sign_in_name_is_plain_and_no_nip() {
        let ok = |typed: &str| {
            let mut errors = FormErrors::new();
            let read = sign_in_name(&mut errors, typed);
            (!errors.any()).then_some(read)
        };
        assert_eq!(ok(" Operator.Dinkes ").as_deref(), Some("operator.dinkes"));
        for bad in [
            "",
            "ab",
            "198609262015051001",
            "siti nur",
            "é-siti",
            "a/../b",
        ] {
            assert_eq!(ok(bad), None, "{bad}");
        }
    }

    #[test]
    fn numbers_are_kept_bare() {
        let mut errors = FormErrors::new();
        assert_eq!(number(&mut errors, "+62 812-0000-0000"), "+6281200000000");
        assert_eq!(number(&mut errors, ""), "");
        assert!(!errors.any());
        number(&mut errors, "nomor saya");
        assert!(errors.any());
    }
}

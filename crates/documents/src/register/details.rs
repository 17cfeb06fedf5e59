//! What an office decides about a paper before it is signed: whose letterhead, who signs and in
//! whose name, and for a letter to whom it goes.

use platform::form::FormErrors;
use serde::Deserialize;

use super::PaperKind;
use crate::{SignatureBlock, Signer, signature};

/// Whose letterhead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LetterheadKind {
    /// Of the unit that writes; a Bagian stands below SEKRETARIAT DAERAH.
    #[default]
    Unit,
    /// Of the head of the region.
    HeadOfRegion,
}

/// In whose name somebody signs (Permendagri 1/2023).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SigningMode {
    /// In the own office.
    #[default]
    Own,
    /// *Plt.*, *Plh.*, *Pj.*: somebody signs for an office beside the own one.
    Acting,
    /// *a.n.*: the office one level below signs.
    OnBehalf,
    /// *u.b.*: the office two levels below signs.
    SubDelegated,
}

const LETTERHEADS: [(LetterheadKind, &str, &str); 2] = [
    (LetterheadKind::Unit, "unit", "Perangkat daerah penyusun"),
    (LetterheadKind::HeadOfRegion, "kepala", "Kepala daerah"),
];
const MODES: [(SigningMode, &str, &str); 4] = [
    (SigningMode::Own, "sendiri", "Jabatannya sendiri"),
    (
        SigningMode::Acting,
        "plt",
        "Plt., Plh., Pj., atau Pjs. di samping jabatannya",
    ),
    (SigningMode::OnBehalf, "an", "a.n. (atas nama)"),
    (SigningMode::SubDelegated, "ub", "u.b. (untuk beliau)"),
];

impl LetterheadKind {
    /// The stored word.
    pub fn code(self) -> &'static str {
        LETTERHEADS[self as usize].1
    }

    /// The kind behind a word; a word nobody knows is the unit's.
    pub fn from_code(code: &str) -> Self {
        let found = LETTERHEADS.into_iter().find(|(_, known, _)| *known == code);
        found.map_or(Self::Unit, |(kind, ..)| kind)
    }

    /// Words and values for a form.
    pub fn choices() -> Vec<(&'static str, &'static str)> {
        LETTERHEADS.map(|(_, code, label)| (code, label)).to_vec()
    }
}

impl SigningMode {
    /// The stored word.
    pub fn code(self) -> &'static str {
        MODES[self as usize].1
    }

    /// The mode behind a word; a word nobody knows is the own office.
    pub fn from_code(code: &str) -> Self {
        let found = MODES.into_iter().find(|(_, known, _)| *known == code);
        found.map_or(Self::Own, |(mode, ..)| mode)
    }

    /// Words and values for a form.
    pub fn choices() -> Vec<(&'static str, &'static str)> {
        MODES.map(|(_, code, label)| (code, label)).to_vec()
    }
}

/// The details, as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// Whose letterhead.
    pub letterhead: LetterheadKind,
    /// Where it is signed.
    pub place: String,
    /// In whose name.
    pub mode: SigningMode,
    /// a.n. whom, or acting as whom: "Wali Kota", "Plt. Wali Kota".
    pub on_behalf_of: String,
    /// Through whom with u.b.: "Sekretaris Daerah".
    pub through: String,
    /// Who signs.
    pub signer: Signer,
    /// *Sifat*.
    pub classification: String,
    /// *Lampiran*.
    pub attachments: String,
    /// *Hal*.
    pub subject: String,
    /// *Yth.*, one a line.
    pub addressees: String,
    /// What the letter says besides what the record says.
    pub body: String,
    /// *Tembusan*, one a line.
    pub copies: String,
}

impl Details {
    /// The block of who signs; without a signer, room under `otherwise`.
    pub fn signature(&self, head_title: &str, region: &str, otherwise: &str) -> SignatureBlock {
        let line = |office: &str| signature::office_line(office, head_title, region);
        if self.signer.office.is_empty() {
            return SignatureBlock::of(&self.signer, "", vec![format!("{otherwise},")]);
        }
        let office = match self.mode {
            SigningMode::Own => vec![line(&self.signer.office)],
            SigningMode::Acting => {
                let acting = line(&self.on_behalf_of);
                let office = vec![
                    acting.trim_end_matches(',').to_owned(),
                    line(&self.signer.office),
                ];
                return SignatureBlock::acting(&self.signer, &self.on_behalf_of, "", office);
            }
            SigningMode::OnBehalf => {
                signature::on_behalf(&line(&self.on_behalf_of), &[line(&self.signer.office)])
            }
            SigningMode::SubDelegated => signature::on_behalf(
                &line(&self.on_behalf_of),
                &[line(&self.through), line(&self.signer.office)],
            ),
        };
        SignatureBlock::of(&self.signer, "", office)
    }
}

/// The lines of a field that holds one name a line.
pub fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// What was typed of the details.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typing {
    pub(crate) jenis: String,
    pub(crate) kop: String,
    pub(crate) tempat: String,
    pub(crate) cara: String,
    pub(crate) atas_nama: String,
    pub(crate) melalui: String,
    /// A holding that signs; empty: the fields below say who.
    pub pejabat: String,
    pub(crate) jabatan: String,
    pub(crate) nama: String,
    pub(crate) pangkat: String,
    pub(crate) nip: String,
    pub(crate) sifat: String,
    pub(crate) lampiran: String,
    pub(crate) hal: String,
    pub(crate) kepada: String,
    pub(crate) isi: String,
    pub(crate) tembusan: String,
    /// Version that was on the screen.
    pub versi: String,
    /// Key of the form.
    pub sekali: String,
}

impl Typing {
    /// A form of `kind` filled in with `details`.
    pub fn of(kind: PaperKind, details: &Details) -> Self {
        Self {
            jenis: kind.code().into(),
            kop: details.letterhead.code().into(),
            tempat: details.place.clone(),
            cara: details.mode.code().into(),
            atas_nama: details.on_behalf_of.clone(),
            melalui: details.through.clone(),
            jabatan: details.signer.office.clone(),
            nama: details.signer.name.clone(),
            pangkat: details.signer.rank.clone(),
            nip: details.signer.nip.clone(),
            sifat: details.classification.clone(),
            lampiran: details.attachments.clone(),
            hal: details.subject.clone(),
            kepada: details.addressees.clone(),
            isi: details.body.clone(),
            tembusan: details.copies.clone(),
            ..Self::default()
        }
    }

    /// Which paper the form is for.
    pub fn kind(&self) -> Option<PaperKind> {
        PaperKind::from_code(&self.jenis)
    }

    /// Reads the form; what is wrong is said beside the field.
    pub fn read(&self, kind: PaperKind, errors: &mut FormErrors) -> Details {
        let mode = SigningMode::from_code(&self.cara);
        let mut details = Details {
            letterhead: LetterheadKind::from_code(&self.kop),
            place: errors.text("tempat", &self.tempat, 60),
            mode,
            signer: Signer {
                office: errors.text("jabatan", &self.jabatan, 120),
                name: errors.text("nama", &self.nama, 120),
                rank: errors.text("pangkat", &self.pangkat, 60),
                nip: self.nip(errors),
            },
            ..Details::default()
        };
        if mode != SigningMode::Own {
            details.on_behalf_of = errors.required("atas_nama", &self.atas_nama, 120);
            if details.signer.office.is_empty() && self.pejabat.is_empty() {
                errors.add(
                    "jabatan",
                    "Wajib diisi bila ditandatangani untuk jabatan lain.",
                );
            }
        }
        if mode == SigningMode::SubDelegated {
            details.through = errors.required("melalui", &self.melalui, 120);
        }
        if kind.is_letter() {
            details.classification = errors.text("sifat", &self.sifat, 60);
            details.attachments = errors.text("lampiran", &self.lampiran, 120);
            details.subject = errors.required("hal", &self.hal, 300);
            details.addressees = errors.required("kepada", &self.kepada, 8_000);
            details.body = errors.text("isi", &self.isi, 4_000);
            details.copies = errors.text("tembusan", &self.tembusan, 4_000);
        }
        details
    }

    /// Eighteen digits however they are grouped, printed 8-6-1-3; empty where nobody has one.
    fn nip(&self, errors: &mut FormErrors) -> String {
        let typed = errors.text("nip", &self.nip, 40);
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        let strange = typed
            .chars()
            .any(|c| !c.is_ascii_digit() && !c.is_whitespace() && !".-".contains(c));
        match (digits.len(), strange) {
            (0, false) => String::new(),
            (18, false) => format!(
                "{} {} {} {}",
                &digits[..8],
                &digits[8..14],
                &digits[14..15],
                &digits[15..]
            ),
            _ => {
                errors.add(
                    "nip",
                    "NIP terdiri atas 18 angka; kosongkan bila tidak punya NIP.",
                );
                typed
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn details(mode: SigningMode, office: &str) -> Details {
        Details {
            mode,
            on_behalf_of: "Bupati".into(),
            through: "Sekretaris Daerah".into(),
            signer: Signer {
                office: office.into(),
                name: "Nama, S.E.".into(),
                rank: "Pembina".into(),
                nip: "1".into(),
            },
            ..Details::default()
        }
    }

    #[test]
    fn blocks_have_the_shapes_of_the_offices() {
        let office = |mode, office: &str| {
            details(mode, office)
                .signature("Bupati", "Kabupaten Kudus", "Pimpinan Rapat")
                .office
        };
        assert_eq!(
            office(SigningMode::OnBehalf, "Sekretaris Daerah"),
            ["a.n. BUPATI KUDUS", "SEKRETARIS DAERAH,"]
        );
        assert_eq!(
            office(SigningMode::SubDelegated, "Asisten Administrasi"),
            [
                "a.n. BUPATI KUDUS",
                "SEKRETARIS DAERAH",
                "u.b.",
                "ASISTEN ADMINISTRASI,"
            ]
        );
        let mut acting = details(SigningMode::Acting, "Wakil Bupati");
        acting.on_behalf_of = "Plt. Bupati".into();
        let block = acting.signature("Bupati", "Kabupaten Kudus", "Pimpinan Rapat");
        assert_eq!(block.office, ["Plt. BUPATI KUDUS", "WAKIL BUPATI,"]);
        assert_eq!((block.name.as_str(), block.nip.as_str()), ("NAMA", ""));
        assert_eq!(
            office(SigningMode::Own, "Pj. Bupati"),
            ["Pj. BUPATI KUDUS,"]
        );
        assert_eq!(office(SigningMode::Own, ""), ["Pimpinan Rapat,"]);
    }

    #[test]
    fn a_nip_is_read_however_it_is_grouped() {
        for typed in [
            "198609262015051001",
            "19860926 201505 1 001",
            "19860926.201505.1.001",
        ] {
            let mut errors = FormErrors::new();
            let typing = Typing {
                nip: typed.into(),
                ..Typing::default()
            };
            let read = typing.read(PaperKind::Minutes, &mut errors);
            assert_eq!(read.signer.nip, "19860926 201505 1 001");
            assert!(!errors.any());
        }
        for typed in ["12", "NIP 198609262015051001", "1986092620150510011"] {
            let mut errors = FormErrors::new();
            let typing = Typing {
                nip: typed.into(),
                ..Typing::default()
            };
            typing.read(PaperKind::Minutes, &mut errors);
            assert!(errors.of("nip").contains("18 angka"), "{typed}");
        }
    }

    #[test]
    fn a_letter_needs_subject_and_addressee_and_a_deputy_a_principal() {
        let mut errors = FormErrors::new();
        let typing = Typing {
            cara: "ub".into(),
            ..Typing::default()
        };
        typing.read(PaperKind::Invitation, &mut errors);
        for field in ["hal", "kepada", "atas_nama", "melalui", "jabatan"] {
            assert!(!errors.of(field).is_empty(), "{field}");
        }
    }

    #[test]
    fn words_come_back() {
        for (mode, code, _) in MODES {
            assert_eq!((mode.code(), SigningMode::from_code(code)), (code, mode));
        }
        for (kind, code, _) in LETTERHEADS {
            assert_eq!((kind.code(), LetterheadKind::from_code(code)), (code, kind));
        }
    }
}

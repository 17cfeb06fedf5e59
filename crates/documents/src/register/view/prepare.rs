//! The form of a paper's details: for a new one and for a concept.

use askama::Template;
use platform::{Page, Problem, RegionCode, form::FormErrors};

use super::Record;
use crate::register::{
    LetterheadKind, OfficialDocument, PaperKind, Signers, SigningMode, details::Typing,
};

/// What the form is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The record.
    pub record: Record<'a>,
    /// The concept that is changed; none for a new paper.
    pub paper: Option<&'a OfficialDocument>,
    /// The kinds the record does not have yet.
    pub kinds: &'a [PaperKind],
    /// Who may sign.
    pub signers: &'a Signers,
}

#[derive(Template)]
#[template(path = "documents/prepare.html")]
struct View<'a> {
    region: &'a RegionCode,
    record: Record<'a>,
    title: String,
    action: String,
    back: String,
    kind: Option<PaperKind>,
    kinds: &'a [PaperKind],
    body_label: &'static str,
    body_hint: &'a str,
    letterheads: Vec<(&'static str, &'static str)>,
    modes: Vec<(&'static str, &'static str)>,
    signers: Vec<(String, String)>,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

/// The form; without a kind, the choice of one.
///
/// # Errors
/// When it cannot be rendered.
pub fn prepare(asked: &Asked<'_>, typing: &Typing, errors: &FormErrors) -> Result<Page, Problem> {
    let base = format!("/{}{}/naskah", asked.record.region, asked.record.path);
    let (title, action, back, kind) = match asked.paper {
        Some(paper) => (
            format!("Ubah {}", paper.title()),
            format!("{base}/{}/ubah", paper.id),
            format!("{base}/{}", paper.id),
            Some(paper.kind()?),
        ),
        None => (
            match typing.kind() {
                Some(kind) => format!("Siapkan {}", kind.label()),
                None => "Siapkan Naskah".into(),
            },
            base,
            format!("/{}{}", asked.record.region, asked.record.path),
            typing.kind(),
        ),
    };
    let (body_label, body_hint) = match kind {
        Some(PaperKind::CoverLetter) => ("Naskah yang dikirim", "Satu baris satu naskah."),
        _ => ("Isi tambahan", asked.record.taken),
    };
    let view = View {
        body_label,
        body_hint,
        region: asked.record.region,
        record: asked.record,
        action,
        back,
        kind,
        kinds: asked.kinds,
        letterheads: LetterheadKind::choices(),
        modes: SigningMode::choices(),
        signers: asked.signers.choices(),
        typing,
        errors,
        title,
    };
    Page::new(&view.title, &view)
}

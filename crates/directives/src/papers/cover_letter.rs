//! *Surat pengantar*: what is sent along. The columns are `[M]`.

use documents::{
    Align, Block, Letter, Paper, SignatureBlock, Signatures, Signer, Table,
    register::{Details, PaperKind, details::lines},
};
use government::Directory;

use super::{blank, signed};
use crate::store::Meeting;

/// The letter that goes with papers of the meeting; what is sent stands a line each in the body.
pub fn cover_letter(meeting: &Meeting, directory: &Directory, details: &Details) -> Paper {
    let mut table = Table::simple(&[
        ("No", 1, Align::Center),
        ("Naskah yang dikirim", 7, Align::Left),
        ("Banyaknya", 3, Align::Left),
        ("Keterangan", 6, Align::Left),
    ]);
    table.rows = lines(&details.body)
        .into_iter()
        .enumerate()
        .map(|(n, what)| {
            vec![
                (n + 1).to_string(),
                what,
                String::new(),
                "Disampaikan dengan hormat untuk dipergunakan sebagaimana mestinya.".into(),
            ]
        })
        .collect();
    let or_dash = |words: &str| if words.is_empty() { "-" } else { words }.to_owned();
    let receiver = SignatureBlock::of(
        &Signer::default(),
        "",
        vec![
            "Diterima tanggal ....................".into(),
            "Penerima,".into(),
        ],
    );
    Paper {
        title: vec!["SURAT PENGANTAR".into()],
        blocks: vec![
            Block::Letter(Letter {
                classification: or_dash(&details.classification),
                attachments: or_dash(&details.attachments),
                subject: details.subject.clone(),
                addressees: lines(&details.addressees),
                ..Letter::default()
            }),
            Block::Table(table),
        ],
        signatures: Some(Signatures {
            left: Some(receiver),
            ..signed(directory, details, "Pengirim")
        }),
        ..blank(meeting, directory, details, PaperKind::CoverLetter)
    }
}

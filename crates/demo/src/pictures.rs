//! Pictures as evidence: drawn, small, and stamped "DATA SIMULASI".

use government::evidence::NewEvidence;
use platform::{
    Problem,
    files::{Files, StoredFile},
};

use crate::data::{EvidenceData, EvidenceKind};

const PICTURES: [&[u8]; 4] = [
    include_bytes!("../assets/jalan.png"),
    include_bytes!("../assets/saluran.png"),
    include_bytes!("../assets/taman.png"),
    include_bytes!("../assets/pertemuan.png"),
];

/// Words of a title and the picture they call for; the last picture where none fits.
const WORDS: [(usize, &[&str]); 3] = [
    (
        0,
        &[
            "jalan",
            "parkir",
            "marka",
            "patroli",
            "kendaraan",
            "penertiban",
            "pasar",
            "zona",
        ],
    ),
    (1, &["saluran", "gorong", "genangan", "sambungan", "sungai"]),
    (
        2,
        &[
            "titik",
            "pekarangan",
            "tps",
            "taman",
            "pohon",
            "bank sampah",
            "papan",
            "mesin",
        ],
    ),
];

/// The pictures, lying in the folder of files.
pub(crate) struct Pictures(Vec<StoredFile>);

impl Pictures {
    /// Puts the pictures into the folder of files.
    pub(crate) fn keep(files: &Files) -> Result<Self, Problem> {
        let kept = PICTURES.iter().map(|bytes| {
            let mut incoming = files.incoming()?;
            incoming.write(bytes)?;
            files.keep(incoming)
        });
        kept.collect::<Result<_, _>>().map(Self)
    }

    /// The evidence of a report.
    pub(crate) fn evidence(&self, data: &[EvidenceData]) -> Vec<NewEvidence> {
        data.iter().map(|piece| self.piece(piece)).collect()
    }

    /// A photo that is called so.
    pub(crate) fn named(&self, title: &str) -> NewEvidence {
        self.photo(title.to_owned())
    }

    fn photo(&self, title: String) -> NewEvidence {
        let lower = title.to_lowercase();
        let fits = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        let found = WORDS.iter().find(|(_, words)| fits(words));
        NewEvidence::File {
            name: format!("{}.png", lower.replace(' ', "-")),
            title,
            file: self.0[found.map_or(PICTURES.len() - 1, |(at, _)| *at)].clone(),
        }
    }

    fn piece(&self, data: &EvidenceData) -> NewEvidence {
        let title = data.title.clone();
        match data.kind {
            EvidenceKind::Link => NewEvidence::Link {
                title,
                url: data.url.clone(),
            },
            EvidenceKind::Photo => self.photo(title),
        }
    }
}

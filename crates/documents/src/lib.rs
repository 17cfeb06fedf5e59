//! Official papers, described as plain data: what stands on the paper and not how it is drawn.
//!
//! A capability writes the description; `docx` makes a Word file of it here, and the binary plugs
//! in who makes a PDF of it (`Renderer`), so that no capability is built with a typesetter. Lists
//! are described the same way and become workbooks (`workbook`). Handlers hand papers and lists out
//! through the `Desk`.

mod block;
mod bundle;
mod desk;
pub mod docx;
pub mod import;
mod letterhead;
pub mod lists;
pub mod making;
pub mod migrations;
mod paper;
pub mod pasted;
mod pictures;
pub mod register;
mod signature;
mod table;
pub mod text;
pub mod unpack;
pub mod workbook;

use government::{CivicCapability, LeftOpen};
use platform::{capability::Capability, migrations::Step};

pub use block::{BarRow, Block, Fact, Letter};
pub use bundle::{Bundle, KeptFile, LOST};
pub use desk::{Archive, Desk, Download};
pub use letterhead::{Emblem, EmblemPicture, Letterhead};
pub use paper::{Format, Numbering, Paper, SIMULATED};
pub use pictures::Pictures;
pub use signature::{Block as SignatureBlock, Signatures, Signer, office_line};
pub use table::{Align, Column, HeadCell, Table};

/// The register's tables. It has no routes: capabilities mount its pages below their records.
pub struct Documents;

impl Capability for Documents {
    fn name(&self) -> &'static str {
        "documents"
    }

    fn migrations(&self) -> Vec<Step> {
        migrations::steps()
    }
}

impl CivicCapability for Documents {
    fn left_open(&self) -> Vec<LeftOpen> {
        vec![register::LEFT_OPEN]
    }
}

/// Makes a PDF of a description. Plugged in by the binary.
pub trait Renderer: Send + Sync {
    /// The papers as one PDF, each on its own sheets, with the pictures they name.
    ///
    /// # Errors
    /// When they cannot be set; the reader of the page can do nothing about it.
    fn pdf(&self, papers: &[Paper], pictures: &Pictures) -> Result<Vec<u8>, Error>;
}

/// Why a paper could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The typesetter refused.
    #[error("the paper cannot be set: {0}")]
    Setting(String),
    /// The file cannot be put together.
    #[error("the file cannot be put together: {0}")]
    Packing(String),
}

/// Nobody makes papers: for tools that load data and answer no requests.
pub struct NoRenderer;

impl Renderer for NoRenderer {
    fn pdf(&self, _: &[Paper], _: &Pictures) -> Result<Vec<u8>, Error> {
        Err(Error::Setting("no renderer is plugged in".into()))
    }
}

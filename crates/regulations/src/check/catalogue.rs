//! The catalogue of variables by itself.

use super::{Fault, Refusal, duplicates, indicators::range};
use crate::{Catalogue, VariableKey};

impl Catalogue {
    /// Everything it is refused for; nothing when it may be used.
    pub fn check(&self) -> Vec<Fault> {
        let mut found = Vec::new();
        for id in duplicates(self.variables.iter().map(|it| it.id.as_str())) {
            let words = "variabel ini ada lebih dari satu";
            found.push(Fault::new(
                Refusal::Duplicate,
                format!("variabel {id}"),
                words,
            ));
        }
        for variable in &self.variables {
            let place = format!("variabel {}", variable.id);
            if variable.provenance.citation.trim().is_empty() {
                let words = "asalnya kosong: sebutkan sumbernya, atau bahwa belum ditemukan";
                found.push(Fault::new(Refusal::NoProvenance, &place, words));
            }
            let source = variable.source.as_deref();
            if source.is_some_and(|source| self.source(source).is_none())
                || variable.key().to_string().parse::<VariableKey>().is_err()
            {
                let words = "sumbernya tidak ada di katalog, atau kuncinya salah tulis";
                found.push(Fault::new(Refusal::UnknownVariable, &place, words));
            }
            range(
                &place,
                variable.low.as_deref(),
                variable.high.as_deref(),
                &mut found,
            );
        }
        found
    }
}

//! What is measured, a part a file.

mod figures;
mod flat;
mod imports;
mod limits;
mod mixed;
mod nodes;
mod pages;
mod papers;
mod reads;
mod rounds;
mod saves;
mod sign_in;
mod start;
mod tasks;

use std::{future::Future, pin::Pin};

use crate::{args::Args, place::Place, report::Report};

type Running<'a> = Pin<Box<dyn Future<Output = anyhow::Result<()>> + 'a>>;

/// A part.
pub struct Part {
    /// Name on the command line.
    pub name: &'static str,
    /// What it measures.
    pub about: &'static str,
    /// Measures it.
    pub run: for<'a> fn(&'a Place, &'a Args, &'a mut Report) -> Running<'a>,
}

/// All parts, in the order in which they run.
pub const ALL: [Part; 13] = [
    Part {
        name: "limits",
        about: "what the machine itself can do",
        run: |place, args, report| Box::pin(limits::run(place, args, report)),
    },
    Part {
        name: "figures",
        about: "formulas, and a published table of a million rows (no database)",
        run: |place, args, report| Box::pin(figures::run(place, args, report)),
    },
    Part {
        name: "start",
        about: "from the start of the process to the first answer; memory at rest",
        run: |place, args, report| Box::pin(start::run(place, args, report)),
    },
    Part {
        name: "pages",
        about: "weight of pages, and the time of one reader (gzip, as browsers ask)",
        run: |place, args, report| Box::pin(pages::run(place, args, report)),
    },
    Part {
        name: "reads",
        about: "pages read by many",
        run: |place, args, report| Box::pin(reads::run(place, args, report)),
    },
    Part {
        name: "papers",
        about: "papers set by the server, and what it weighs after a hundred",
        run: |place, args, report| Box::pin(papers::run(place, args, report)),
    },
    Part {
        name: "rounds",
        about: "results of a country computed again, the grid, a cell that is kept, tables of a report",
        run: |place, args, report| Box::pin(rounds::run(place, args, report)),
    },
    Part {
        name: "sign-in",
        about: "signing in, argon2id and all",
        run: |place, args, report| Box::pin(sign_in::run(place, args, report)),
    },
    Part {
        name: "saves",
        about: "durable saves: right, audit row, obligation, commit, answer",
        run: |place, args, report| Box::pin(saves::run(place, args, report)),
    },
    Part {
        name: "mixed",
        about: "the leader's page while people report",
        run: |place, args, report| Box::pin(mixed::run(place, args, report)),
    },
    Part {
        name: "nodes",
        about: "two nodes on one PostgreSQL, against one",
        run: |place, args, report| Box::pin(nodes::run(place, args, report)),
    },
    Part {
        name: "flat",
        about: "the same city alone and among 552 other regions",
        run: |place, args, report| Box::pin(flat::run(place, args, report)),
    },
    // it makes the database half as large again: nothing is measured on that copy after it
    Part {
        name: "imports",
        about: "a million cell values from workbooks: sent, shown, kept",
        run: |place, args, report| Box::pin(imports::run(place, args, report)),
    },
];

//! `tuntas recheck`: a table that others published, judged row by row.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use ::recheck::{Kind, Summary};
use anyhow::Context;

/// What the command line says.
#[derive(clap::Args)]
pub struct Options {
    /// `ikk`, `lkjip` or `budget`.
    #[arg(value_parser = kind)]
    kind: Kind,
    /// The table as CSV.
    #[arg(required_unless_present = "template")]
    file: Option<PathBuf>,
    /// Where the judged table goes; without it, to standard output.
    #[arg(long)]
    output: Option<PathBuf>,
    /// Print a small table of this kind to try and to fill in.
    #[arg(long, conflicts_with_all = ["file", "output"])]
    template: bool,
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::of_word(word).ok_or_else(|| {
        let known = Kind::ALL.map(Kind::word).join(", ");
        format!("there are {known}")
    })
}

/// Judges a table; the counts go to standard error.
///
/// # Errors
/// When the table cannot be judged or the result cannot be written; then nothing is left behind.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let Some(path) = options.file.as_deref().filter(|_| !options.template) else {
        io::stdout().write_all(options.kind.template().as_bytes())?;
        return Ok(());
    };
    let input = File::open(path).with_context(|| path.display().to_string())?;
    let summary = match &options.output {
        None => ::recheck::recheck(options.kind, input, io::stdout().lock())?,
        Some(output) => whole(options.kind, input, output)?,
    };
    eprintln!(
        "{} baris: {} cocok, {} dipotong, {} tidak cocok, {} tidak dapat dihitung",
        summary.rows, summary.exact, summary.truncated, summary.no, summary.not_computable
    );
    Ok(())
}

/// Writes beside the output and gives it its name when it is whole.
fn whole(kind: Kind, input: File, output: &Path) -> anyhow::Result<Summary> {
    let mut name = output.as_os_str().to_owned();
    name.push(".part");
    let part = PathBuf::from(name);
    let file = File::create(&part).with_context(|| part.display().to_string())?;
    let judged = ::recheck::recheck(kind, input, BufWriter::new(file));
    let done = judged.map_err(anyhow::Error::from).and_then(|summary| {
        std::fs::rename(&part, output).with_context(|| output.display().to_string())?;
        Ok(summary)
    });
    if done.is_err() {
        // what is wrong is said already
        let _ = std::fs::remove_file(&part);
    }
    done
}

#[cfg(test)]
mod tests {
    use std::fs;

    use clap::Parser;

    use super::super::{Cli, Command};

    fn run(words: &[&str]) -> anyhow::Result<()> {
        let cli = Cli::try_parse_from([&["tuntas", "recheck"], words].concat())?;
        match &cli.command {
            Command::Recheck(options) => super::run(options),
            _ => anyhow::bail!("another command"),
        }
    }

    #[test]
    fn a_table_in_and_the_judged_table_out() {
        let folder = tempfile::tempdir().unwrap();
        let (table, judged) = (folder.path().join("a.csv"), folder.path().join("b.csv"));
        fs::write(
            &table,
            "indicator,target,actual,direction,published\nAngka kematian ibu,10,20,lower,50\n",
        )
        .unwrap();
        let (table, judged) = (table.to_str().unwrap(), judged.to_str().unwrap());
        run(&["lkjip", table, "--output", judged]).unwrap();
        assert_eq!(
            fs::read_to_string(judged).unwrap(),
            "indicator,target,actual,direction,published,computed,state,agrees,note\n\
             Angka kematian ibu,10,20,lower,50,0,computed,no,\n"
        );
        run(&["lkjip", "--template"]).unwrap();
    }

    #[test]
    fn what_cannot_be_judged_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let (table, judged) = (folder.path().join("a.csv"), folder.path().join("b.csv"));
        fs::write(&table, "a,b\n1,2\n").unwrap();
        let (table, judged) = (table.to_str().unwrap(), judged.to_str().unwrap());
        let error = run(&["ikk", table, "--output", judged]).unwrap_err();
        assert!(
            error.to_string().starts_with("Kolom «code» tidak ada"),
            "{error}"
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(run(&["lppd", table]).is_err());
        assert!(run(&["ikk"]).is_err());
        assert!(run(&["ikk", "nowhere.csv"]).is_err());
        assert!(run(&["ikk", table, "--template"]).is_err());
    }
}

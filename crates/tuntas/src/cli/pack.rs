//! `tuntas pack`: what the regulation packs say, and whether they may be used.

use std::{
    fs,
    path::{Path, PathBuf},
};

use regulations::{Catalogue, Files, Indicator, Mark, Pack};

/// What to do.
#[derive(clap::Subcommand)]
pub enum Action {
    /// Name the packs of this version.
    List,
    /// Print what a pack says, with the mark of each statement.
    Show {
        /// Its id, as `list` prints it.
        id: String,
    },
    /// Refuse packs whose formulas, weights, bands, examples or sources are wrong; exit 1 then.
    Check {
        /// A folder of packs, or of one; without it the packs of this version.
        folder: Option<PathBuf>,
    },
}

/// Runs it.
///
/// # Errors
/// When there is no such pack, a file cannot be read, or a pack is refused.
pub fn run(action: Action) -> anyhow::Result<()> {
    match action {
        Action::List => {
            for pack in regulations::packs() {
                println!("{:<24} {} ({})", pack.id, pack.title, years(pack));
            }
            Ok(())
        }
        Action::Show { id } => {
            let pack = regulations::pack(&id);
            let pack =
                pack.ok_or_else(|| anyhow::anyhow!("no pack {id}; see: tuntas pack list"))?;
            show(pack);
            Ok(())
        }
        Action::Check { folder } => check(folder),
    }
}

fn years(pack: &Pack) -> String {
    match (pack.years.first, pack.years.last) {
        (None, None) => "years not stated".into(),
        (Some(first), None) => format!("from {first}"),
        (None, Some(last)) => format!("until {last}"),
        (Some(first), Some(last)) => format!("{first} to {last}"),
    }
}

fn show(pack: &Pack) {
    println!("{} ({})\n\n{}", pack.title, years(pack), pack.about.trim());
    println!("\nMarks:");
    for mark in [Mark::Seen, Mark::Region, Mark::House, Mark::Unverified] {
        println!("  {} {}", mark.sign(), mark.label());
    }
    println!("\nBasis:");
    for basis in &pack.legal_basis {
        let from = &basis.provenance;
        println!(
            "  {} {}: {}",
            from.mark.sign(),
            basis.regulation,
            basis.about
        );
    }
    if !pack.indicators.is_empty() {
        println!("\nIndicators (marks of name, formula, code):");
    }
    for affair in &pack.affairs {
        println!("\n  {} {}", affair.group, affair.name);
        let top = |it: &&Indicator| it.affair == affair.group && it.parent.is_none();
        for indicator in pack.indicators.iter().filter(top) {
            line(indicator, 2);
            for below in pack.below(&indicator.code) {
                line(below, 4);
            }
        }
    }
    for scale in &pack.scales {
        let usual = if scale.default { ", the usual one" } else { "" };
        println!(
            "\nScale {} {}{usual}",
            scale.provenance.mark.sign(),
            scale.title
        );
        for band in &scale.bands {
            println!("  {}", band.labels.join(" / "));
        }
    }
    for rule in &pack.rules {
        let formula = rule.formula.as_deref().or(rule.note.as_deref());
        println!(
            "\nRule {} {}: {}",
            rule.mark().sign(),
            rule.title,
            formula.unwrap_or_default()
        );
    }
    for due in &pack.calendar {
        println!(
            "\nDue {} {}: {}",
            due.provenance.mark.sign(),
            due.title,
            due.basis
        );
    }
    for report in &pack.reports {
        println!("\nReport {} ({})", report.title, report.basis);
        for chapter in &report.chapters {
            println!("  {} {}", chapter.provenance.mark.sign(), chapter.name());
        }
    }
    if let Some(agreement) = &pack.agreement {
        for level in &agreement.levels {
            let second = level.second_party.as_deref().unwrap_or("-");
            println!("\nLevel {}: {} -> {second}", level.title, level.first_party);
        }
        for ground in &agreement.grounds {
            println!("\nGround {}: {}", ground.id, ground.title);
        }
    }
}

fn line(it: &Indicator, indent: usize) {
    let from = &it.provenance;
    let marks = [&from.name, &from.formula, &from.code].map(|it| it.mark.sign());
    println!(
        "{:indent$}{:<9} {} {} = {} [{}]",
        "",
        it.code,
        marks.concat(),
        it.name,
        it.formula,
        it.measure
    );
}

fn check(folder: Option<PathBuf>) -> anyhow::Result<()> {
    let (catalogue, packs) = match folder {
        None => shipped(),
        Some(folder) => of_folder(&folder)?,
    };
    let (lines, wrong) = judged(&catalogue, &packs);
    for line in lines {
        println!("{line}");
    }
    anyhow::ensure!(wrong == 0, "{wrong} findings");
    Ok(())
}

/// What is to be said of each pack, and how much of it is wrong.
fn judged(catalogue: &Catalogue, packs: &Packs) -> (Vec<String>, usize) {
    let faults = catalogue.check();
    let mut wrong = faults.len();
    let mut lines: Vec<String> = faults.iter().map(|it| format!("variables: {it}")).collect();
    for (name, files) in packs {
        let (indicators, examples, faults) = match Pack::read(files) {
            Ok(pack) => {
                let faults = pack.check(catalogue).into_iter();
                let faults: Vec<String> = faults.map(|it| it.to_string()).collect();
                (pack.indicators.len(), pack.examples.len(), faults)
            }
            Err(error) => (0, 0, vec![error.to_string()]),
        };
        wrong += faults.len();
        if faults.is_empty() {
            lines.push(format!(
                "{name}: {indicators} indicators, {examples} examples, nothing wrong"
            ));
        }
        lines.extend(faults.iter().map(|it| format!("{name}: {it}")));
    }
    (lines, wrong)
}

type Packs = Vec<(String, Files)>;

fn shipped() -> (Catalogue, Packs) {
    let ids = Files::embedded_packs().into_iter();
    let packs = ids.map(|id| (id.clone(), Files::embedded(&id)));
    (regulations::catalogue().clone(), packs.collect())
}

/// The packs of a folder, which may be one itself, with its catalogue or the shipped one.
fn of_folder(folder: &Path) -> anyhow::Result<(Catalogue, Packs)> {
    let mut folders = vec![folder.to_owned()];
    for entry in fs::read_dir(folder)? {
        folders.push(entry?.path());
    }
    folders.sort();
    let mut catalogue = regulations::catalogue().clone();
    let mut packs = Packs::new();
    for folder in folders.into_iter().filter(|it| it.is_dir()) {
        let files = Files::folder(&folder)?;
        if files.get("variables.csv").is_some() {
            catalogue = Catalogue::read(&files)?;
        }
        if files.get("pack.toml").is_some() {
            packs.push((folder.display().to_string(), files));
        }
    }
    anyhow::ensure!(!packs.is_empty(), "no pack.toml in {}", folder.display());
    Ok((catalogue, packs))
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::{judged, of_folder};

    #[test]
    fn the_packs_of_the_repository_pass_and_a_broken_one_is_named() {
        let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../regulations");
        let (catalogue, packs) = of_folder(&ours).unwrap();
        assert_eq!(packs.len(), regulations::packs().len());
        let (lines, wrong) = judged(&catalogue, &packs);
        assert_eq!(wrong, 0, "{lines:#?}");

        let folder = tempfile::tempdir().unwrap();
        let text = fs::read_to_string(ours.join("skala-capaian/pack.toml")).unwrap();
        let broken = text.replacen("to = \"90\"", "below = \"90\"", 1);
        fs::write(folder.path().join("pack.toml"), broken).unwrap();
        let (catalogue, packs) = of_folder(folder.path()).unwrap();
        let (lines, wrong) = judged(&catalogue, &packs);
        // a gap, and no worked examples beside it
        assert_eq!(wrong, 2, "{lines:#?}");
        assert!(lines[0].contains("Tinggi dan Sangat Tinggi"), "{lines:#?}");
    }

    #[test]
    fn a_folder_without_packs_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let error = of_folder(folder.path()).unwrap_err();
        assert!(error.to_string().starts_with("no pack.toml in "));
    }
}

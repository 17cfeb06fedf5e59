//! *Pohon kinerja* on a sheet of A3 on its side: a column for each level, a name where it begins.

use documents::{Align, Block, Format, Letterhead, Paper, Table};
use government::{Directory, mission::Mission};
use platform::Instant;

use crate::{rules::tree::Level, store::tree::DevelopmentPlan, web::Branch};

/// The tree.
pub fn tree(
    plan: &DevelopmentPlan,
    directory: &Directory,
    now: Instant,
    parts: &[(&Mission, Vec<Branch<'_>>)],
) -> Paper {
    let mut columns = vec![("Misi", 14, Align::Left)];
    columns.extend(Level::ALL.iter().map(|it| (it.label(), 18, Align::Left)));
    columns.push(("Indikator dan target akhir", 20, Align::Left));
    let mut table = Table::simple(&columns);
    for (mission, branches) in parts {
        let mut first = format!("Misi {}: {}", mission.number, mission.text);
        if branches.is_empty() {
            table.rows.push(vec![std::mem::take(&mut first)]);
        }
        for branch in branches {
            let mut row = vec![std::mem::take(&mut first)];
            row.extend(
                Level::ALL
                    .iter()
                    .map(|level| match branch.node.level() == *level {
                        true => format!("{} {}", branch.node.code, branch.node.name),
                        false => String::new(),
                    }),
            );
            let ends = branch.indicators.iter().map(|it| match it.targets.last() {
                Some((year, target)) => {
                    format!("{}: {target} {} ({year})", it.name, it.measure)
                }
                None => it.name.clone(),
            });
            row.push(ends.collect::<Vec<_>>().join("\n"));
            table.rows.push(row);
        }
    }
    let region = &directory.region;
    Paper {
        format: Format::A3.sideways(),
        letterhead: Some(Letterhead::of_unit(directory, None)),
        title: vec!["POHON KINERJA".into(), plan.title.to_uppercase()],
        number: None,
        place: String::new(),
        name: format!("Pohon Kinerja {}", plan.title),
        blocks: vec![
            Block::facts([
                ("Visi", plan.vision.clone()),
                ("Dasar", plan.regulation.clone()),
            ]),
            match table.rows.is_empty() {
                true => Block::paragraph("Belum ada misi pada periode ini."),
                false => Block::Table(table),
            },
        ],
        signatures: None,
        copies: vec![],
        footer: format!("Keadaan per {}", region.stamp(now)),
        simulated: region.simulated,
    }
}

//! The pictures of the manual. Each stands in docs/manual behind a line that says who looks at what:
//!
//!     <!-- gambar: kadis.dlh; 360; /perlu-ditindaklanjuti; a.task-title; /lapor -->
//!     ![Formulir laporan](gambar/kepala-lapor.png)
//!
//! person, width, path of a page of the region; then, if wanted, a link on that page to follow, and
//! what is put behind its path. Told with `TUNTAS_MANUAL=on` (`cargo xtask manual`) the pictures are
//! taken anew; told without, every page still opens, and no picture is missing.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use browser_tests::{Desk, Outcome, Screen};

const BEGIN: &str = "<!-- gambar: ";
const END: &str = " -->";

/// A picture of the manual.
struct Picture {
    who: String,
    screen: Screen,
    path: String,
    follow: Option<String>,
    behind: String,
    file: PathBuf,
}

pub async fn story(desk: &Desk) -> Outcome {
    let folder = desk.root()?.join("docs/manual");
    let anew = std::env::var("TUNTAS_MANUAL").is_ok_and(|said| said == "on");
    let mut pictures = Vec::new();
    for entry in std::fs::read_dir(&folder).context("docs/manual")? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "md") {
            pictures.extend(pictures_of(&path)?);
        }
    }
    ensure!(pictures.len() > 10, "{} pictures", pictures.len());
    pictures.sort_by(|a, b| a.who.cmp(&b.who));
    let mut seated = String::new();
    for picture in &pictures {
        if picture.who != seated {
            desk.seats(&picture.who).await?;
            seated.clone_from(&picture.who);
        }
        desk.window.moves_to(picture.screen).await?;
        opens(desk, picture)
            .await
            .with_context(|| picture.file.display().to_string())?;
        if anew {
            desk.window.driver.screenshot(&picture.file).await?;
        }
        ensure!(
            picture.file.is_file(),
            "{} is missing: run `cargo xtask manual`",
            picture.file.display()
        );
    }
    Ok(())
}

async fn opens(desk: &Desk, picture: &Picture) -> Outcome {
    let page = &desk.window;
    page.goes_to(&format!("/99.99{}", picture.path.trim_end_matches('/')))
        .await?;
    if let Some(css) = &picture.follow {
        let question = format!("return document.querySelector({css:?})?.getAttribute('href')");
        let link = page.asks(&question).await?;
        let link = link.as_str().with_context(|| format!("no {css}"))?;
        let link = link.split(['?', '#']).next().unwrap_or(link);
        page.goes_to(&format!("{link}{}", picture.behind)).await?;
    }
    let text = page.text().await?;
    let wrong = [
        "Halaman tidak ditemukan",
        "Anda tidak berhak",
        "Terjadi kesalahan",
    ];
    ensure!(!wrong.iter().any(|words| text.contains(words)), "{text}");
    Ok(())
}

fn pictures_of(page: &Path) -> Outcome<Vec<Picture>> {
    let text = std::fs::read_to_string(page)?;
    let folder = page.parent().context("a folder")?;
    let mut lines = text.lines();
    let mut pictures = Vec::new();
    while let Some(line) = lines.next() {
        let Some(said) = line
            .strip_prefix(BEGIN)
            .and_then(|rest| rest.strip_suffix(END))
        else {
            continue;
        };
        let parts: Vec<&str> = said.split(';').map(str::trim).collect();
        let below = lines.next().unwrap_or_default();
        let file = below
            .split("](")
            .nth(1)
            .and_then(|rest| rest.strip_suffix(')'));
        let (Some(file), [who, width, path, more @ ..]) = (file, parts.as_slice()) else {
            anyhow::bail!("{}: {line}", page.display());
        };
        pictures.push(Picture {
            who: (*who).to_owned(),
            screen: match *width {
                "360" => Screen::Phone,
                "1280" => Screen::Desk,
                other => anyhow::bail!("{}: width {other}", page.display()),
            },
            path: (*path).to_owned(),
            follow: more.first().map(|css| (*css).to_owned()),
            behind: more.get(1).copied().unwrap_or_default().to_owned(),
            file: folder.join(file),
        });
    }
    Ok(pictures)
}

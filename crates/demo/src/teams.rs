//! Institutions and teams of Kota Contoh.

use government::{
    posts::Period,
    structure::add_institution,
    team::{NewMember, NewTeam, TeamRole, add_member, add_team},
};
use platform::{App, Problem, RegionCode, Uuid};
use time::Date;

use crate::{
    data::{self, wrong},
    people::People,
};

/// Enters them.
pub(crate) async fn load(
    app: &App,
    region: &RegionCode,
    people: &People,
    first: Date,
) -> Result<(), Problem> {
    let file = data::teams(region)?;
    let known = data::people(region)?;
    let member = |key: &str, role| -> Result<NewMember, Problem> {
        let (person, account) = known
            .iter()
            .zip(&people.persons)
            .find(|(person, _)| person.key == key)
            .ok_or_else(|| wrong(format!("teams.toml: nobody is {key}")))?;
        let post = person.post.iter().find(|post| post.main);
        Ok(NewMember {
            account: Some(*account),
            name: person.name.clone(),
            office: post.map_or_else(String::new, |post| post.title.clone()),
            role,
        })
    };
    let mut teams = Vec::new();
    for team in file.team {
        let mut members = vec![
            member(&team.chair, TeamRole::Chair)?,
            member(&team.secretary, TeamRole::Secretary)?,
        ];
        members.extend(team.outside.into_iter().map(|(name, office)| NewMember {
            account: None::<Uuid>,
            name,
            office,
            role: TeamRole::Member,
        }));
        let new = NewTeam {
            name: team.name,
            decree: team.decree,
            home: None,
            period: Period {
                from: Some(first),
                until: None,
            },
        };
        teams.push((new, members));
    }
    app.db()
        .maintain(region, "system.load", move |tx| {
            Box::pin(async move {
                for (name, abbreviation) in &file.institutions {
                    add_institution(tx, name, abbreviation).await?;
                }
                for (team, members) in &teams {
                    let id = add_team(tx, team).await?;
                    for member in members {
                        add_member(tx, id, member, first).await?;
                    }
                }
                Ok(())
            })
        })
        .await?;
    Ok(())
}

//! The tree in the order in which it is read: each node below the one above it.

use std::collections::HashMap;

use government::Directory;
use platform::Uuid;

use crate::store::tree::{Budget, Indicator, Node};

/// A node where it stands in the tree.
pub struct Branch<'a> {
    /// The node.
    pub node: &'a Node,
    /// How many stand above it.
    pub depth: usize,
    /// Whether the next one stands below it.
    pub opens: bool,
    /// How many lists end after it.
    pub closes: usize,
    /// Name of who is responsible, or empty.
    pub unit: String,
    /// Its indicators.
    pub indicators: Vec<&'a Indicator>,
    /// Its money.
    pub budgets: Vec<&'a Budget>,
}

/// The nodes below each goal of a mission, in the order in which they are read; goals of other missions
/// are left out. A node whose parent is gone is read at the end, so that nothing is hidden.
pub fn branches<'a>(
    directory: &Directory,
    nodes: &'a [Node],
    mission: Option<Uuid>,
    indicators: &'a [Indicator],
    budgets: &'a [Budget],
) -> Vec<Branch<'a>> {
    let mut below: HashMap<Option<Uuid>, Vec<&Node>> = HashMap::new();
    for node in nodes {
        below.entry(node.parent_id).or_default().push(node);
    }
    let mut all: Vec<(&Node, usize)> = Vec::new();
    let top = below.get(&None).map_or(&[][..], Vec::as_slice);
    let mut waiting: Vec<(&Node, usize)> = top
        .iter()
        .rev()
        .filter(|node| node.mission_id == mission)
        .map(|node| (*node, 0))
        .collect();
    while let Some((node, depth)) = waiting.pop() {
        all.push((node, depth));
        let children = below.get(&Some(node.id)).map_or(&[][..], Vec::as_slice);
        waiting.extend(children.iter().rev().map(|node| (*node, depth + 1)));
    }
    let depths: Vec<usize> = all.iter().map(|(_, depth)| *depth).collect();
    all.into_iter()
        .enumerate()
        .map(|(place, (node, depth))| {
            let next = depths.get(place + 1).copied();
            Branch {
                node,
                depth,
                opens: next.is_some_and(|next| next > depth),
                closes: depth.saturating_sub(next.unwrap_or(0)),
                unit: node
                    .unit_id
                    .map_or_else(String::new, |id| directory.unit_name(id).to_owned()),
                indicators: indicators
                    .iter()
                    .filter(|it| it.node_id == node.id)
                    .collect(),
                budgets: budgets.iter().filter(|it| it.node_id == node.id).collect(),
            }
        })
        .collect()
}

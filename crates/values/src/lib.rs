//! Values: which indicators a region answers in a year, and the figure each unit gives for each of
//! their elements.
//!
//! A figure is collected once, with its revisions and the evidence that proves it; whatever needs it
//! reads it here. It has no pages: capabilities ask for figures and show them.

pub mod migrations;
pub mod rules;
pub mod store;

use government::CivicCapability;
use platform::{
    capability::{Capability, RefKind},
    migrations::Step,
};

/// The tables of values.
pub struct Values;

impl Capability for Values {
    fn name(&self) -> &'static str {
        "values"
    }

    fn migrations(&self) -> Vec<Step> {
        migrations::steps()
    }

    fn references(&self) -> Vec<RefKind> {
        store::references()
    }
}

impl CivicCapability for Values {}

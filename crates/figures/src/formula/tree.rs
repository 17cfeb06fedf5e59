//! A formula once it is read.

use crate::{Aggregation, Exact};

/// What a list of figures runs over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Over {
    /// The areas below the one asked about: kelurahan of a kecamatan.
    Areas,
    /// The periods within the one asked about: quarters of a year.
    Periods,
    /// The units below the one asked about: puskesmas of an agency.
    Units,
}

impl Over {
    pub(super) const ALL: [Self; 3] = [Self::Areas, Self::Periods, Self::Units];

    /// The word in a formula.
    pub fn word(self) -> &'static str {
        match self {
            Self::Areas => "areas",
            Self::Periods => "periods",
            Self::Units => "units",
        }
    }

    /// What an explanation calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Areas => "wilayah",
            Self::Periods => "periode",
            Self::Units => "unit",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Plus,
    Minus,
    Times,
    Over,
    Power,
}

impl Operator {
    pub fn mark(self) -> &'static str {
        match self {
            Self::Plus => " + ",
            Self::Minus => " − ",
            Self::Times => " × ",
            Self::Over => " ÷ ",
            Self::Power => "^",
        }
    }

    /// Whether it multiplies or divides, and so binds tighter than adding.
    pub fn multiplies(self) -> bool {
        matches!(self, Self::Times | Self::Over)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Below,
    AtMost,
    Above,
    AtLeast,
    Equal,
    Other,
}

impl Comparison {
    pub fn holds(self, a: &Exact, b: &Exact) -> bool {
        match self {
            Self::Below => a < b,
            Self::AtMost => a <= b,
            Self::Above => a > b,
            Self::AtLeast => a >= b,
            Self::Equal => a == b,
            Self::Other => a != b,
        }
    }

    pub fn mark(self) -> &'static str {
        match self {
            Self::Below => " < ",
            Self::AtMost => " ≤ ",
            Self::Above => " > ",
            Self::AtLeast => " ≥ ",
            Self::Equal => " = ",
            Self::Other => " ≠ ",
        }
    }
}

/// A part of a formula. Variables are places in the formula's list of names.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    Number(Exact),
    Variable(usize),
    /// The value of the period before.
    Previous(usize),
    Negative(Box<Self>),
    Absolute(Box<Self>),
    /// Operators of one strength, from left to right: a long sum is not a deep one.
    Chain(Box<Self>, Vec<(Operator, Self)>),
    Power(Box<Self>, Box<Self>),
    If(Box<Condition>, Box<Self>, Box<Self>),
    Round(Box<Self>, i32),
    /// The first that is known.
    Coalesce(Vec<Self>),
    Together(Aggregation, Vec<Self>),
    Many(Aggregation, usize, Over),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Condition {
    pub left: Expression,
    pub how: Comparison,
    pub right: Expression,
}

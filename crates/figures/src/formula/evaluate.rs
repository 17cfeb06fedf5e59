//! Computing a formula.

use super::{
    Inputs,
    tree::{Condition, Expression, Operator},
};
use crate::{Aggregation, Figure, Undefined, aggregate, figure::MOST_BITS};

/// Computes a tree. Its depth is bounded by the parser.
pub(super) fn evaluate(tree: &Expression, names: &[String], inputs: &impl Inputs) -> Figure {
    let of = |part: &Expression| evaluate(part, names, inputs);
    match tree {
        Expression::Number(number) => Figure::Known(number.clone()),
        Expression::Variable(name) => named(names, *name, |name| inputs.value(name)),
        Expression::Previous(name) => named(names, *name, |name| inputs.previous(name)),
        Expression::Negative(inner) => negative(of(inner)),
        Expression::Absolute(inner) => absolute(of(inner)),
        Expression::Chain(first, rest) => rest.iter().fold(of(first), |left, (operator, right)| {
            compute(*operator, &left, &of(right))
        }),
        Expression::Power(base, exponent) => power(&of(base), &of(exponent)),
        Expression::If(condition, then, otherwise) => {
            let Condition { left, how, right } = &**condition;
            match (of(left), of(right)) {
                (Figure::Known(a), Figure::Known(b)) => {
                    of(if how.holds(&a, &b) { then } else { otherwise })
                }
                // the difference of a missing figure is missing in the same way
                (a, b) => a.minus(&b),
            }
        }
        Expression::Round(inner, places) => of(inner).rounded(*places),
        Expression::Coalesce(list) => first_known(list.iter().map(of)),
        Expression::Together(how, list) => {
            let parts: Vec<Figure> = list.iter().map(of).collect();
            together(*how, &parts)
        }
        Expression::Many(how, name, over) => named(names, *name, |name| {
            let parts = inputs.many(name, *over);
            aggregate(*how, parts.iter().map(|(name, part)| (name.as_str(), part))).figure
        }),
    }
}

fn named(names: &[String], place: usize, ask: impl Fn(&str) -> Figure) -> Figure {
    names
        .get(place)
        .map_or(Figure::Undefined(Undefined::Unknown), |name| ask(name))
}

pub(super) fn compute(operator: Operator, left: &Figure, right: &Figure) -> Figure {
    match operator {
        Operator::Plus => left.plus(right),
        Operator::Minus => left.minus(right),
        Operator::Times => left.times(right),
        Operator::Over => left.over(right),
        Operator::Power => power(left, right),
    }
}

/// A power with a whole exponent; the length of the result is known before it is computed.
pub(super) fn power(base: &Figure, exponent: &Figure) -> Figure {
    let (Figure::Known(number), Figure::Known(times)) = (base, exponent) else {
        return base.plus(exponent);
    };
    let Some(times) = times.whole().and_then(|times| i32::try_from(times).ok()) else {
        return Figure::Undefined(Undefined::OutOfRange);
    };
    // 0, 1 and -1 stay as short as they are
    if number.bits() > 1
        && number.bits().saturating_mul(times.unsigned_abs().into()) > 2 * MOST_BITS
    {
        return Figure::Undefined(Undefined::Overflow);
    }
    match number.power(times) {
        Some(power) => Figure::kept(power),
        None => Figure::Undefined(Undefined::ZeroDivisor),
    }
}

pub(super) fn negative(figure: Figure) -> Figure {
    match figure {
        Figure::Known(number) => Figure::Known(-&number),
        missing => missing,
    }
}

pub(super) fn absolute(figure: Figure) -> Figure {
    match figure {
        Figure::Known(number) => Figure::Known(number.abs()),
        missing => missing,
    }
}

/// The first known figure; where none is, the first of all.
pub(super) fn first_known(figures: impl IntoIterator<Item = Figure>) -> Figure {
    let mut first = None;
    for figure in figures {
        if figure.known().is_some() {
            return figure;
        }
        first.get_or_insert(figure);
    }
    first.unwrap_or(Figure::Undefined(Undefined::Nothing))
}

pub(super) fn together(how: Aggregation, parts: &[Figure]) -> Figure {
    aggregate(how, parts.iter().map(|part| ("", part))).figure
}

//! How a value came about: every step with its value, every input with its origin.

use super::{
    Inputs,
    evaluate::{absolute, compute, first_known, negative, power, together},
    tree::{Condition, Expression, Operator},
};
use crate::{Aggregation, Figure, aggregate};

/// How a value came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The last step, with all others below it.
    pub root: Step,
    /// The whole computation with its numbers: `(4.512 ÷ 5.003) × 100`.
    computation: String,
}

/// One step: an input, a number of the formula, or something computed from the steps below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What is computed, in names: `(A ÷ B) × 100`.
    pub text: String,
    /// What came out.
    pub value: Figure,
    /// Where an input comes from.
    pub origin: Option<String>,
    /// What is to be known about it, such as how many areas count.
    pub note: Option<String>,
    /// What it was computed from.
    pub parts: Vec<Step>,
}

impl Explanation {
    /// What came out.
    pub fn value(&self) -> &Figure {
        &self.root.value
    }

    /// One line: `(4.512 ÷ 5.003) × 100 = 90,19 %`. Rounded half up to `places`; without them
    /// all digits, or six and `≈` where there are more.
    pub fn line(&self, places: Option<u32>, unit: &str) -> String {
        let (sign, result) = match (&self.root.value, places) {
            (Figure::Known(number), Some(places)) => ("=", number.indonesian(places)),
            (Figure::Known(number), None) => match number.places().filter(|places| *places <= 6) {
                Some(places) => ("=", number.indonesian(places)),
                None => ("≈", number.indonesian(6)),
            },
            (missing, _) => return format!("{} = {missing}", self.computation),
        };
        let gap = if unit.is_empty() { "" } else { " " };
        format!("{} {sign} {result}{gap}{unit}", self.computation)
    }
}

/// A step and how it is written, in names and in numbers.
struct Told {
    step: Step,
    numbers: String,
    /// Whether it needs parentheses beside another operator.
    shape: Shape,
}

#[derive(Clone, Copy, PartialEq)]
enum Shape {
    One,
    Sum,
    Product,
    Signed,
    Power,
}

impl Told {
    fn new(text: String, numbers: String, shape: Shape, value: Figure, parts: Vec<Step>) -> Self {
        Self {
            step: Step {
                text,
                value,
                origin: None,
                note: None,
                parts,
            },
            numbers,
            shape,
        }
    }

    fn input(name: &str, text: String, value: Figure, origin: Option<String>) -> Self {
        let numbers = match &value {
            Figure::Known(number) if number.is_negative() => format!("({value})"),
            Figure::Known(_) => value.to_string(),
            missing => format!("[{name}: {}]", missing.state().label().to_lowercase()),
        };
        let mut told = Self::new(text, numbers, Shape::One, value, Vec::new());
        told.step.origin = origin;
        told
    }

    /// In parentheses, both in names and in numbers.
    fn wrapped(mut self, wrap: bool) -> Self {
        if wrap {
            self.step.text = format!("({})", self.step.text);
            self.numbers = format!("({})", self.numbers);
            self.shape = Shape::One;
        }
        self
    }
}

pub(super) fn explain(tree: &Expression, names: &[String], inputs: &impl Inputs) -> Explanation {
    let told = tell(tree, names, inputs);
    Explanation {
        root: told.step,
        computation: told.numbers,
    }
}

fn tell(tree: &Expression, names: &[String], inputs: &impl Inputs) -> Told {
    let of = |part: &Expression| tell(part, names, inputs);
    let name = |place: &usize| names.get(*place).map_or("", String::as_str);
    match tree {
        Expression::Number(number) => {
            let value = Figure::Known(number.clone());
            Told::new(
                value.to_string(),
                value.to_string(),
                Shape::One,
                value,
                Vec::new(),
            )
        }
        Expression::Variable(place) => {
            let name = name(place);
            Told::input(
                name,
                name.to_owned(),
                inputs.value(name),
                inputs.origin(name),
            )
        }
        Expression::Previous(place) => {
            let name = name(place);
            Told::input(
                name,
                format!("{name} periode sebelumnya"),
                inputs.previous(name),
                inputs.previous_origin(name),
            )
        }
        Expression::Negative(inner) => {
            let inner = of(inner);
            let wrap = inner.shape != Shape::One;
            let inner = inner.wrapped(wrap);
            Told::new(
                format!("−{}", inner.step.text),
                format!("−{}", inner.numbers),
                Shape::Signed,
                negative(inner.step.value.clone()),
                vec![inner.step],
            )
        }
        Expression::Absolute(inner) => call("nilai mutlak", vec![of(inner)], |parts| {
            absolute(parts.first().cloned().unwrap_or(Figure::NotFilled))
        }),
        Expression::Chain(first, rest) => rest.iter().fold(of(first), |left, (operator, right)| {
            join(left, *operator, of(right))
        }),
        Expression::Power(base, exponent) => {
            let (base, exponent) = (of(base), of(exponent));
            let (wrap_base, wrap_exponent) =
                (base.shape != Shape::One, exponent.shape != Shape::One);
            let (base, exponent) = (base.wrapped(wrap_base), exponent.wrapped(wrap_exponent));
            Told::new(
                format!("{}^{}", base.step.text, exponent.step.text),
                format!("{}^{}", base.numbers, exponent.numbers),
                Shape::Power,
                power(&base.step.value, &exponent.step.value),
                vec![base.step, exponent.step],
            )
        }
        Expression::If(condition, then, otherwise) => choose(condition, then, otherwise, of),
        Expression::Round(inner, places) => {
            let inner = of(inner);
            let value = inner.step.value.rounded(*places);
            let mut told = Told::new(
                format!("dibulatkan({})", inner.step.text),
                format!("dibulatkan({})", inner.numbers),
                Shape::One,
                value,
                vec![inner.step],
            );
            told.step.note = Some(format!("{places} angka di belakang koma"));
            told
        }
        Expression::Coalesce(list) => call(
            "yang pertama terisi",
            list.iter().map(of).collect(),
            |parts| first_known(parts.iter().cloned()),
        ),
        Expression::Together(how, list) => {
            call(label(*how), list.iter().map(of).collect(), |parts| {
                together(*how, parts)
            })
        }
        Expression::Many(how, place, over) => {
            let name = name(place);
            let parts = inputs.many(name, *over);
            let together = aggregate(*how, parts.iter().map(|(name, part)| (name.as_str(), part)));
            let text = format!(
                "{} {name} dari {} {}",
                label(*how),
                parts.len(),
                over.label()
            );
            let numbers = match together.figure.known() {
                Some(_) => together.figure.to_string(),
                None => format!(
                    "[{name}: {}]",
                    together.figure.state().label().to_lowercase()
                ),
            };
            let note = format!(
                "{} {} dihitung, {} tidak dihitung, {} belum ada",
                together.counted,
                over.label(),
                together.left_out,
                together.missing.len()
            );
            let steps = parts
                .into_iter()
                .map(|(text, value)| Step {
                    text,
                    value,
                    origin: None,
                    note: None,
                    parts: Vec::new(),
                })
                .collect();
            let mut told = Told::new(text, numbers, Shape::One, together.figure, steps);
            told.step.origin = inputs.origin(name);
            told.step.note = Some(note);
            told
        }
    }
}

/// `left operator right`. Where division and multiplication mix, what came first stands in
/// parentheses, as a teacher would write it; a plain sum or product stays one step.
fn join(left: Told, operator: Operator, right: Told) -> Told {
    let shape = if operator.multiplies() {
        Shape::Product
    } else {
        Shape::Sum
    };
    // the same step goes on: A + B − C, A × B × C
    let goes_on = left.shape == shape
        && left.step.note.is_none()
        && !left.step.parts.is_empty()
        && (shape == Shape::Sum || (operator == Operator::Times && !left.step.text.contains('÷')));
    let wrap_left = !goes_on
        && matches!(
            (left.shape, shape),
            (Shape::Sum | Shape::Product, Shape::Product) | (Shape::Sum, Shape::Sum)
        );
    let wrap_right = match right.shape {
        Shape::One | Shape::Power => false,
        Shape::Product => shape == Shape::Product,
        Shape::Sum | Shape::Signed => true,
    };
    let value = compute(operator, &left.step.value, &right.step.value);
    let (left, right) = (left.wrapped(wrap_left), right.wrapped(wrap_right));
    let mark = operator.mark();
    let text = format!("{}{mark}{}", left.step.text, right.step.text);
    let numbers = format!("{}{mark}{}", left.numbers, right.numbers);
    let parts = if goes_on {
        let mut parts = left.step.parts;
        parts.push(right.step);
        parts
    } else {
        vec![left.step, right.step]
    };
    Told::new(text, numbers, shape, value, parts)
}

fn call(name: &str, parts: Vec<Told>, compute: impl Fn(&[Figure]) -> Figure) -> Told {
    let list =
        |written: fn(&Told) -> &str| parts.iter().map(written).collect::<Vec<_>>().join("; ");
    let text = format!("{name}({})", list(|part| &part.step.text));
    let numbers = format!("{name}({})", list(|part| &part.numbers));
    let values: Vec<Figure> = parts.iter().map(|part| part.step.value.clone()).collect();
    let steps = parts.into_iter().map(|part| part.step).collect();
    Told::new(text, numbers, Shape::One, compute(&values), steps)
}

/// Only the branch that was taken is computed and shown.
fn choose(
    condition: &Condition,
    then: &Expression,
    otherwise: &Expression,
    of: impl Fn(&Expression) -> Told,
) -> Told {
    let (left, right) = (of(&condition.left), of(&condition.right));
    let mark = condition.how.mark();
    let question = format!("{}{mark}{}", left.step.text, right.step.text);
    let (Figure::Known(a), Figure::Known(b)) = (&left.step.value, &right.step.value) else {
        let value = left.step.value.minus(&right.step.value);
        let numbers = format!("jika {}{mark}{}", left.numbers, right.numbers);
        return Told::new(
            format!("jika {question}"),
            numbers,
            Shape::One,
            value,
            vec![left.step, right.step],
        );
    };
    let holds = condition.how.holds(a, b);
    let taken = of(if holds { then } else { otherwise });
    let mut told = Told::new(
        taken.step.text.clone(),
        taken.numbers,
        taken.shape,
        taken.step.value.clone(),
        vec![left.step, right.step, taken.step],
    );
    told.step.note = Some(format!(
        "karena {question}: {}",
        if holds { "ya" } else { "tidak" }
    ));
    told
}

fn label(how: Aggregation) -> &'static str {
    match how {
        Aggregation::Sum => "jumlah",
        Aggregation::Mean => "rata-rata",
        Aggregation::Min => "terkecil",
        Aggregation::Max => "terbesar",
        Aggregation::Count => "banyaknya",
    }
}

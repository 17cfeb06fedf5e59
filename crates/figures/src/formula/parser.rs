//! From words to a tree, by plain descent; what is wrong is said with its place.

use super::{
    DEEPEST, FormulaError, MOST_PARTS,
    functions::Function,
    lexer::{Kind, Token},
    tree::{Condition, Expression, Operator, Over},
};

pub(super) struct Parser {
    words: Vec<Token>,
    at: usize,
    depth: usize,
    parts: usize,
    names: Vec<String>,
}

/// Reads all words as one formula; the names of its variables come in the order of their first use.
pub(super) fn parse(words: Vec<Token>) -> Result<(Expression, Vec<String>), FormulaError> {
    let mut parser = Parser {
        words,
        at: 0,
        depth: 0,
        parts: 0,
        names: Vec::new(),
    };
    if *parser.kind() == Kind::End {
        return Err(FormulaError::at(1, "Rumus belum diisi."));
    }
    let root = parser.sum()?;
    parser.ended()?;
    Ok((root, parser.names))
}

impl Parser {
    /// What comes next. The last word is `End` and is never passed.
    fn kind(&self) -> &Kind {
        self.words
            .get(self.at)
            .map_or(&Kind::End, |word| &word.kind)
    }

    fn position(&self) -> usize {
        self.words
            .get(self.at)
            .or(self.words.last())
            .map_or(1, |word| word.at)
    }

    fn next(&mut self) {
        self.at += 1;
    }

    fn wrong<T>(&self, message: impl Into<String>) -> Result<T, FormulaError> {
        Err(FormulaError::at(self.position(), message))
    }

    fn ended(&self) -> Result<(), FormulaError> {
        match self.kind() {
            Kind::End => Ok(()),
            Kind::Close => self.wrong("Kurung tutup ini tidak punya kurung buka."),
            Kind::Comma => self.wrong(
                "Koma hanya memisahkan isian fungsi; pecahan ditulis dengan titik, misalnya 0.376.",
            ),
            Kind::Compare(_) => {
                self.wrong("Perbandingan hanya dipakai sebagai isian pertama if(...).")
            }
            _ => self.wrong("Di sini diharapkan tanda hitung, misalnya + atau *."),
        }
    }

    /// Counts a part of the tree, so that no text makes more work than it looks like.
    fn part(&mut self, expression: Expression) -> Result<Expression, FormulaError> {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            return self.wrong(format!(
                "Rumus terlalu besar; paling banyak {MOST_PARTS} bagian."
            ));
        }
        Ok(expression)
    }

    fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, FormulaError>,
    ) -> Result<T, FormulaError> {
        if self.depth == DEEPEST {
            return self.wrong(format!(
                "Kurung dan tanda terlalu bertingkat; paling banyak {DEEPEST} tingkat."
            ));
        }
        self.depth += 1;
        let read = read(self)?;
        self.depth -= 1;
        Ok(read)
    }

    fn sum(&mut self) -> Result<Expression, FormulaError> {
        self.chain(Self::product, |operator| {
            matches!(operator, Operator::Plus | Operator::Minus)
        })
    }

    fn product(&mut self) -> Result<Expression, FormulaError> {
        self.chain(Self::signed, Operator::multiplies)
    }

    fn chain(
        &mut self,
        operand: fn(&mut Self) -> Result<Expression, FormulaError>,
        mine: fn(Operator) -> bool,
    ) -> Result<Expression, FormulaError> {
        let first = operand(self)?;
        let mut rest = Vec::new();
        while let Kind::Operator(operator) = *self.kind()
            && mine(operator)
        {
            self.next();
            rest.push((operator, operand(self)?));
        }
        if rest.is_empty() {
            return Ok(first);
        }
        self.part(Expression::Chain(first.into(), rest))
    }

    /// A minus before a power belongs to the whole power: `-2^2` is -4.
    fn signed(&mut self) -> Result<Expression, FormulaError> {
        match self.kind() {
            Kind::Operator(Operator::Minus) => {
                self.next();
                let inner = self.deeper(Self::signed)?;
                self.part(Expression::Negative(inner.into()))
            }
            Kind::Operator(Operator::Plus) => {
                self.next();
                self.deeper(Self::signed)
            }
            _ => self.power(),
        }
    }

    fn power(&mut self) -> Result<Expression, FormulaError> {
        let base = self.operand()?;
        if *self.kind() != Kind::Operator(Operator::Power) {
            return Ok(base);
        }
        self.next();
        let exponent = self.deeper(Self::signed)?;
        self.part(Expression::Power(base.into(), exponent.into()))
    }

    fn operand(&mut self) -> Result<Expression, FormulaError> {
        match self.kind().clone() {
            Kind::Number(number) => {
                self.next();
                self.part(Expression::Number(number))
            }
            Kind::Name(name) => {
                let at = self.position();
                self.next();
                if *self.kind() == Kind::Open {
                    return self.deeper(|parser| parser.call(&name, at));
                }
                if Over::ALL.iter().any(|over| over.word() == name) {
                    return Err(FormulaError::at(
                        at,
                        format!(
                            "«{name}» hanya dipakai sebagai isian terakhir, misalnya sum(A, {name})."
                        ),
                    ));
                }
                let variable = self.variable(name);
                self.part(Expression::Variable(variable))
            }
            Kind::Open => {
                let at = self.position();
                self.next();
                let inner = self.deeper(Self::sum)?;
                self.close(at)?;
                Ok(inner)
            }
            Kind::End => self.wrong(
                "Rumus berakhir sebelum lengkap; di sini diharapkan angka, nama data, atau kurung.",
            ),
            Kind::Compare(_) => {
                self.wrong("Perbandingan memerlukan angka atau nama data di kiri dan kanannya.")
            }
            Kind::Operator(_) | Kind::Close | Kind::Comma => {
                self.wrong("Di sini diharapkan angka, nama data, atau kurung buka.")
            }
        }
    }

    fn variable(&mut self, name: String) -> usize {
        match self.names.iter().position(|known| *known == name) {
            Some(place) => place,
            None => {
                self.names.push(name);
                self.names.len() - 1
            }
        }
    }

    fn close(&mut self, opened: usize) -> Result<(), FormulaError> {
        match self.kind() {
            Kind::Close => {
                self.next();
                Ok(())
            }
            Kind::End => Err(FormulaError::at(opened, "Kurung buka ini belum ditutup.")),
            _ => self.ended(),
        }
    }

    fn comma(&mut self, function: Function) -> Result<(), FormulaError> {
        if *self.kind() != Kind::Comma {
            return self.wrong(format!(
                "Isian {} dipisahkan koma. {}",
                function.word(),
                function.usage()
            ));
        }
        self.next();
        Ok(())
    }

    fn call(&mut self, name: &str, at: usize) -> Result<Expression, FormulaError> {
        let Some(function) = Function::named(name) else {
            return Err(FormulaError::at(
                at,
                format!(
                    "Fungsi «{name}» tidak dikenal. Yang dikenal: {}.",
                    Function::list()
                ),
            ));
        };
        let opened = self.position();
        self.next();
        if *self.kind() == Kind::Close {
            return self.wrong(format!(
                "Isian {} masih kosong. {}",
                function.word(),
                function.usage()
            ));
        }
        let read = match function {
            Function::If => self.choice()?,
            Function::Round => self.rounding()?,
            Function::Abs => Expression::Absolute(self.sum()?.into()),
            Function::Previous => Expression::Previous(self.only_name(function)?),
            Function::Coalesce => Expression::Coalesce(self.list()?),
            Function::Together(how) => match self.many(how)? {
                Some(many) => many,
                None => Expression::Together(how, self.list()?),
            },
        };
        if *self.kind() == Kind::Comma {
            return self.wrong(format!(
                "Isian {} terlalu banyak. {}",
                function.word(),
                function.usage()
            ));
        }
        self.close(opened)?;
        self.part(read)
    }

    fn list(&mut self) -> Result<Vec<Expression>, FormulaError> {
        let mut list = vec![self.sum()?];
        while *self.kind() == Kind::Comma {
            self.next();
            list.push(self.sum()?);
        }
        Ok(list)
    }

    /// `A, areas`: a name and what to run over.
    fn many(&mut self, how: crate::Aggregation) -> Result<Option<Expression>, FormulaError> {
        let word = |place: usize| self.words.get(place).map(|word| &word.kind);
        let (Some(Kind::Name(name)), Some(Kind::Comma), Some(Kind::Name(over)), Some(Kind::Close)) = (
            word(self.at),
            word(self.at + 1),
            word(self.at + 2),
            word(self.at + 3),
        ) else {
            return Ok(None);
        };
        let Some(over) = Over::ALL.into_iter().find(|known| known.word() == over) else {
            return Ok(None);
        };
        let name = name.clone();
        let variable = self.variable(name);
        self.at += 3;
        Ok(Some(Expression::Many(how, variable, over)))
    }

    fn only_name(&mut self, function: Function) -> Result<usize, FormulaError> {
        let Kind::Name(name) = self.kind().clone() else {
            return self.wrong(format!(
                "Di sini diharapkan satu nama data. {}",
                function.usage()
            ));
        };
        self.next();
        Ok(self.variable(name))
    }

    fn choice(&mut self) -> Result<Expression, FormulaError> {
        let left = self.sum()?;
        let Kind::Compare(how) = *self.kind() else {
            return self.wrong(format!(
                "Isian pertama if harus perbandingan, misalnya A > 0. {}",
                Function::If.usage()
            ));
        };
        self.next();
        let right = self.sum()?;
        self.comma(Function::If)?;
        let then = self.sum()?;
        self.comma(Function::If)?;
        let otherwise = self.sum()?;
        Ok(Expression::If(
            Condition { left, how, right }.into(),
            then.into(),
            otherwise.into(),
        ))
    }

    fn rounding(&mut self) -> Result<Expression, FormulaError> {
        let inner = self.sum()?;
        let mut places = 0;
        if *self.kind() == Kind::Comma {
            self.next();
            let negative = *self.kind() == Kind::Operator(Operator::Minus);
            if negative {
                self.next();
            }
            let typed = match self.kind() {
                Kind::Number(number) => number.whole().filter(|places| *places <= 12),
                _ => None,
            };
            let Some(typed) = typed.and_then(|places| i32::try_from(places).ok()) else {
                return self.wrong(
                    "Jumlah angka di belakang koma harus bilangan bulat, paling banyak 12.",
                );
            };
            self.next();
            places = if negative { -typed } else { typed };
        }
        Ok(Expression::Round(inner.into(), places))
    }
}

//! The parts of the package around the document.

use super::xml::{Look, Stand, escaped, line, run};
use crate::{Align, Paper, SIMULATED};

/// The names WordprocessingML is written in.
pub const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// What is in the package.
pub const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

/// Where the document is.
pub const PACKAGE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

const RELATIONS: &str = r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>"#;

/// What the document refers to; with a picture, to that as well.
pub fn relations(picture: bool) -> String {
    let picture = if picture {
        format!(
            "<Relationship Id=\"{}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/\
             relationships/image\" Target=\"media/emblem.png\"/>",
            super::emblem::RELATION
        )
    } else {
        String::new()
    };
    format!(
        "{XML}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         {RELATIONS}{picture}</Relationships>"
    )
}

/// A serif of 11 points that every office has, close to the one of the PDF; headings that navigation finds.
pub const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="22"/><w:lang w:val="id-ID"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="200"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="120"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style></w:styles>"#;

/// Title and language.
pub fn properties(name: &str) -> String {
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>id-ID</dc:language>\
         </cp:coreProperties>",
        escaped(name)
    )
}

/// The mark of played data, on every page.
pub fn header(paper: &Paper) -> String {
    let mark = if paper.simulated { SIMULATED } else { "" };
    let look = Look {
        bold: true,
        ..Look::default()
    };
    let stand = Stand {
        align: Align::Center,
        ..Stand::default()
    };
    format!("{XML}<w:hdr {NAMES}>{}</w:hdr>", line(mark, look, stand))
}

/// As of when, and the number of the page.
pub fn footer(paper: &Paper) -> String {
    let small = Look {
        size: 16,
        ..Look::default()
    };
    let field = |name: &str| {
        format!(
            "<w:fldSimple w:instr=\" {name} \">{}</w:fldSimple>",
            run("1", small)
        )
    };
    let mark = if paper.footer.is_empty() {
        String::new()
    } else {
        run(&format!("{}   ", paper.footer), small)
    };
    let runs = format!(
        "{mark}{}{}{}{}",
        run("Halaman ", small),
        field("PAGE"),
        run(" dari ", small),
        field("NUMPAGES")
    );
    let stand = Stand {
        align: Align::Right,
        ..Stand::default()
    };
    format!(
        "{XML}<w:ftr {NAMES}>{}</w:ftr>",
        super::xml::paragraph(&runs, stand)
    )
}

/// The document around its body.
pub fn document(body: &str) -> String {
    format!("{XML}<w:document {NAMES}><w:body>{body}</w:body></w:document>")
}

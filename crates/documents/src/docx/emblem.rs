//! The emblem of a letterhead as a picture in the Word file.

use super::xml::{escaped, twips};
use crate::{Letterhead, Paper, Pictures, letterhead::EmblemPicture};

/// Where the picture lies in the package.
pub const PART: &str = "word/media/emblem.png";
/// Its relationship, named after the three of every paper.
pub const RELATION: &str = "rId4";
/// Room of an emblem in millimetres, as on the PDF.
const ROOM: (u32, u32) = (20, 22);
/// English metric units in a tenth of a millimetre.
const EMU: u64 = 3600;

/// The picture of this paper's letterhead, if somebody has it.
pub fn bytes<'a>(paper: &Paper, pictures: &'a Pictures) -> Option<&'a [u8]> {
    let picture = paper.letterhead.as_ref()?.picture.as_ref()?;
    pictures.get(&picture.hash)
}

/// The digest of the picture of this paper's letterhead, if it names one.
pub fn named(paper: &Paper) -> Option<&str> {
    Some(&paper.letterhead.as_ref()?.picture.as_ref()?.hash)
}

/// A paragraph with the picture of this number, or as much empty room.
pub fn paragraph(head: &Letterhead, number: Option<u32>) -> String {
    match head.picture.as_ref().zip(number) {
        Some((picture, number)) => format!(
            "<w:p><w:pPr><w:spacing w:after=\"0\"/><w:jc w:val=\"center\"/></w:pPr>\
             <w:r>{}</w:r></w:p>",
            drawing(picture, &head.emblem_label, number)
        ),
        None => format!(
            "<w:p><w:pPr><w:spacing w:before=\"{}\" w:after=\"0\"/></w:pPr></w:p>",
            twips(ROOM.1) - 280
        ),
    }
}

fn drawing(picture: &EmblemPicture, label: &str, number: u32) -> String {
    let (width, height) = picture.fitted(ROOM.0, ROOM.1);
    let (cx, cy) = (u64::from(width) * EMU, u64::from(height) * EMU);
    let label = escaped(label);
    let main = "http://schemas.openxmlformats.org/drawingml/2006/main";
    let pic = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    let wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
    format!(
        "<w:drawing><wp:inline xmlns:wp=\"{wp}\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
         <wp:extent cx=\"{cx}\" cy=\"{cy}\"/><wp:docPr id=\"{number}\" name=\"Lambang\" descr=\"{label}\"/>\
         <a:graphic xmlns:a=\"{main}\"><a:graphicData uri=\"{pic}\"><pic:pic xmlns:pic=\"{pic}\">\
         <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"emblem.png\"/><pic:cNvPicPr/></pic:nvPicPr>\
         <pic:blipFill><a:blip r:embed=\"{RELATION}\"/><a:stretch><a:fillRect/></a:stretch>\
         </pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/>\
         </a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>\
         </a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
}

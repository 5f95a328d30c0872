//! The finishing touches that make the file archivable (after PDF/A-1b) and the same to the byte every time:
//! PDF 1.4, XMP metadata, an sRGB output intent, the language, complete font descriptions, an ID from the content.

use super::icc;
use super::subset::Subset;
use crate::error::Error;
use crate::page::FormPage;
use chrono::NaiveDate;
use flate2::{Compression, write::ZlibEncoder};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sm3::{Digest, Sm3};
use std::io::Write as _;

const PRODUCER: &str = "问效";
/// The balance between size and time: 9 saves 1 % and costs a third more time.
const LEVEL: Compression = Compression::new(6);

/// What the file says of itself.
pub(super) struct Properties {
    /// Title, in one line.
    pub(super) title: String,
    /// The unit.
    pub(super) author: String,
    /// The date of creation and change.
    pub(super) date: NaiveDate,
}

impl Properties {
    /// Of a form: its title and subject.
    pub(super) fn of(form: &FormPage) -> Self {
        let title = match form.subject.as_str() {
            subject if subject.is_empty() || subject == form.title => form.title.clone(),
            subject => format!("{}：{subject}", form.title),
        };
        Self { title, author: form.author.clone(), date: form.date }
    }
}

/// Finishes the document and writes it out.
pub(super) fn finish(
    mut document: Document,
    about: &Properties,
    subsets: &[Subset],
) -> Result<Vec<u8>, Error> {
    let fail = |fault: lopdf::Error| Error::Pdf(fault.to_string());
    document.version = "1.4".to_owned();
    let intent = output_intent(&mut document);
    let xmp = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        xmp(&about.title, &about.author, &about.date.format("%Y-%m-%d").to_string()).into_bytes(),
    );
    let xmp = document.add_object(xmp.with_compression(false));
    let catalog = document.catalog_mut().map_err(fail)?;
    catalog.set("Metadata", xmp);
    catalog.set("OutputIntents", vec![intent]);
    catalog.set("Lang", Object::string_literal("zh-CN"));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    let info = document.add_object(information(about));
    let old_info = document.trailer.get(b"Info").and_then(Object::as_reference).ok();
    document.trailer.set("Info", info);
    if let Some(id) = old_info {
        document.objects.remove(&id);
    }
    describe_fonts(&mut document, subsets);
    for object in document.objects.values_mut() {
        if let Object::Dictionary(dictionary) = object {
            drop_empty_annotations(dictionary);
        }
        if let Object::Stream(stream) = object {
            compress(stream)?;
        }
    }
    document.prune_objects();
    document.renumber_objects();
    with_identity(document)
}

/// PDF/A wants the list of embedded glyphs beside each trimmed font.
fn describe_fonts(document: &mut Document, subsets: &[Subset]) {
    let named = |object: &Object| {
        let dictionary = object.as_dict().ok()?;
        let name = dictionary.get(b"FontName").and_then(Object::as_name).ok()?;
        subsets.iter().find(|subset| subset.name.as_bytes() == name)
    };
    let found: Vec<(ObjectId, u16)> =
        document.objects.iter().filter_map(|(id, object)| Some((*id, named(object)?.count))).collect();
    for (id, count) in found {
        let mut bits = vec![0u8; usize::from(count).div_ceil(8)];
        for glyph in 0..usize::from(count) {
            bits[glyph / 8] |= 0x80 >> (glyph % 8);
        }
        let list = document.add_object(Stream::new(Dictionary::new(), bits));
        if let Some(Object::Dictionary(descriptor)) = document.objects.get_mut(&id) {
            descriptor.set("CIDSet", list);
            // Symbolic: the glyphs are not those of the standard Latin set.
            descriptor.set("Flags", 4);
        }
    }
}

fn drop_empty_annotations(dictionary: &mut Dictionary) {
    let empty = dictionary.get(b"Annots").and_then(Object::as_array).is_ok_and(Vec::is_empty);
    if empty {
        dictionary.remove(b"Annots");
    }
}

fn output_intent(document: &mut Document) -> Object {
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, icc::profile()));
    Object::Dictionary(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    })
}

fn information(about: &Properties) -> Dictionary {
    let date = about.date.format("D:%Y%m%d000000+08'00'").to_string();
    dictionary! {
        "Title" => utf16(&about.title),
        "Author" => utf16(&about.author),
        "Creator" => utf16(PRODUCER),
        "Producer" => utf16(PRODUCER),
        "CreationDate" => Object::string_literal(date.clone()),
        "ModDate" => Object::string_literal(date),
    }
}

fn utf16(text: &str) -> Object {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

/// The same facts as [`information`], as XMP.
fn xmp(title: &str, author: &str, date: &str) -> String {
    let (title, author) = (escape(title), escape(author));
    let date = format!("{date}T00:00:00+08:00");
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<pdfaid:part>1</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"#,
        bom = '\u{feff}'
    )
}

fn escape(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !c.is_control()).collect();
    clean.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn compress(stream: &mut Stream) -> Result<(), Error> {
    if !stream.allows_compression || stream.dict.has(b"Filter") {
        return Ok(());
    }
    let fail = |fault: std::io::Error| Error::Pdf(fault.to_string());
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(stream.content.len() / 2), LEVEL);
    encoder.write_all(&stream.content).map_err(fail)?;
    let packed = encoder.finish().map_err(fail)?;
    if packed.len() < stream.content.len() {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
    }
    Ok(())
}

/// Writes the document twice: once to derive its ID from its content, once with it.
fn with_identity(mut document: Document) -> Result<Vec<u8>, Error> {
    let save = |document: &mut Document| {
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).map_err(|fault| Error::Pdf(fault.to_string())).map(|()| bytes)
    };
    document.trailer.remove(b"ID");
    let digest = Sm3::digest(save(&mut document)?);
    let id = Object::String(digest.iter().take(16).copied().collect(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    save(&mut document)
}

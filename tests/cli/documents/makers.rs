//! One content as files of each format, written by hand as far as a reader needs it.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(super) const TITLE: &str = "과기정통부, 인공지능 반도체 사업 착수";
const BEFORE_NOTE: &str = "과학기술정보통신부는 2일 한국전자통신연구원";
const BEHIND_NOTE: &str = "과 ‘다온 반도체 개발 사업’을 추진한다고 밝혔다. 이 사업에는 2026년부터 2028년까지 총 1,200억 원이 투입되며 삼성전자와 네이버가 참여한다.";
const NOTE: &str = "정보통신 분야의 정부출연연구기관";
const SECOND: &str = "산업통상자원부는 ‘해솔 로봇 실증 사업’을 내년에 시작한다.";
const CAPTION: &str = "표 1. 주요 사업의 예산";
const UNIT: &str = "(단위: 억 원)";
const LAST: &str = "미국 국립과학재단(NSF)은 일본 이화학연구소와 공동으로 양자 연구를 수행하기로 했다.";

/// A row of cells, each with the rows that it takes.
type Row = &'static [(&'static str, usize)];

/// The budget table: a ministry is written once for the rows of its programmes.
const ROWS: &[Row] = &[
    &[("부처", 1), ("사업명", 1), ("2026", 1), ("2027", 1), ("비고", 1)],
    &[("과학기술정보통신부", 2), ("다온 반도체 개발 사업", 1), ("400", 1), ("450", 1), ("신규", 1)],
    &[("가람 양자 연구 사업", 1), ("120", 1), ("130", 1), ("계속", 1)],
    &[("산업통상자원부", 1), ("해솔 로봇 실증 사업", 1), ("80", 1), ("95", 1), ("신규", 1)],
];

/// The rows with the ministry in each.
fn full_rows() -> Vec<Vec<&'static str>> {
    let mut ministry = "";
    let row = |row: &Row| {
        let mut cells: Vec<&str> = row.iter().map(|c| c.0).collect();
        if cells.len() == 4 {
            cells.insert(0, ministry);
        }
        ministry = cells[0];
        cells
    };
    ROWS.iter().map(row).collect()
}

/// The content as a text.
pub(super) fn text() -> String {
    let rows: Vec<String> = full_rows().iter().map(|r| r.join(" | ")).collect();
    format!(
        "{TITLE}\n\n{BEFORE_NOTE}*{BEHIND_NOTE}\n* {NOTE}\n{SECOND}\n<{CAPTION}>\n{UNIT}\n{}\n{LAST}\n",
        rows.join("\n")
    )
}

pub(super) fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(content.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// The rows of the table, each cell by `cell`, each row by `row`.
fn table(cell: impl Fn(&str, usize, usize, usize) -> String, row: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    for (r, cells) in ROWS.iter().enumerate() {
        let shift = 5 - cells.len();
        let cells: String = cells.iter().enumerate().map(|(c, (text, rows))| cell(text, *rows, r, c + shift)).collect();
        out.push_str(&row(&cells));
    }
    out
}

pub(super) fn html() -> Vec<u8> {
    let rows = table(
        |text, rows, r, _| if r == 0 { format!("<th>{text}</th>") } else { format!("<td rowspan={rows}>{text}</td>") },
        |cells| format!("<tr>{cells}</tr>"),
    );
    format!(
        "<!DOCTYPE html><html><head><title>{TITLE}</title><meta property='article:published_time' content='2026-03-02'></head><body><nav>메뉴</nav>\
         <h1>{TITLE}</h1><p>{BEFORE_NOTE}<sup><a href='#n1'>1</a></sup>{BEHIND_NOTE}</p><p>{SECOND}</p>\
         <table><caption>{CAPTION}<br>{UNIT}</caption>{rows}</table><p>{LAST}</p><p id='n1'>1) {NOTE}</p></body></html>"
    )
    .into_bytes()
}

pub(super) fn docx() -> Vec<u8> {
    let p = |style: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"
        )
    };
    let cell = |text: &str, rows: usize, _: usize, _: usize| {
        let merged = if rows > 1 { "<w:vMerge w:val='restart'/>" } else { "" };
        format!("<w:tc><w:tcPr>{merged}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let row = |cells: &str| {
        // A cell that goes on is written again, empty.
        let rest =
            if cells.matches("<w:tc>").count() == 4 { "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>" } else { "" };
        format!("<w:tr>{rest}{cells}</w:tr>")
    };
    let rows = table(cell, row);
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let document = format!(
        "<w:document xmlns:w='{main}'><w:body>{}<w:p><w:r><w:t>{BEFORE_NOTE}</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>\
         <w:r><w:t>{BEHIND_NOTE}</w:t></w:r></w:p>{}{}{}<w:tbl>{rows}</w:tbl>{}</w:body></w:document>",
        p("Title", TITLE),
        p("Normal", SECOND),
        p("Normal", &format!("&lt;{CAPTION}&gt;")),
        p("Normal", UNIT),
        p("Normal", LAST)
    );
    let notes = format!(
        "<w:footnotes xmlns:w='{main}'><w:footnote w:id='2'><w:p><w:r><w:t>{NOTE}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let styles = format!(
        "<w:styles xmlns:w='{main}'><w:style w:type='paragraph' w:styleId='Title'><w:name w:val='Title'/></w:style>\
         <w:style w:type='paragraph' w:styleId='Normal'><w:name w:val='Normal'/></w:style></w:styles>"
    );
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    zip(&[
        (
            "[Content_Types].xml",
            "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='xml' ContentType='application/xml'/>\
          <Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>\
          <Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>",
        ),
        (
            "_rels/.rels",
            &format!(
                "<Relationships xmlns='{relations}'><Relationship Id='r1' Type='{office}/officeDocument' Target='word/document.xml'/></Relationships>"
            ),
        ),
        (
            "word/_rels/document.xml.rels",
            &format!(
                "<Relationships xmlns='{relations}'><Relationship Id='r1' Type='{office}/styles' Target='styles.xml'/>\
             <Relationship Id='r2' Type='{office}/footnotes' Target='footnotes.xml'/></Relationships>"
            ),
        ),
        ("word/document.xml", &document),
        ("word/footnotes.xml", &notes),
        ("word/styles.xml", &styles),
    ])
}

/// The types of the parts of a package of Office, and what it begins with.
fn office(main: &str, kind: &str) -> [(&'static str, String); 2] {
    let package = "http://schemas.openxmlformats.org/package/2006";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns='{package}/content-types'><Default Extension='xml' ContentType='application/xml'/>\
                 <Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>\
                 <Override PartName='/{main}' ContentType='application/vnd.openxmlformats-officedocument.{kind}.main+xml'/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns='{package}/relationships'><Relationship Id='r1' Type='{office}/officeDocument' Target='{main}'/></Relationships>"
            ),
        ),
    ]
}

/// The relation of a package's main part to another.
fn part(kind: &str, target: &str) -> String {
    format!(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
         <Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}' Target='{target}'/></Relationships>"
    )
}

/// The table as a sheet.
pub(super) fn xlsx() -> Vec<u8> {
    let cell = |text: &&str| format!("<c t='inlineStr'><is><t>{text}</t></is></c>");
    let row = |row: Vec<&str>| format!("<row>{}</row>", row.iter().map(cell).collect::<String>());
    let rows: String = full_rows().into_iter().map(row).collect();
    workbook(&[("예산", &rows)])
}

/// A workbook of sheets, each with its name and what it has in its rows.
pub(super) fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let numbered = || sheets.iter().zip(1..);
    let names: String =
        numbered().map(|((name, _), n)| format!("<sheet name='{name}' sheetId='{n}' r:id='r{n}'/>")).collect();
    let relations: String = numbered()
        .map(|(_, n)| format!("<Relationship Id='r{n}' Type='{office}/worksheet' Target='worksheets/sheet{n}.xml'/>"))
        .collect();
    let relations = format!(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{relations}</Relationships>"
    );
    let book = format!("<workbook xmlns='{main}' xmlns:r='{office}'><sheets>{names}</sheets></workbook>");
    let bodies: Vec<(String, String)> = numbered()
        .map(|((_, rows), n)| {
            let body = format!("<worksheet xmlns='{main}'><sheetData>{rows}</sheetData></worksheet>");
            (format!("xl/worksheets/sheet{n}.xml"), body)
        })
        .collect();
    let [types, first] = self::office("xl/workbook.xml", "spreadsheetml.sheet");
    let mut parts = vec![
        (types.0, types.1.as_str()),
        (first.0, &first.1),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/workbook.xml", &book),
    ];
    parts.extend(bodies.iter().map(|(name, body)| (name.as_str(), body.as_str())));
    zip(&parts)
}

/// The last sentence as a slide.
pub(super) fn pptx() -> Vec<u8> {
    let (p, a) = (
        "http://schemas.openxmlformats.org/presentationml/2006/main",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    );
    let [types, first] = office("ppt/presentation.xml", "presentationml.presentation");
    zip(&[
        (types.0, &types.1),
        (first.0, &first.1),
        ("ppt/_rels/presentation.xml.rels", &part("slide", "slides/slide1.xml")),
        (
            "ppt/presentation.xml",
            &format!(
                "<p:presentation xmlns:p='{p}' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>\
                 <p:sldIdLst><p:sldId id='256' r:id='r1'/></p:sldIdLst></p:presentation>"
            ),
        ),
        (
            "ppt/slides/slide1.xml",
            &format!(
                "<p:sld xmlns:p='{p}' xmlns:a='{a}'><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>{LAST}</a:t></a:r></a:p></p:txBody></p:sp>\
                 </p:spTree></p:cSld></p:sld>"
            ),
        ),
    ])
}

pub(super) fn odt() -> Vec<u8> {
    let cell = |text: &str, rows: usize, _: usize, _: usize| {
        format!("<table:table-cell table:number-rows-spanned='{rows}'><text:p>{text}</text:p></table:table-cell>")
    };
    let rows = table(cell, |cells| format!("<table:table-row>{cells}</table:table-row>"));
    let ns = "urn:oasis:names:tc:opendocument:xmlns:";
    let content = format!(
        "<office:document-content xmlns:office='{ns}office:1.0' xmlns:text='{ns}text:1.0' xmlns:table='{ns}table:1.0' xmlns:style='{ns}style:1.0'>\
         <office:automatic-styles><style:style style:name='P1' style:parent-style-name='Title'/></office:automatic-styles><office:body><office:text>\
         <text:p text:style-name='P1'>{TITLE}</text:p><text:p>{BEFORE_NOTE}<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>{NOTE}</text:p>\
         </text:note-body></text:note>{BEHIND_NOTE}</text:p><text:p>{SECOND}</text:p><text:p>&lt;{CAPTION}&gt;</text:p><text:p>{UNIT}</text:p>\
         <table:table>{rows}</table:table><text:p>{LAST}</text:p></office:text></office:body></office:document-content>"
    );
    zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

pub(super) fn hwpx() -> Vec<u8> {
    let p =
        |inner: &str| format!("<hp:p paraPrIDRef='0' styleIDRef='0'><hp:run charPrIDRef='0'>{inner}</hp:run></hp:p>");
    let t = |text: &str| format!("<hp:t>{text}</hp:t>");
    let cell = |text: &str, rows: usize, r: usize, c: usize| {
        format!(
            "<hp:tc><hp:subList>{}</hp:subList><hp:cellAddr colAddr='{c}' rowAddr='{r}'/><hp:cellSpan colSpan='1' rowSpan='{rows}'/></hp:tc>",
            p(&t(text))
        )
    };
    let rows = table(cell, |cells| format!("<hp:tr>{cells}</hp:tr>"));
    let caption = format!("<hp:caption><hp:subList>{}</hp:subList></hp:caption>", p(&t(CAPTION)));
    let head = format!("<hp:ctrl><hp:header><hp:subList>{}</hp:subList></hp:header></hp:ctrl>", p(&t("머리말")));
    let note = format!("<hp:ctrl><hp:footNote><hp:subList>{}</hp:subList></hp:footNote></hp:ctrl>", p(&t(NOTE)));
    let section = format!(
        "<?xml version='1.0' encoding='UTF-8'?><hs:sec xmlns:hs='http://www.hancom.co.kr/hwpml/2011/section' xmlns:hp='http://www.hancom.co.kr/hwpml/2011/paragraph'>\
         {}{}{}{}{}{}</hs:sec>",
        p(&(head + &t(TITLE))),
        p(&(t(BEFORE_NOTE) + &note + &t(BEHIND_NOTE))),
        p(&t(SECOND)),
        p(&t(UNIT)),
        p(&format!("<hp:tbl rowCnt='4' colCnt='5'>{caption}{rows}</hp:tbl>")),
        p(&t(LAST)),
    );
    zip(&[
        ("mimetype", "application/hwp+zip"),
        (
            "Contents/content.hpf",
            "<opf:package xmlns:opf='http://www.idpf.org/2007/opf/'><opf:manifest><opf:item id='section0' href='Contents/section0.xml' media-type='application/xml'/>\
          </opf:manifest><opf:spine><opf:itemref idref='section0'/></opf:spine></opf:package>",
        ),
        ("Contents/header.xml", "<hh:head xmlns:hh='http://www.hancom.co.kr/hwpml/2011/head'/>"),
        ("Contents/section0.xml", &section),
    ])
}

pub(super) fn hwpml() -> Vec<u8> {
    let p = |inner: &str| format!("<P><TEXT>{inner}</TEXT></P>");
    let t = |text: &str| format!("<CHAR>{text}</CHAR>");
    let cell = |text: &str, rows: usize, r: usize, c: usize| {
        format!(
            "<CELL ColAddr='{c}' RowAddr='{r}' ColSpan='1' RowSpan='{rows}'><PARALIST>{}</PARALIST></CELL>",
            p(&t(text))
        )
    };
    let rows = table(cell, |cells| format!("<ROW>{cells}</ROW>"));
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><HWPML Version='2.8'><HEAD><DOCSUMMARY><TITLE>다른 글</TITLE></DOCSUMMARY></HEAD><BODY><SECTION>{}{}{}{}{}{}</SECTION></BODY></HWPML>",
        p(&t(TITLE)),
        p(&format!("{}<FOOTNOTE><PARALIST>{}</PARALIST></FOOTNOTE>{}", t(BEFORE_NOTE), p(&t(NOTE)), t(BEHIND_NOTE))),
        p(&t(SECOND)),
        p(&t(UNIT)),
        p(&format!("<TABLE><CAPTION><PARALIST>{}</PARALIST></CAPTION>{rows}</TABLE>", p(&t(CAPTION)))),
        p(&t(LAST)),
    )
    .into_bytes()
}

/// Appends a record of HWP 5.
fn record(out: &mut Vec<u8>, tag: u32, level: u32, data: &[u8]) {
    out.extend((tag | level << 10 | u32::try_from(data.len()).unwrap() << 20).to_le_bytes());
    out.extend(data);
}

/// Appends a paragraph of HWP 5; `controls` follow its characters.
fn paragraph(out: &mut Vec<u8>, level: u32, text: &str) {
    record(out, 66, level, &[0; 24]);
    let data: Vec<u8> = format!("{text}\r").encode_utf16().flat_map(u16::to_le_bytes).collect();
    record(out, 67, level + 1, &data);
}

/// What stands in a text for a control.
fn control(character: u16) -> String {
    String::from_utf16(&[character, 1, 1, 1, 1, 1, 1, character]).unwrap()
}

/// A file of HWP 5 with these properties in its header: 2 is a password, 4 a distribution document.
pub(super) fn hwp(properties: u32) -> Vec<u8> {
    let mut body = Vec::new();
    paragraph(&mut body, 0, TITLE);
    paragraph(&mut body, 0, &format!("{BEFORE_NOTE}{}{BEHIND_NOTE}", control(17)));
    record(&mut body, 71, 1, b"  nf");
    record(&mut body, 72, 2, &[0; 8]);
    paragraph(&mut body, 2, NOTE);
    paragraph(&mut body, 0, SECOND);
    paragraph(&mut body, 0, UNIT);
    paragraph(&mut body, 0, &control(11));
    record(&mut body, 71, 1, b" lbt");
    record(&mut body, 72, 2, &[0; 8]);
    paragraph(&mut body, 2, CAPTION);
    let mut properties_of_table = vec![0; 4];
    properties_of_table.extend([4, 0, 5, 0]);
    properties_of_table.extend([0; 18]);
    record(&mut body, 77, 2, &properties_of_table);
    for (r, cells) in ROWS.iter().enumerate() {
        for (c, (text, rows)) in cells.iter().enumerate() {
            let mut head = vec![1, 0, 0, 0, 0, 0, 0, 0];
            for value in [c + 5 - cells.len(), r, 1, *rows] {
                head.extend(u16::try_from(value).unwrap().to_le_bytes());
            }
            record(&mut body, 72, 2, &head);
            paragraph(&mut body, 2, text);
        }
    }
    paragraph(&mut body, 0, LAST);
    let mut header = b"HWP Document File".to_vec();
    header.resize(32, 0);
    header.extend([1, 0, 1, 5]);
    header.extend(properties.to_le_bytes());
    header.resize(256, 0);
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_storage("/BodyText").unwrap();
    for (name, content) in [("/FileHeader", &header), ("/DocInfo", &Vec::new()), ("/BodyText/Section0", &body)] {
        file.create_stream(name).unwrap().write_all(content).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A PDF whose font is not embedded, as many of agencies are: the reader must know the Korean character collection.
pub(super) fn pdf() -> Vec<u8> {
    let mut page = String::new();
    let mut y = 780;
    let mut line = |x: i32, y: i32, size: i32, text: &str| {
        let hex: String = text.encode_utf16().fold(String::new(), |mut hex, unit| {
            let _ = write!(hex, "{unit:04X}");
            hex
        });
        let _ = writeln!(page, "BT /F1 {size} Tf {x} {y} Td <{hex}> Tj ET");
    };
    line(60, y, 20, TITLE);
    for paragraph in [format!("{BEFORE_NOTE}{BEHIND_NOTE}"), SECOND.to_owned(), CAPTION.to_owned(), UNIT.to_owned()] {
        y -= 14;
        let mut open = String::new();
        for word in paragraph.split(' ') {
            if open.chars().count() + word.chars().count() > 42 {
                y -= 16;
                line(60, y, 11, open.trim());
                open.clear();
            }
            open.push_str(word);
            open.push(' ');
        }
        y -= 16;
        line(60, y, 11, open.trim());
    }
    for row in full_rows() {
        y -= 18;
        for (text, x) in row.iter().zip([60, 190, 330, 390, 450]) {
            line(x, y, 11, text);
        }
    }
    line(60, y - 40, 11, LAST);
    line(290, 30, 9, "- 1 -");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 7 0 R >>".to_owned(),
        "<< /Type /Font /Subtype /Type0 /BaseFont /HYSMyeongJo-Medium /Encoding /UniKS-UCS2-H /DescendantFonts [5 0 R] >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HYSMyeongJo-Medium /CIDSystemInfo << /Registry (Adobe) /Ordering (Korea1) /Supplement 1 >> \
         /FontDescriptor 6 0 R /DW 1000 /W [1 95 500] >>"
            .to_owned(),
        "<< /Type /FontDescriptor /FontName /HYSMyeongJo-Medium /Flags 6 /FontBBox [0 -148 1001 880] /ItalicAngle 0 /Ascent 880 /Descent -148 /CapHeight 880 /StemV 99 >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{page}endstream", page.len()),
    ];
    let mut out = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    let start = out.len();
    let _ = write!(out, "xref\n0 8\n0000000000 65535 f \n");
    for offset in offsets {
        let _ = writeln!(out, "{offset:010} 00000 n ");
    }
    let _ = write!(out, "trailer\n<< /Size 8 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    out.into_bytes()
}

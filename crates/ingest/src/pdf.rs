//! PDF: the words of pages with their boxes, from poppler's `pdftotext`, put together to lines and tables.
//!
//! `pdftotext` runs as a process of its own with limits of time and memory: what breaks it loses this document only. It gives lines in reading order,
//! columns one after the other. Ours is what makes text of them: running heads and page numbers are left out ([`furniture`]), rows and columns of
//! tables found by the gaps that all their rows leave free ([`tables`]). How lines go on is left to the layout, which knows the language.

mod boxes;
mod furniture;
mod tables;

use crate::content::{Content, Ingested, Metadata, Piece, Prose};
use crate::{Format, IngestError};
use boxes::{Line, Page};
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long a file may take.
const SECONDS: u64 = 120;
/// How much memory the process may take, in kilobytes, as shells count it.
const MEMORY: u64 = 2 << 20;
/// The most bytes that it may say.
const MOST_SAID: u64 = 512 << 20;

/// A line whose characters are this much larger than those of the text is a headline.
const HEADLINE: f32 = 1.3;

pub(crate) fn read(bytes: &[u8]) -> Result<Ingested, IngestError> {
    let document = boxes::read(&said(bytes)?)?;
    let furniture = furniture::find(&document.pages);
    let em = boxes::median(document.pages.iter().flat_map(|p| &p.lines).map(|l| l.em));
    let mut pieces = Vec::new();
    for (page, left_out) in document.pages.iter().zip(furniture) {
        page_pieces(page, &left_out, &mut pieces);
    }
    mark_headline(&document.pages, em, &mut pieces);
    let empty: Vec<String> =
        document.pages.iter().filter(|p| p.lines.is_empty()).map(|p| p.number.to_string()).collect();
    if empty.len() == document.pages.len() {
        return Err(IngestError::NoText { format: Format::Pdf, pictures: true });
    }
    let notes = match empty.as_slice() {
        [] => Vec::new(),
        [one] => vec![format!("page {one} has no text: if it is a picture, it was not read")],
        all => vec![format!("pages {} have no text: those that are pictures were not read", all.join(", "))],
    };
    let metadata = Metadata { title: document.title, ..Metadata::default() };
    Ok(Ingested { format: Format::Pdf, metadata, pieces, whole_paragraphs: false, notes })
}

/// What `pdftotext` says of a file.
fn said(bytes: &[u8]) -> Result<String, IngestError> {
    // The shell sets the limits: a safe program cannot set those of its child.
    let limits = format!(
        "ulimit -v {MEMORY} 2>/dev/null; ulimit -t {SECONDS} 2>/dev/null; exec pdftotext -bbox-layout -enc UTF-8 - -"
    );
    let failed = |e: std::io::Error| IngestError::damaged(Format::Pdf, format!("its reader cannot be run: {e}"));
    let mut child = Command::new("sh")
        .args(["-c", &limits])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (status, out, err) = thread::scope(|scope| {
        scope.spawn(move || {
            // A reader that gives up closes the pipe; its exit says why.
            let _ = stdin.map(|mut to| to.write_all(bytes));
        });
        let out = scope.spawn(move || all(stdout, MOST_SAID));
        let err = scope.spawn(move || all(stderr, 1 << 16));
        let status = ended(&mut child);
        (status, out.join().unwrap_or_default(), err.join().unwrap_or_default())
    });
    let err = String::from_utf8_lossy(&err).into_owned();
    match status.map_err(failed)? {
        None => Err(IngestError::TimedOut { format: Format::Pdf, seconds: SECONDS }),
        Some(status) if status.success() && out.len() as u64 <= MOST_SAID => {
            Ok(String::from_utf8_lossy(&out).into_owned())
        }
        Some(status) if status.success() => Err(IngestError::TooLarge("the PDF has more text than is read".to_owned())),
        Some(status) if status.code() == Some(127) => Err(IngestError::NoProgram {
            format: Format::Pdf,
            program: "pdftotext",
            package: "poppler-utils and poppler-data",
        }),
        _ if err.contains("Incorrect password") => Err(IngestError::Password(Format::Pdf)),
        _ => {
            let reason = err.lines().map(str::trim).find(|l| l.contains("rror")).unwrap_or("its reader failed on it");
            Err(IngestError::damaged(Format::Pdf, reason))
        }
    }
}

/// All that a pipe says. What is more than the limit is read and thrown away, so that the process is not held up.
fn all(pipe: Option<impl Read>, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        let _ = pipe.by_ref().take(most + 1).read_to_end(&mut bytes);
        let _ = std::io::copy(&mut pipe, &mut std::io::sink());
    }
    bytes
}

/// Waits for a process; ends it, and gives nothing, when its time is over.
fn ended(child: &mut Child) -> std::io::Result<Option<std::process::ExitStatus>> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if start.elapsed() > Duration::from_secs(SECONDS) {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(3));
    }
}

/// The lines and tables of a page. An empty paragraph stands where the page leaves room.
fn page_pieces(page: &Page, left_out: &[bool], pieces: &mut Vec<Piece>) {
    let kept: Vec<&Line> = page.lines.iter().zip(left_out).filter(|(_, out)| !**out).map(|(line, _)| line).collect();
    let mut tables = tables::find(&kept);
    let mut add = |content| pieces.push(Piece { page: Some(page.number), content });
    let mut previous: Option<&Line> = None;
    for (i, line) in kept.iter().enumerate() {
        if let Some(at) = tables.iter().position(|t| t.lines.contains(&i)) {
            // A table stands where its first line does.
            if let Some(table) = tables[at].table.take() {
                add(Content::Table(table));
            }
            previous = None;
            continue;
        }
        let apart =
            previous.is_some_and(|p| p.block != line.block && (line.top - p.top).abs() > 2.4 * line.em.max(p.em));
        if apart {
            add(Content::Paragraph(Prose::default()));
        }
        add(Content::Paragraph(Prose::plain(line.text())));
        previous = Some(line);
    }
}

/// Makes a heading of the lines in the largest characters on the first page.
fn mark_headline(pages: &[Page], em: f32, pieces: &mut Vec<Piece>) {
    let Some(first) = pages.first() else { return };
    let long = |l: &&Line| l.text().chars().filter(|c| c.is_alphanumeric()).count() >= 8;
    let Some(largest) =
        first.lines.iter().filter(long).map(|l| l.em).max_by(f32::total_cmp).filter(|l| *l > HEADLINE * em)
    else {
        return;
    };
    let mut lines = first
        .lines
        .iter()
        .filter(long)
        .skip_while(|l| l.em < 0.95 * largest)
        .take_while(|l| l.em >= 0.95 * largest)
        .take(3);
    let Some(line) = lines.next() else { return };
    let is = |piece: &Piece, text: &str| matches!(&piece.content, Content::Paragraph(p) if p.text == text);
    let Some(at) = pieces.iter().position(|p| is(p, &line.text())) else { return };
    let mut text = line.text();
    let mut end = at + 1;
    for next in lines {
        if !pieces.get(end).is_some_and(|p| is(p, &next.text())) {
            break;
        }
        text = format!("{text} {}", next.text());
        end += 1;
    }
    let heading = Piece { page: Some(first.number), content: Content::Heading { level: 1, text: Prose::plain(text) } };
    pieces.splice(at..end, [heading]);
}

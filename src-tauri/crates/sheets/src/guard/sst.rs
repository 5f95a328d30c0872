//! Lengths of the strings in a BIFF8 shared string table (MS-XLS 2.4.265), without building the strings.
//!
//! A cell refers to a string by number, and the reader copies the string for each cell. How much text that makes has
//! to be known before.

/// The data of a record and its CONTINUE records, read across their borders.
struct Segments<'a> {
    rest: Vec<&'a [u8]>,
    current: &'a [u8],
}

impl<'a> Segments<'a> {
    fn new(mut segments: Vec<&'a [u8]>) -> Self {
        segments.reverse();
        let current = segments.pop().unwrap_or_default();
        Self { rest: segments, current }
    }

    fn at_end(&self) -> bool {
        self.current.is_empty() && self.rest.iter().all(|segment| segment.is_empty())
    }

    fn refill(&mut self) -> Option<()> {
        while self.current.is_empty() {
            self.current = self.rest.pop()?;
        }
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        self.refill()?;
        let (first, rest) = self.current.split_first()?;
        self.current = rest;
        Some(*first)
    }

    fn number(&mut self, bytes: u32) -> Option<u32> {
        (0..bytes).try_fold(0, |sum, i| Some(sum | u32::from(self.byte()?) << (8 * i)))
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            self.refill()?;
            let step = bytes.min(self.current.len());
            self.current = &self.current[step..];
            bytes -= step;
        }
        Some(())
    }

    /// Skips characters; where they cross a border, the next segment begins with a new width flag.
    fn skip_chars(&mut self, mut count: usize, mut wide: bool) -> Option<()> {
        loop {
            let width = if wide { 2 } else { 1 };
            let here = (self.current.len() / width).min(count);
            self.current = &self.current[here * width..];
            count -= here;
            if count == 0 {
                return Some(());
            }
            // Half a wide character at a border cannot be: the rest of the segment is no text.
            if !self.current.is_empty() {
                return None;
            }
            wide = self.byte()? & 1 != 0;
        }
    }
}

/// The number of UTF-16 units of each string, or `None` when the table is broken.
pub(crate) fn lengths(segments: Vec<&[u8]>) -> Option<Vec<u32>> {
    let mut data = Segments::new(segments);
    data.skip(8)?;
    let mut lengths = Vec::new();
    while !data.at_end() {
        let count = data.number(2)?;
        let flags = data.byte()?;
        let runs = if flags & 8 != 0 { data.number(2)? } else { 0 };
        let extra = if flags & 4 != 0 { data.number(4)? } else { 0 };
        data.skip_chars(count as usize, flags & 1 != 0)?;
        data.skip(runs as usize * 4)?;
        data.skip(extra as usize)?;
        lengths.push(count);
    }
    Some(lengths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_measured_across_borders() {
        let head = [0u8; 8];
        let plain = |text: &str| [&[text.len() as u8, 0, 0][..], text.as_bytes()].concat();
        let table = |parts: &[&[u8]]| [&head[..], &parts.concat()].concat();
        for (segments, expected) in [
            (vec![table(&[&plain("ab"), &plain("")])], Some(vec![2, 0])),
            // Wide, rich (one run) and extended (two bytes).
            (
                vec![table(&[&[1, 0, 1 | 4 | 8, 1, 0, 2, 0, 0, 0, 0x4E, 0x2D, 1, 2, 3, 4, 9, 9]])],
                Some(vec![1]),
            ),
            // Four characters, two here and two wide ones behind a border with its flag.
            (vec![table(&[&[4, 0, 0, b'a', b'b']]), vec![1, b'c', 0, b'd', 0]], Some(vec![4])),
            // The border lies between strings, and once inside formatting runs.
            (vec![table(&[&plain("x")]), plain("yz")], Some(vec![1, 2])),
            (vec![table(&[&[1, 0, 8, 1, 0, b'a', 1, 2]]), vec![3, 4, 2, 0, 0, b'p', b'q']], Some(vec![1, 2])),
            (vec![table(&[&[9, 0, 0, b'a']])], None),
            (vec![table(&[&[2, 0, 1, b'a', 0, b'b']]), vec![0, b'c']], None),
            (vec![vec![1, 2, 3]], None),
        ] {
            let slices = segments.iter().map(Vec::as_slice).collect();
            assert_eq!(lengths(slices), expected, "{segments:?}");
        }
    }
}

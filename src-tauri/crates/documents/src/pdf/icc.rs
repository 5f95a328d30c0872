//! The colour profile of the output intent, written from the published sRGB numbers (IEC 61966-2-1).

/// Red, green and blue of sRGB as XYZ, adapted to D50, and D50 itself; each in 1/65536.
const RED: [i32; 3] = [28_578, 14_581, 912];
const GREEN: [i32; 3] = [25_241, 46_981, 6_362];
const BLUE: [i32; 3] = [9_376, 3_972, 46_799];
const WHITE: [i32; 3] = [63_190, 65_536, 54_061];
/// Gamma 2.2 in 1/256: the usual stand-in for the sRGB curve. Forms are pure black on white.
const GAMMA: u16 = 0x0233;
const NAME: &str = "sRGB gamma 2.2";
const RIGHTS: &str = "No rights reserved";

/// A version 2 RGB display profile.
pub(super) fn profile() -> Vec<u8> {
    let tags: [(&[u8; 4], Vec<u8>); 9] = [
        (b"desc", description(NAME)),
        (b"cprt", text(RIGHTS)),
        (b"wtpt", xyz(WHITE)),
        (b"rXYZ", xyz(RED)),
        (b"gXYZ", xyz(GREEN)),
        (b"bXYZ", xyz(BLUE)),
        (b"rTRC", curve()),
        (b"gTRC", curve()),
        (b"bTRC", curve()),
    ];
    let mut table = Vec::new();
    let mut data = Vec::new();
    table.extend(be(tags.len()));
    let start = 128 + 4 + 12 * tags.len();
    for (name, bytes) in &tags {
        table.extend(*name);
        table.extend(be(start + data.len()));
        table.extend(be(bytes.len()));
        data.extend(bytes);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = header(start + data.len());
    profile.extend(table);
    profile.extend(data);
    profile
}

fn be(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes()
}

fn header(size: usize) -> Vec<u8> {
    let mut head = Vec::with_capacity(128);
    head.extend(be(size));
    head.extend([0; 4]);
    head.extend([2, 0x10, 0, 0]);
    head.extend(b"mntrRGB XYZ ");
    for part in [2026u16, 1, 1, 0, 0, 0] {
        head.extend(part.to_be_bytes());
    }
    head.extend(b"acsp");
    // No platform, flags, maker, model, attributes; rendering intent 0.
    head.extend([0; 28]);
    for part in WHITE {
        head.extend(part.to_be_bytes());
    }
    head.resize(128, 0);
    head
}

fn xyz(value: [i32; 3]) -> Vec<u8> {
    let mut bytes = b"XYZ \0\0\0\0".to_vec();
    value.iter().for_each(|part| bytes.extend(part.to_be_bytes()));
    bytes
}

fn curve() -> Vec<u8> {
    let mut bytes = b"curv\0\0\0\0\0\0\0\x01".to_vec();
    bytes.extend(GAMMA.to_be_bytes());
    bytes
}

fn text(words: &str) -> Vec<u8> {
    let mut bytes = b"text\0\0\0\0".to_vec();
    bytes.extend(words.as_bytes());
    bytes.push(0);
    bytes
}

fn description(words: &str) -> Vec<u8> {
    let mut bytes = b"desc\0\0\0\0".to_vec();
    bytes.extend(be(words.len() + 1));
    bytes.extend(words.as_bytes());
    bytes.push(0);
    // No Unicode and no Macintosh description.
    bytes.extend([0; 4 + 4 + 2 + 1 + 67]);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_states_its_own_size_and_its_tags_lie_inside() {
        let profile = profile();
        let number = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(number(0), profile.len());
        assert_eq!(&profile[36..40], b"acsp");
        for tag in 0..number(128) {
            let at = 132 + 12 * tag;
            assert!(number(at + 4) + number(at + 8) <= profile.len());
            assert_eq!(number(at + 4) % 4, 0);
        }
    }
}

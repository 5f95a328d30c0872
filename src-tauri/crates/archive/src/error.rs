//! What is wrong with a ZIP file: one variant, one code, one sentence.

/// Builds the enum, the codes and the list of codes from one table, so that none is forgotten.
macro_rules! errors {
    ($( $(#[$doc:meta])* $variant:ident $({ $($(#[$fdoc:meta])* $field:ident : $type:ty),+ })? = $code:literal, $text:literal; )+) => {
        /// Why a ZIP file is refused. The text is one Chinese sentence with what to do.
        #[derive(Debug, thiserror::Error)]
        pub enum Error {
            /// The file could not be read.
            #[error("读取文件失败（{}），请检查文件是否被占用、U盘是否已拔出后重试", io_reason(.0))]
            Io(#[from] std::io::Error),
            $( $(#[$doc])* #[error($text)] $variant $({ $($(#[$fdoc])* $field: $type),+ })?, )+
        }

        /// Every code that [`Error::code`] can give.
        pub const CODES: &[&str] = &["ZIP-IO", $($code),+];

        impl Error {
            /// The stable code of this error, such as `ZIP-OVERLAP`.
            pub fn code(&self) -> &'static str {
                match self {
                    Error::Io(_) => "ZIP-IO",
                    $( Error::$variant $({ $($field: _),+ })? => $code, )+
                }
            }
        }
    };
}

errors! {
    /// The file has no bytes.
    EmptyFile = "ZIP-EMPTY-FILE", "文件是空的（0字节），请重新复制或重新索取该文件";
    /// Nothing in the file looks like a ZIP file.
    NotZip = "ZIP-NOT-ZIP", "该文件不是压缩包格式，请确认选对了文件，或重新索取该文件";
    /// The file begins as a ZIP file but its end is missing.
    Truncated = "ZIP-TRUNCATED", "文件不完整，后半部分缺失，请重新复制或重新索取该文件";
    /// Bytes follow the end record.
    Trailing {
        /// How many.
        bytes: u64
    } = "ZIP-TRAILING", "文件末尾多出{bytes}字节，请重新索取原文件";
    /// The archive carries a comment.
    Comment = "ZIP-COMMENT", "压缩包带有注释，已不是原文件，请重新索取原文件";
    /// Bytes stand before the first entry.
    Prefix {
        /// How many.
        bytes: u64
    } = "ZIP-PREFIX", "文件开头多出{bytes}字节，请重新索取原文件";
    /// The archive claims several volumes.
    Split = "ZIP-SPLIT", "该文件是分卷压缩包的一部分，请索取未分卷的原文件";
    /// The directory cannot be read.
    Directory = "ZIP-DIRECTORY", "压缩包的目录已损坏，请重新复制或重新索取该文件";
    /// The end record counts other than the directory holds.
    Count {
        /// What the end record says.
        declared: u64
    } = "ZIP-COUNT", "压缩包结尾登记的条目数（{declared}）与目录不一致，请重新索取原文件";
    /// The 64-bit records contradict the others or are not needed.
    Zip64 = "ZIP-ZIP64", "压缩包的64位大小记录自相矛盾或本不该有，请重新索取原文件";
    /// The archive holds no entry.
    NoEntries = "ZIP-NO-ENTRIES", "压缩包里没有任何文件，请重新索取该文件";
    /// More entries than allowed.
    TooManyEntries {
        /// What the end record says.
        entries: u64,
        /// The caller's limit.
        limit: u64
    } = "ZIP-TOO-MANY", "压缩包里有{entries}个文件，超过上限{limit}个，请核对来源后索取正常的文件";
    /// A name is longer than allowed.
    NameTooLong {
        /// Its length in bytes.
        bytes: u64,
        /// The caller's limit in bytes.
        limit: u64
    } = "ZIP-NAME-LENGTH", "压缩包内有文件名长{bytes}字节，超过上限{limit}字节，请缩短文件名后重新生成";
    /// An entry declares more bytes than allowed.
    EntryTooLarge {
        /// The entry.
        name: String,
        /// Declared size in bytes.
        bytes: u64,
        /// The caller's limit in bytes.
        limit: u64
    } = "ZIP-ENTRY-SIZE", "压缩包内“{name}”展开后有{bytes}字节，超过上限{limit}字节，请核对来源后索取正常的文件";
    /// All entries together declare more bytes than allowed.
    TotalTooLarge {
        /// Declared size in bytes, summed up to where the limit was passed.
        bytes: u64,
        /// The caller's limit in bytes.
        limit: u64
    } = "ZIP-TOTAL-SIZE", "压缩包展开后超过{limit}字节的上限（已累计{bytes}字节），请核对来源后索取正常的文件";
    /// An entry declares a suspicious compression ratio.
    Ratio {
        /// The entry.
        name: String,
        /// Declared size over compressed size, rounded down.
        ratio: u64,
        /// The caller's limit.
        limit: u64
    } = "ZIP-RATIO", "压缩包内“{name}”的压缩比达{ratio}倍，超过上限{limit}倍，疑似恶意文件，请勿打开并核对来源";
    /// Two entries have the same name.
    Duplicate {
        /// The name.
        name: String
    } = "ZIP-DUPLICATE", "压缩包内有两个同名文件“{name}”，请重新索取原文件";
    /// An entry's data are not where the directory says.
    LocalHeader {
        /// The entry.
        name: String
    } = "ZIP-LOCAL-HEADER", "压缩包内“{name}”的位置登记有误，请重新索取原文件";
    /// The name before the data differs from the directory's.
    LocalName {
        /// The directory's name.
        name: String
    } = "ZIP-LOCAL-NAME", "压缩包内“{name}”在目录和正文处的名称不一致，请重新索取原文件";
    /// The size before the data differs from the directory's.
    LocalSize {
        /// The entry.
        name: String
    } = "ZIP-LOCAL-SIZE", "压缩包内“{name}”在目录和正文处的大小不一致，请重新索取原文件";
    /// The checksum before the data differs from the directory's.
    LocalCrc {
        /// The entry.
        name: String
    } = "ZIP-LOCAL-CRC", "压缩包内“{name}”在目录和正文处的校验码不一致，请重新索取原文件";
    /// The method before the data differs from the directory's.
    LocalMethod {
        /// The entry.
        name: String
    } = "ZIP-LOCAL-METHOD", "压缩包内“{name}”在目录和正文处的压缩方式不一致，请重新索取原文件";
    /// Flags, versions or times before the data differ from the directory's.
    LocalOther {
        /// The entry.
        name: String
    } = "ZIP-LOCAL-OTHER", "压缩包内“{name}”在目录和正文处的登记不一致，请重新索取原文件";
    /// An entry is encrypted.
    Encrypted {
        /// The entry.
        name: String
    } = "ZIP-ENCRYPTED", "压缩包内“{name}”设有密码，请索取未加密的文件";
    /// An entry carries a data descriptor.
    Descriptor {
        /// The entry.
        name: String
    } = "ZIP-DESCRIPTOR", "压缩包内“{name}”带有数据描述段，已不是原文件，请重新索取原文件";
    /// An entry is compressed where only storing is allowed.
    NotStored {
        /// The entry.
        name: String
    } = "ZIP-NOT-STORED", "压缩包内“{name}”被重新压缩过，已不是原文件，请重新索取原文件";
    /// An entry is compressed with a method other than 0 and 8.
    Method {
        /// The entry.
        name: String,
        /// The method's number.
        method: u16
    } = "ZIP-METHOD", "压缩包内“{name}”使用了不支持的压缩方式（{method}），请用办公软件打开后另存一份再试";
    /// A stored entry's two sizes differ.
    StoredSize {
        /// The entry.
        name: String
    } = "ZIP-STORED-SIZE", "压缩包内“{name}”登记的大小前后不一致，请重新索取原文件";
    /// Two entries claim the same bytes.
    Overlap {
        /// The later of the two.
        name: String
    } = "ZIP-OVERLAP", "压缩包内“{name}”与别的文件位置重叠，疑似恶意文件，请勿打开并核对来源";
    /// An entry stands in the file that the directory does not list.
    Hidden {
        /// Where, in bytes from the start.
        at: u64
    } = "ZIP-HIDDEN", "压缩包在第{at}字节处藏有目录中没有的文件，请重新索取原文件";
    /// Bytes between the entries belong to none.
    Gap {
        /// Where, in bytes from the start.
        at: u64
    } = "ZIP-GAP", "压缩包在第{at}字节处夹带了不属于任何文件的内容，请重新索取原文件";
    /// The entries' data are not in the directory's order.
    Order {
        /// The first entry out of place.
        name: String
    } = "ZIP-ORDER", "压缩包内文件的先后顺序被改动过（“{name}”处），请重新索取原文件";
    /// An entry has an extra field.
    Extra {
        /// The entry.
        name: String
    } = "ZIP-EXTRA", "压缩包内“{name}”带有附加字段，已不是原文件，请重新索取原文件";
    /// An entry has a comment.
    EntryComment {
        /// The entry.
        name: String
    } = "ZIP-ENTRY-COMMENT", "压缩包内“{name}”带有注释，已不是原文件，请重新索取原文件";
    /// An entry is a folder.
    Folder {
        /// The entry.
        name: String
    } = "ZIP-FOLDER", "压缩包内有单独的文件夹条目“{name}”，说明已被重新打包，请重新索取原文件";
    /// An entry is a symbolic link.
    Symlink {
        /// The entry.
        name: String
    } = "ZIP-SYMLINK", "压缩包内“{name}”是指向别处的链接，疑似恶意文件，请勿打开并核对来源";
    /// An entry's type or permissions are not those of a plain file.
    Mode {
        /// The entry.
        name: String
    } = "ZIP-MODE", "压缩包内“{name}”的文件属性不是普通文件，请重新索取原文件";
    /// An entry has a time other than the fixed one.
    Time {
        /// The entry.
        name: String
    } = "ZIP-TIME", "压缩包内“{name}”的时间被改动，说明已被重新打包，请重新索取原文件";
    /// A name outside ASCII without the UTF-8 flag, or the flag without need.
    Utf8Flag {
        /// The entry.
        name: String
    } = "ZIP-UTF8-FLAG", "压缩包内“{name}”的文件名编码标志不对，请重新索取原文件";
    /// A name is not UTF-8.
    NameEncoding {
        /// The name with the wrong bytes replaced.
        name: String
    } = "ZIP-NAME-ENCODING", "压缩包内有文件名不是UTF-8编码（“{name}”），请用本程序重新生成";
    /// Another flag, version or attribute is not the fixed one.
    Field {
        /// The entry.
        name: String
    } = "ZIP-FIELD", "压缩包内“{name}”的登记项与本程序生成的不同，请重新索取原文件";
}

/// The operating system's reason in Chinese, with its number where there is one.
fn io_reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    let reason = match error.kind() {
        ErrorKind::NotFound => "文件不存在",
        ErrorKind::PermissionDenied => "没有读取权限",
        ErrorKind::UnexpectedEof => "文件在读取时变短",
        _ => "系统返回错误",
    };
    match error.raw_os_error() {
        Some(number) => format!("{reason}，错误号{number}"),
        None => reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_sentences_say_what_to_do() {
        let mut codes = CODES.to_vec();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), CODES.len());
        for error in [Error::EmptyFile, Error::Count { declared: 3 }, Error::Gap { at: 7 }] {
            assert!(error.to_string().contains("请"), "{error}");
            assert!(CODES.contains(&error.code()));
        }
        let io = Error::from(std::io::Error::from_raw_os_error(13));
        assert!(io.to_string().contains("错误号13"), "{io}");
    }
}

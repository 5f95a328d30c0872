//! Every refusal: one variant, one code, one Chinese sentence that says what to do.
//! Long because it is a table; nothing else lives here.

use archive::Error as Zip;

/// Builds the enum, the codes and the list of codes from one table, so that none is forgotten.
macro_rules! errors {
    ($( $(#[$doc:meta])* $variant:ident $({ $($(#[$fdoc:meta])* $field:ident : $type:ty),+ })? = $code:literal, $text:literal; )+) => {
        /// Why a package, a key or a request is refused.
        #[derive(Debug, thiserror::Error)]
        pub enum Error {
            /// The container is not as our writer makes it; the code is the archive's own (`ZIP-…`).
            #[error("{0}")]
            Container(Zip),
            $( $(#[$doc])* #[error($text)] $variant $({ $($(#[$fdoc])* $field: $type),+ })?, )+
        }

        /// Every code of its own that [`Error::code`] can give; those of the container are in
        /// [`archive::CODES`].
        pub const CODES: &[&str] = &[$($code),+];

        impl Error {
            /// The stable code of this error, such as `PKG-SIGNATURE`.
            pub fn code(&self) -> &'static str {
                match self {
                    Error::Container(inner) => inner.code(),
                    $( Error::$variant $({ $($field: _),+ })? => $code, )+
                }
            }
        }
    };
}

impl From<Zip> for Error {
    fn from(error: Zip) -> Error {
        match error {
            Zip::NotStored { name } => Error::Repacked { name },
            Zip::Io(error) => crate::files::fault("上报包", &error),
            other => Error::Container(other),
        }
    }
}

errors! {
    // Files.
    /// The operating system refused to read or write.
    Io {
        /// The file.
        what: String,
        /// The reason in Chinese, with the system's number.
        reason: String
    } = "PKG-IO", "读写“{what}”失败（{reason}），请检查U盘或磁盘后重试";
    /// A file or folder is not there.
    NotFound {
        /// The file.
        what: String
    } = "PKG-NOT-FOUND", "找不到“{what}”，请确认文件没有被移动或删除后重新选择";
    /// The disk is full.
    DiskFull {
        /// The file being written.
        what: String
    } = "PKG-DISK-FULL", "磁盘空间不足，无法写入“{what}”，请清理空间或换一个位置后重试";
    /// The file system cannot hold so large a file.
    FileTooBig {
        /// The file being written.
        what: String
    } = "PKG-FILE-TOO-BIG", "“{what}”超过该磁盘格式允许的单个文件大小（FAT32为4GB），请换用NTFS或exFAT格式的U盘";
    /// The folder may not be written to.
    ReadOnly {
        /// The file being written or read.
        what: String
    } = "PKG-READ-ONLY", "没有权限读写“{what}”，请检查U盘写保护或换一个文件夹后重试";
    /// The target exists already.
    Exists {
        /// The file or folder.
        what: String
    } = "PKG-EXISTS", "“{what}”已存在，请换一个文件夹或先移走原有的再试";
    /// The user cancelled.
    Cancelled = "PKG-CANCELLED", "已取消，没有留下任何文件，需要时请重新操作";
    /// A payload file changed its size while it was packed.
    SourceChanged {
        /// The file.
        what: String
    } = "PKG-SOURCE-CHANGED", "打包时“{what}”被改动，请关闭正在编辑它的程序后重新打包";

    // Structure.
    /// An entry is compressed: somebody unpacked the package and packed it again.
    Repacked {
        /// The entry.
        name: String
    } = "PKG-REPACKED", "包已被重新压缩（“{name}”处），请向报送单位索取原文件，不要解压后再打包";
    /// Entries stand outside the one top folder.
    Top {
        /// The entry.
        name: String
    } = "PKG-TOP", "包内“{name}”不在规定的文件夹下，请向报送单位索取原文件";
    /// A file beside data/ that does not belong there.
    RootFile {
        /// The entry.
        name: String
    } = "PKG-ROOT-FILE", "包内多出文件“{name}”，请向报送单位索取原文件";
    /// A fetch.txt asks the reader to download something.
    Fetch = "PKG-FETCH", "包内含有fetch.txt（要求从网上下载内容），请勿使用并向报送单位索取原文件";
    /// A file that every package has is missing.
    MissingFile {
        /// The entry.
        name: String
    } = "PKG-MISSING-FILE", "包内缺少“{name}”，请向报送单位索取原文件";
    /// The signature or the certificate is missing.
    Unsigned = "PKG-UNSIGNED", "包内没有签名，请向报送单位索取由本程序签章后的包";
    /// Entries are not in the fixed order.
    Order {
        /// The first entry out of place.
        name: String
    } = "PKG-ORDER", "包内文件的先后顺序被改动过（“{name}”处），请向报送单位索取原文件";
    /// More payload files than a package may hold.
    TooMany {
        /// How many.
        files: usize,
        /// The limit.
        limit: usize
    } = "PKG-TOO-MANY", "要报送的文件有{files}个，超过上限{limit}个，请合并或删减附件后重新打包";
    /// There is nothing under data/.
    NoPayload = "PKG-NO-PAYLOAD", "包内没有任何报送内容，请选择要报送的文件后重新打包";
    /// bagit.txt is not the fixed text.
    Bagit = "PKG-BAGIT", "包的格式声明（bagit.txt）不对，请向报送单位索取原文件";
    /// A list or a certificate is larger than any real one.
    TagSize {
        /// The entry.
        name: String
    } = "PKG-TAG-SIZE", "包内“{name}”大得不正常，请核对来源并向报送单位索取原文件";

    // Names.
    /// An empty name or an empty part of one.
    NameEmpty {
        /// The name.
        name: String
    } = "PKG-NAME-EMPTY", "文件名“{name}”有空缺的部分，请改名后重新打包";
    /// A name of its own disk or root.
    NameAbsolute {
        /// The name.
        name: String
    } = "PKG-NAME-ABSOLUTE", "文件名“{name}”是绝对路径，疑似恶意文件，请勿使用并核对来源";
    /// A part `.` or `..`.
    NameTraversal {
        /// The name.
        name: String
    } = "PKG-NAME-TRAVERSAL", "文件名“{name}”指向文件夹之外，疑似恶意文件，请勿使用并核对来源";
    /// A backslash.
    NameBackslash {
        /// The name.
        name: String
    } = "PKG-NAME-BACKSLASH", "文件名“{name}”含有反斜杠，请改名后重新打包";
    /// A colon, which hides a second stream on NTFS.
    NameStream {
        /// The name.
        name: String
    } = "PKG-NAME-STREAM", "文件名“{name}”含有冒号，请改名后重新打包";
    /// A character that Windows or the manifests do not allow.
    NameCharacter {
        /// The name.
        name: String,
        /// The character.
        character: char
    } = "PKG-NAME-CHARACTER", "文件名“{name}”含有不允许的字符“{character}”，请改名后重新打包";
    /// A control character or a space other than the plain one.
    NameControl {
        /// The name.
        name: String
    } = "PKG-NAME-CONTROL", "文件名“{name}”含有控制字符或特殊空格，请改名后重新打包";
    /// A character that turns the writing direction, to show another name than it is.
    NameBidi {
        /// The name.
        name: String
    } = "PKG-NAME-BIDI", "文件名“{name}”含有改变文字方向的字符，可能冒充别的文件，请勿使用并核对来源";
    /// A character that is not seen.
    NameInvisible {
        /// The name.
        name: String
    } = "PKG-NAME-INVISIBLE", "文件名“{name}”含有看不见的字符，请改名后重新打包";
    /// Not in Unicode's composed form (NFC).
    NameNfc {
        /// The name.
        name: String
    } = "PKG-NAME-NFC", "文件名“{name}”的字符不是规范写法（NFC），请改名后重新打包";
    /// A device name of Windows.
    NameDevice {
        /// The name.
        name: String
    } = "PKG-NAME-DEVICE", "文件名“{name}”是Windows的保留名称，请改名后重新打包";
    /// A space or a dot at the end of a part, or a space at its beginning.
    NameEdge {
        /// The name.
        name: String
    } = "PKG-NAME-EDGE", "文件名“{name}”的首尾有空格或句点，请改名后重新打包";
    /// A dash at the beginning, which programs take for an option.
    NameDash {
        /// The name.
        name: String
    } = "PKG-NAME-DASH", "文件名“{name}”以短横线开头，请改名后重新打包";
    /// Longer than allowed.
    NameLength {
        /// The name.
        name: String,
        /// Its length in bytes.
        bytes: usize,
        /// The limit in bytes.
        limit: usize
    } = "PKG-NAME-LENGTH", "文件名“{name}”长{bytes}字节，超过上限{limit}字节，请缩短后重新打包";
    /// Two names that some system takes for the same.
    NameCollision {
        /// The one.
        first: String,
        /// The other.
        second: String
    } = "PKG-NAME-COLLISION", "文件名“{first}”与“{second}”在有的系统上会互相覆盖，请改名后重新打包";
    /// A name that is a file here and a folder there.
    NameClash {
        /// The name.
        name: String
    } = "PKG-NAME-CLASH", "“{name}”既是文件又是文件夹，请改名后重新打包";

    // Package id and bag-info.
    /// Not a package id.
    Id {
        /// What was given.
        id: String
    } = "PKG-ID", "包编号“{id}”不符合“WX-单位编码-年度-类型-期间-序号”的格式，请检查单位编码、年度和序号";
    /// The folder, the id and the labels disagree.
    IdMismatch {
        /// The label.
        label: String
    } = "PKG-ID-MISMATCH", "包的编号与“{label}”的登记不一致，请向报送单位索取原文件";
    /// bag-info.txt cannot be read.
    Info {
        /// The line, counted from 1; 0 for the whole.
        line: usize
    } = "PKG-INFO", "包的说明（bag-info.txt）第{line}行不符合格式，请向报送单位索取原文件";
    /// A label stands twice.
    InfoDuplicate {
        /// The label.
        label: String
    } = "PKG-INFO-DUPLICATE", "包的说明（bag-info.txt）中“{label}”重复，请向报送单位索取原文件";
    /// A value is empty, too long or not of its form.
    InfoValue {
        /// The label.
        label: String
    } = "PKG-INFO-VALUE", "包的说明中“{label}”的内容为空、过长或格式不对，请改正后重新打包";
    /// Payload-Oxum disagrees with the entries.
    Oxum = "PKG-OXUM", "包的说明中登记的内容大小和文件数与实际不符，请向报送单位索取原文件";

    // Manifests and digests.
    /// A line of a manifest cannot be read or is out of order.
    Manifest {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: usize
    } = "PKG-MANIFEST", "包内清单“{file}”第{line}行不符合格式，请向报送单位索取原文件";
    /// A manifest has Windows line ends.
    ManifestCrlf {
        /// The file.
        file: String
    } = "PKG-MANIFEST-CRLF", "包内清单“{file}”的换行被改动过，请向报送单位索取原文件";
    /// A digest is not in lower case.
    ManifestHex {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: usize
    } = "PKG-MANIFEST-HEX", "包内清单“{file}”第{line}行的摘要不是64位小写十六进制，请向报送单位索取原文件";
    /// A file stands twice in a manifest.
    ManifestDuplicate {
        /// The manifest.
        file: String,
        /// The file.
        path: String
    } = "PKG-MANIFEST-DUPLICATE", "包内清单“{file}”重复列出“{path}”，请向报送单位索取原文件";
    /// The two manifests list different files.
    ManifestsDiffer {
        /// A file that only one lists.
        path: String
    } = "PKG-MANIFESTS-DIFFER", "包内两份清单列出的文件不同（“{path}”），请向报送单位索取原文件";
    /// A listed file is not there.
    PayloadMissing {
        /// The file.
        path: String
    } = "PKG-PAYLOAD-MISSING", "包内缺少清单所列的“{path}”，请向报送单位索取原文件";
    /// A file is there that is not listed.
    PayloadExtra {
        /// The file.
        path: String
    } = "PKG-PAYLOAD-EXTRA", "包内多出清单未列的“{path}”，请向报送单位索取原文件";
    /// The tag manifests do not list exactly the fixed files.
    TagList {
        /// The tag manifest.
        file: String
    } = "PKG-TAG-LIST", "包内清单“{file}”所列的文件不对，请向报送单位索取原文件";
    /// The checksum of an entry does not fit.
    Crc {
        /// The entry.
        path: String
    } = "PKG-CRC", "包内“{path}”已损坏（校验码不符），请重新复制或向报送单位索取原文件";
    /// The digest of a payload file does not fit.
    Digest {
        /// The file.
        path: String
    } = "PKG-DIGEST", "包内“{path}”被改动过（摘要不符），请向报送单位索取原文件";
    /// The digest of a list, of bag-info or of the certificate does not fit.
    TagDigest {
        /// The file.
        path: String
    } = "PKG-TAG-DIGEST", "包内“{path}”被改动过（与签名的清单不符），请向报送单位索取原文件";
    /// tagmanifest-sha256.txt disagrees with tagmanifest-sm3.txt.
    TagSha256 {
        /// The file.
        path: String
    } = "PKG-TAG-SHA256", "包内两份摘要清单对“{path}”的记载不一致，请向报送单位索取原文件";
    /// A payload file is larger than the caller wants to read at once.
    TooLarge {
        /// The file.
        path: String,
        /// Its size in bytes.
        bytes: u64,
        /// The limit in bytes.
        limit: u64
    } = "PKG-TOO-LARGE", "包内“{path}”有{bytes}字节，超过上限{limit}字节，请核对来源或向报送单位询问";
    /// No such payload file.
    NoSuchPayload {
        /// The file.
        path: String
    } = "PKG-NO-SUCH-PAYLOAD", "包内没有“{path}”，请确认选对了包，或向报送单位索取";

    // Certificate and signature.
    /// The certificate cannot be read or is not of the fixed kind.
    Certificate = "PKG-CERTIFICATE", "签名证书损坏或不是国密SM2证书，请向报送单位索取原文件";
    /// The signature is not in its one allowed form.
    SignatureForm = "PKG-SIGNATURE-FORM", "签名的格式不对，请向报送单位索取原文件";
    /// The signature does not fit.
    Signature = "PKG-SIGNATURE", "签名与内容不符，包可能被改动或被冒签，请勿使用并向报送单位核实";
    /// The signer is not among the pins.
    UnknownSigner {
        /// The unit the certificate names.
        unit: String
    } = "PKG-UNKNOWN-SIGNER", "未验证：签名者“{unit}”未登记，请通过电话或书面核对密钥指纹后登记";
    /// The unit is known, but by another key.
    OtherKey {
        /// The unit the certificate names.
        unit: String
    } = "PKG-OTHER-KEY", "未验证：“{unit}”已登记的密钥与此包不同，请向该单位核实是否更换过密钥，谨防冒充";
    /// The key is known, but the certificate names somebody else.
    Subject {
        /// The unit the certificate names.
        unit: String,
        /// The unit that was registered.
        registered: String
    } = "PKG-SUBJECT", "签名证书写的是“{unit}”，而该密钥登记在“{registered}”名下，请勿使用并向报送单位核实";
    /// The package names another unit than the certificate.
    Unit {
        /// The unit the package names.
        package: String,
        /// The unit the certificate names.
        certificate: String
    } = "PKG-UNIT", "包内写的单位是“{package}”，签名证书的单位是“{certificate}”，请改用本单位的密钥签章";
    /// The key had expired when the package was made.
    KeyExpired {
        /// The last day.
        until: String
    } = "PKG-KEY-EXPIRED", "签章密钥已于{until}到期，请更换密钥并重新登记后再签章";
    /// The key was not yet valid when the package was made.
    KeyNotYet {
        /// The first day.
        from: String
    } = "PKG-KEY-NOT-YET", "签章密钥从{from}起才有效，请检查电脑日期后重新签章";

    // The receiver's checks.
    /// The package is for somebody else.
    Recipient {
        /// Whom it is for.
        addressed: String,
        /// Who we are.
        own: String
    } = "PKG-RECIPIENT", "该包的接收单位是{addressed}，本单位是{own}，请退回报送单位或转交";
    /// The package was made by a newer program.
    SchemaNewer {
        /// Its version.
        found: u32,
        /// The newest known here.
        supported: u32
    } = "PKG-SCHEMA-NEWER", "该包的格式版本为{found}，本程序只支持到{supported}，请升级程序后再打开";
    /// The package is dated after today.
    DateFuture {
        /// The package's date.
        date: String,
        /// Today.
        today: String
    } = "PKG-DATE-FUTURE", "该包的日期{date}晚于今天{today}，请检查本机和报送单位的电脑日期";
    /// Today is before a day this program has already seen.
    ClockBack {
        /// Today.
        today: String,
        /// The latest day seen.
        latest: String
    } = "PKG-CLOCK-BACK", "本机日期{today}早于已记录的{latest}，电脑时钟可能被调回，请校准日期后重试";
    /// The package is dated before an earlier one of the same series.
    DateBack {
        /// The package's date.
        date: String,
        /// The earlier package.
        earlier: String
    } = "PKG-DATE-BACK", "该包的日期{date}早于序号在前的{earlier}，报送单位的时钟可能被调回，请其校准后重新打包";
    /// An answer to something we did not send.
    ReplyOther = "PKG-REPLY-OTHER", "该审核意见答复的不是本单位报送的包，请与财政部门核对后重新索取";
    /// The id was used before with other content.
    IdReused {
        /// The id.
        id: String
    } = "PKG-ID-REUSED", "编号{id}已收过内容不同的包，请报送单位换用新的序号重新打包";

    // Keys.
    /// The passphrase is too short.
    PassphraseShort {
        /// The least number of characters.
        least: usize
    } = "PKG-PASSPHRASE-SHORT", "口令为空或过短，请至少输入{least}个字符";
    /// The passphrase is wrong.
    PassphraseWrong = "PKG-PASSPHRASE-WRONG", "口令不正确，请重新输入（注意大小写和输入法）";
    /// The key file cannot be read.
    KeyFile = "PKG-KEY-FILE", "密钥文件损坏或不是本程序生成的，请选择正确的密钥文件或恢复备份";
    /// Key and certificate do not belong together.
    KeyPair = "PKG-KEY-PAIR", "密钥与证书不是一对，请选择正确的密钥文件";
    /// A unit code or name that cannot stand in a certificate.
    Identity {
        /// What was given.
        value: String
    } = "PKG-IDENTITY", "单位编码或名称“{value}”不能用于证书，编码请用1到32位字母数字，名称请用1到64个字";
    /// The validity ends before it begins or is out of range.
    Validity = "PKG-VALIDITY", "证书有效期不对，请让结束日期晚于开始日期";
    /// The system gave no random numbers.
    Random = "PKG-RANDOM", "系统未能提供随机数，无法生成密钥，请重启电脑后重试";
    /// The signing device failed or gave a wrong signature.
    Signer {
        /// The reason.
        reason: String
    } = "PKG-SIGNER", "签章失败（{reason}），请检查密钥或UKey后重试";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique() {
        let mut codes = CODES.to_vec();
        codes.extend(archive::CODES);
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
    }

    #[test]
    fn sentences_say_what_to_do() {
        let source = include_str!("error.rs");
        let rows = source.lines().filter(|line| line.contains("= \"PKG-") && line.ends_with("\";"));
        let mut count = 0;
        for row in rows {
            count += 1;
            assert!(row.contains('请'), "{row}");
        }
        assert_eq!(count, CODES.len());
    }
}

using System.Text;

namespace CodeAssist.Context;

/// <summary>The encodings in which source files are written back as they were.</summary>
public static class SourceEncodings
{
    public static Encoding Of(SourceEncoding encoding) => encoding switch
    {
        SourceEncoding.Utf8 => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        SourceEncoding.Utf8WithMark => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        SourceEncoding.Utf16LittleEndian => new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
        SourceEncoding.Utf16BigEndian => new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

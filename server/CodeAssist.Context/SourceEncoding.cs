namespace CodeAssist.Context;

/// <summary>How a text is stored in a file.</summary>
public enum SourceEncoding
{
    Utf8,

    /// <summary>UTF-8 that starts with a byte order mark.</summary>
    Utf8WithMark,

    Utf16LittleEndian,

    Utf16BigEndian,
}

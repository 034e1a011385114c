namespace CodeAssist.Context;

/// <summary>Bytes of a file as text, and back.</summary>
public static class SourceBytes
{
    /// <param name="path">Names the file.</param>
    /// <param name="bytes">All of it.</param>
    /// <returns>Null for what is no text, or of an encoding that is not read here.</returns>
    public static SourceFile? Decode(string path, ReadOnlySpan<byte> bytes) => SourceDecoder.Decode(path, bytes) is SourceFileResult.Read { File: var file } ? file : null;

    /// <summary>With the byte order mark that the encoding has.</summary>
    public static byte[] Encode(string text, SourceEncoding encoding)
    {
        var form = SourceEncodings.Of(encoding);
        return [.. form.GetPreamble(), .. form.GetBytes(text)];
    }
}

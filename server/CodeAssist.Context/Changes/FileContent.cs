using System.Text;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Changes;

/// <summary>One side of a changed file as it was found.</summary>
/// <param name="Document">The text; null where it is not read.</param>
/// <param name="Length">In bytes, as far as known.</param>
/// <param name="Skipped">Why it is not read, where that is in order.</param>
/// <param name="Failure">One sentence: why it could not be read.</param>
internal sealed record FileContent(DocumentSnapshot? Document, long Length, SkipReason? Skipped = null, string? Failure = null)
{
    /// <param name="path">Relative to the root.</param>
    /// <param name="text">What an editor has.</param>
    public static FileContent OfText(string path, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        return length > ChangeLimits.LargestBytes ? new FileContent(null, length, SkipReason.TooLarge)
            : text.Contains('\0', StringComparison.Ordinal) ? new FileContent(null, length, SkipReason.Binary)
            : new FileContent(Snapshot(path, text), length);
    }

    /// <param name="path">Relative to the root.</param>
    /// <param name="bytes">What the repository has.</param>
    public static FileContent OfBytes(string path, ReadOnlySpan<byte> bytes) => Of(path, SourceDecoder.Decode(path, bytes), bytes.Length);

    /// <param name="root">Absolute path.</param>
    /// <param name="path">Relative to the root.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<FileContent> OfDiskAsync(string root, string path, CancellationToken cancellationToken)
    {
        var absolute = Path.Combine(root, path);
        var content = Of(path, await SourceFileReader.ReadAsync(absolute, cancellationToken), LengthOf(absolute));

        // A report is read on other machines too.
        return content with { Failure = content.Failure?.Replace(absolute, path, StringComparison.Ordinal) };
    }

    /// <returns>0 where nothing is there.</returns>
    public static long LengthOf(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true } file ? file.Length : 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return 0;
        }
    }

    private static FileContent Of(string path, SourceFileResult result, long length) => result switch
    {
        SourceFileResult.Read(var file) => new FileContent(Snapshot(path, file.Text), length),
        SourceFileResult.Failed({ Kind: SourceFileFailureKind.Binary }) => new FileContent(null, length, SkipReason.Binary),
        SourceFileResult.Failed({ Kind: SourceFileFailureKind.TooLarge }) => new FileContent(null, length, SkipReason.TooLarge),
        SourceFileResult.Failed(var failure) => new FileContent(null, length, Failure: failure.Message),
        _ => throw new InvalidOperationException("A result is either."),
    };

    private static DocumentSnapshot Snapshot(string path, string text) => DocumentSnapshot.Open(path, LanguageIds.Of(path), version: 0, text);
}

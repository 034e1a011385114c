using System.Text;
using CodeAssist.Core.Integrity;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Sarif;

/// <summary>Whether a text under review is the one that a tool has read: by the result's snippet or the file's hash where the report has them, otherwise by when the file was written.</summary>
/// <param name="text">What is reviewed.</param>
/// <param name="sha256">Its hash, in hexadecimal.</param>
/// <param name="written">When the disk got it; null where the disk has another text.</param>
internal sealed class ReportedText(DocumentSnapshot text, IReadOnlyList<string> sha256, DateTimeOffset? written)
{
    private static readonly byte[] _mark = [0xEF, 0xBB, 0xBF];

    public static async Task<ReportedText> OfAsync(DocumentSnapshot text, string path, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Text);

        // Before the text: what is written in between is then taken for younger than it is read.
        var written = new DateTimeOffset(File.GetLastWriteTimeUtc(path));
        var isOnDisk = await SourceFileReader.ReadAsync(path, cancellationToken) is SourceFileResult.Read { File.Text: var disk } && string.Equals(disk, text.Text, StringComparison.Ordinal);
        return new ReportedText(text, [Sha256.HexOf(bytes), Sha256.HexOf([.. _mark, .. bytes])], isOnDisk ? written : null);
    }

    /// <returns>Whether the result's lines are lines of this text, as far as can be known.</returns>
    public bool IsOf(SarifResult result) => result switch
    {
        { Region.Snippet.Text: { } snippet } when !string.IsNullOrWhiteSpace(snippet) => SarifPlace.In(text, result.Region, result.CountsCodePoints) is not null,
        { Sha256: { } hash } => sha256.Contains(hash, StringComparer.OrdinalIgnoreCase),
        { Since: { } since } => written <= since,
        _ => true,
    };
}

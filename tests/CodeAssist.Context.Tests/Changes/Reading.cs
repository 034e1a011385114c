using CodeAssist.Context.Changes;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Processes.Git;
using CodeAssist.TestSupport;

namespace CodeAssist.Context.Tests.Changes;

/// <summary>Reads changes as the product does, with the machine's own Git.</summary>
internal static class Reading
{
    public static async Task<ChangeSet> ReadAsync(this TemporaryRepository _, ChangeRequest request) =>
        Assert.IsType<ChangeReading.Read>(await TryReadAsync(request)).Change;

    public static async Task<ChangeReading.Failed> RefuseAsync(this TemporaryRepository _, ChangeRequest request) =>
        Assert.IsType<ChangeReading.Failed>(await TryReadAsync(request));

    public static Task<ChangeReading> TryReadAsync(ChangeRequest request) =>
        new GitChanges(new GitProgram(TimeProvider.System)).ReadAsync(request, TestContext.Current.CancellationToken);

    /// <summary>One line for each file: its kind, its names, and the changed lines with what stands in them, or why it is not read.</summary>
    public static string[] Told(this ChangeSet change) => [.. change.Files.Select(Told)];

    private static string Told(ChangedFile file)
    {
        var names = file.OldPath is null ? file.Path : $"{file.OldPath} -> {file.Path}";
        var content = file.Failure is not null ? "failed"
            : file.Skipped is { } skipped ? skipped.ToString()
            : string.Join(' ', file.Hunks.Select(hunk => $"-{Lines(file.Old, hunk.Old)}+{Lines(file.New, hunk.New)}"));
        return $"{file.Kind} {names}: {content}";
    }

    private static string Lines(CodeAssist.Core.Text.DocumentSnapshot? text, LineSpan lines) =>
        "[" + string.Join('|', Enumerable.Range(lines.Start, lines.Count).Select(line => text!.Line(line).ToString())) + "]";
}

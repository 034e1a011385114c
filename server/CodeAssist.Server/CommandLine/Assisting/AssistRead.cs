using CodeAssist.Context;
using CodeAssist.Context.Ignoring;
using CodeAssist.Core.Assist;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Server.CommandLine.Assisting;

/// <summary>Lines that the command line names, read from the disk.</summary>
/// <param name="Subject">What is asked about.</param>
/// <param name="File">The file.</param>
/// <param name="Root">Absolute path of the repository around it, or of its folder where there is none.</param>
internal sealed record AssistRead(AssistSubject Subject, SourceFile File, string Root)
{
    /// <param name="kind">What is asked.</param>
    /// <param name="place">As the user wrote it.</param>
    /// <param name="folder">The folder that relative paths start from.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Exactly one of the two; the problem is whole sentences.</returns>
    public static async Task<(AssistRead? Read, string? Problem)> TryAsync(AssistKind kind, string place, string folder, CancellationToken cancellationToken)
    {
        if (!LinesPlace.TryParse(place, out var lines))
        {
            return (null, $"'{place}' names no lines. Write {LinesPlace.Form}.");
        }

        var path = Path.GetFullPath(lines.Path, folder);
        var result = await SourceFileReader.ReadAsync(path, cancellationToken);
        if (result is not SourceFileResult.Read { File: var file })
        {
            var failure = ((SourceFileResult.Failed)result).Failure;
            return (null, $"{failure.Message} {failure.NextStep}");
        }

        var document = DocumentSnapshot.Open(new Uri(path).AbsoluteUri, file.LanguageId, version: 0, file.Text);
        var count = document.LineCount > 1 && document.Line(document.LineCount - 1).IsEmpty ? document.LineCount - 1 : document.LineCount;
        if (lines.First > count || lines.Last > count)
        {
            return (null, $"{lines.Path} has {count} lines. Name lines from 1 to {count}.");
        }

        var root = WorkspaceFolder.RepositoryOf(path) ?? Path.GetDirectoryName(path)!;
        var relative = Path.GetRelativePath(root, path).Replace('\\', '/');
        var origin = new PartOrigin.File(root, relative, await new IgnoredPaths(root).ContainAsync(relative, cancellationToken));
        return (new AssistRead(new AssistSubject(kind, document, origin, new LineSpan((lines.First ?? 1) - 1, lines.Last ?? count)), file, root), null);
    }
}

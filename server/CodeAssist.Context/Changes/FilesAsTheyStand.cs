using System.Globalization;
using CodeAssist.Context.Ignoring;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Changes;

/// <summary>Files, or some lines of one, as the disk and the editors have them: no comparison, and no need for a repository.</summary>
/// <param name="repository">Null where there is none.</param>
internal sealed class FilesAsTheyStand(RepositoryView? repository)
{
    public async Task<ChangeReading> ReadAsync(ChangeRequest request, CancellationToken cancellationToken)
    {
        var asked = request switch
        {
            ChangeRequest.Files(_, var files) => files,
            ChangeRequest.Selection(_, var file, _) => [file],
            _ => throw new ArgumentOutOfRangeException(nameof(request), request, "It is compared, not read as it stands."),
        };
        var root = repository is { HasWorkingTree: true } ? repository.Root : Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Folder));
        var paths = new List<string>(asked.Count);
        foreach (var path in asked)
        {
            if (PathIn(root, request.Folder, path) is not { } relative)
            {
                return new ChangeReading.Failed(IsUsage: true, $"'{path}' names no file in '{root}'.", "Name files of this folder, or run the review in theirs.");
            }

            paths.Add(relative);
        }

        paths = [.. paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var attributes = repository is null ? PathAttributes.None : await PathAttributes.ReadAsync(repository.Git, NewSide.Disk, paths, cancellationToken) ?? PathAttributes.None;
        var ignored = new IgnoredPaths(root);
        var read = new List<ChangedFile>(paths.Count);
        foreach (var path in paths)
        {
            read.Add(await ReadAsync(root, path, request, ignored, attributes, cancellationToken));
        }

        return new ChangeReading.Read(new ChangeSet(root, SubjectOf(request, paths), read) { IsRestOnDisk = repository is { HasWorkingTree: true } });
    }

    private static async Task<ChangedFile> ReadAsync(
        string root, string path, ChangeRequest request, IgnoredPaths ignored, PathAttributes attributes, CancellationToken cancellationToken)
    {
        var file = new ChangedFile { Path = path, Kind = ChangeKind.AsItStands };
        if (Links.IsOnTheWay(root, path))
        {
            return file with { Skipped = SkipReason.Link };
        }

        if (await ignored.WithholdAsync(path, cancellationToken))
        {
            return file with { Skipped = SkipReason.Ignored, Length = FileContent.LengthOf(Path.Combine(root, path)) };
        }

        var content = request.Unsaved.TryGetValue(path, out var text)
            ? FileContent.OfText(path, text)
            : await FileContent.OfDiskAsync(root, path, cancellationToken);
        file = file with { Length = content.Length };
        if (content.Document is not { } document)
        {
            return file with { Skipped = content.Skipped, Failure = content.Failure };
        }

        var lines = request is ChangeRequest.Selection(_, _, var range) ? LinesOf(range, document) : new LineSpan(0, LineDifference.CountLines(document));

        // Who points at some lines of a file wants to know about them, whoever wrote it.
        SkipReason? skipped = attributes.IsBinary(path) ? SkipReason.Binary
            : request is ChangeRequest.Files && (attributes.IsGenerated(path) ?? (GeneratedCode.IsName(path) || GeneratedCode.IsSaidBy(document.Text))) ? SkipReason.Generated
            : Endless(document, lines) ? SkipReason.TooLarge
            : null;
        return skipped is not null
            ? file with { Skipped = skipped }
            : file with { New = document, Hunks = lines.IsEmpty ? [] : [new Hunk(new LineSpan(lines.Start, lines.Start), lines)] };
    }

    /// <returns>Null for a path that leads elsewhere.</returns>
    private static string? PathIn(string root, string folder, string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var relative = Path.GetRelativePath(root, Path.GetFullPath(path, Path.GetFullPath(folder)));
        return relative is "." or ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? null
            : relative.Replace(Path.DirectorySeparatorChar, '/');
    }

    // A line of which nothing is selected but its start is not meant; a caret means its line.
    private static LineSpan LinesOf(TextRange range, DocumentSnapshot document)
    {
        var (start, end) = range.Start <= range.End ? (range.Start, range.End) : (range.End, range.Start);
        var most = LineDifference.CountLines(document);
        var first = Math.Clamp(start.Line, 0, most);
        var last = end.Character == 0 && end.Line > start.Line ? end.Line : end.Line + 1;
        return new LineSpan(first, Math.Clamp(last, first, most));
    }

    private static bool Endless(DocumentSnapshot document, LineSpan lines)
    {
        for (var line = lines.Start; line < lines.End; line++)
        {
            if (document.Line(line).Length > ChangeLimits.LongestLine)
            {
                return true;
            }
        }

        return false;
    }

    private static string SubjectOf(ChangeRequest request, List<string> paths) => (request, paths) switch
    {
        (ChangeRequest.Selection(_, _, var range), [var path]) => string.Create(CultureInfo.InvariantCulture, $"lines {range.Start.Line + 1} to {range.End.Line + 1} of {path}"),
        (_, [var path]) => path,
        _ => string.Create(CultureInfo.InvariantCulture, $"{paths.Count} files"),
    };
}

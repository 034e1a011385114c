using System.Collections.Immutable;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Memory;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Text;
using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;

namespace CodeAssist.Server.Features.Review;

/// <summary>The findings of the last review as marks in the editor. Thread-safe.</summary>
internal sealed class ReviewMarks(LspClient editor)
{
    private const string Source = "CodeAssist";

    private readonly Lock _lock = new();
    private ImmutableDictionary<string, ReviewedFile> _files = ImmutableDictionary.Create<string, ReviewedFile>(StringComparer.Ordinal);

    /// <summary>The last review, without what was dismissed since; null before the first one.</summary>
    public ReviewResult? Result { get; private set; }

    public ReviewedFile? Find(string uri) => _files.GetValueOrDefault(uri);

    /// <summary>Puts this review's marks in the place of those of the one before.</summary>
    /// <param name="result">The review.</param>
    /// <param name="uris">The editor's names of open documents, by absolute path: it may write a path in another way than we would.</param>
    public void Show(ReviewResult result, IReadOnlyDictionary<string, string> uris)
    {
        var texts = result.Change.Files.ToDictionary(file => file.Path, file => file.New, StringComparer.Ordinal);
        var files = result.Findings.GroupBy(finding => finding.Path, StringComparer.Ordinal).ToImmutableDictionary(
            group => UriOf(Path.GetFullPath(group.Key, result.Change.Root), uris),
            group => new ReviewedFile(texts.GetValueOrDefault(group.Key), [.. group]),
            StringComparer.Ordinal);
        lock (_lock)
        {
            var gone = _files.Keys.Where(uri => !files.ContainsKey(uri)).ToList();
            _files = files;
            Result = result;
            gone.ForEach(Publish);
            files.Keys.ToList().ForEach(Publish);
        }
    }

    /// <summary>Takes away what a dismissal covers, as the next review will.</summary>
    /// <returns>The review without it; null where there was none.</returns>
    public ReviewResult? Dismiss(Dismissal dismissal)
    {
        lock (_lock)
        {
            if (Result is not { } before)
            {
                return null;
            }

            var covered = before.Findings.Where(IsCovered).ToList();
            Result = before with
            {
                Findings = [.. before.Findings.Where(finding => !IsCovered(finding))],
                Dismissed = [.. before.Dismissed, .. covered.Select(finding => new DismissedFinding(finding, dismissal))],
            };
            foreach (var (uri, file) in _files.Where(entry => entry.Value.Findings.Any(IsCovered)))
            {
                var left = file.Findings.RemoveAll(IsCovered);
                _files = left.IsEmpty ? _files.Remove(uri) : _files.SetItem(uri, file with { Findings = left });
                Publish(uri);
            }

            return Result;
        }

        bool IsCovered(Finding finding) => dismissal.Covers(finding, file: null);
    }

    public static LspRange Range(Finding finding) => finding.Range is { } range ? Lsp(range) : default;

    public static LspRange Lsp(TextRange range) => new(Lsp(range.Start), Lsp(range.End));

    private static LspPosition Lsp(TextPosition position) => new(position.Line, position.Character);

    private static string UriOf(string path, IReadOnlyDictionary<string, string> uris) => uris.TryGetValue(path, out var uri) ? uri : new Uri(path).AbsoluteUri;

    private void Publish(string uri)
    {
        var findings = _files.GetValueOrDefault(uri)?.Findings ?? [];
        editor.Publish(new PublishDiagnosticsParams(uri, [.. findings.Select(Mark)]));
    }

    private static LspDiagnostic Mark(Finding finding) => new(
        Range(finding),
        finding.Severity switch { Severity.Error => LspDiagnosticSeverity.Error, Severity.Warning => LspDiagnosticSeverity.Warning, _ => LspDiagnosticSeverity.Information },
        finding.Rule.Id,
        Source,
        finding.Message,
        finding.Id);
}

using CodeAssist.Core.Completion;

namespace CodeAssist.Context.CSharp;

/// <summary>The C# files that were asked about last, parsed. Thread-safe.</summary>
public sealed class CSharpDocuments
{
    /// <summary>More than the few files somebody edits at once would only hold memory: a tree takes some thirty times its text.</summary>
    private const int Most = 4;

    private readonly Lock _lock = new();
    private readonly List<(string Key, CSharpDocument Document)> _latest = [];

    internal CSharpDocument Of(CompletionRequest request)
    {
        var key = $"{request.Folder}\n{request.Path}";
        lock (_lock)
        {
            var index = _latest.FindIndex(entry => string.Equals(entry.Key, key, StringComparison.Ordinal));
            var document = index < 0 ? CSharpDocument.Parse(request.Path, request.Text) : Current(_latest[index].Document, request.Text);
            if (index >= 0)
            {
                _latest.RemoveAt(index);
            }

            _latest.Insert(0, (key, document));
            if (_latest.Count > Most)
            {
                _latest.RemoveAt(Most);
            }

            return document;
        }
    }

    private static CSharpDocument Current(CSharpDocument document, string text) =>
        string.Equals(document.Text, text, StringComparison.Ordinal) ? document : document.With(text);
}

namespace CodeAssist.Core.Completion.Context;

/// <summary>Tells a model the same of what stands behind the caret as a key before, where the editor has only closed a bracket there. Thread-safe.</summary>
/// <remarks>
/// For prompts that begin with the suffix: when it changes, all of the prompt is computed anew, and each bracket that is typed would
/// change it twice. A model that does not see the closer writes it, and that is settled with the one that is there (<see cref="PostProcessing.TrimSuffixOverlap"/>).
/// </remarks>
internal sealed class StickySuffix
{
    /// <summary>As many as have their prompts kept.</summary>
    private const int MostDocuments = 4;

    /// <summary>Of a call within a call, or a string in one.</summary>
    private const int MostClosers = 4;

    /// <summary>UTF-16 units by which the ends of two windows may differ: a long line or two.</summary>
    private const int MostAtEnd = 200;

    private readonly Lock _lock = new();
    private readonly List<(string Document, string Suffix)> _told = [];

    /// <returns>The window with the suffix that was told last, where that says the same; else as it is.</returns>
    public CodeWindow Keep(CompletionRequest request, CodeWindow window)
    {
        var document = $"{request.Folder}\n{request.Path}";
        lock (_lock)
        {
            var index = _told.FindIndex(told => string.Equals(told.Document, document, StringComparison.Ordinal));
            var suffix = index >= 0 && IsSame(window.Suffix, _told[index].Suffix) ? _told[index].Suffix : window.Suffix;
            if (index >= 0)
            {
                _told.RemoveAt(index);
            }

            _told.Insert(0, (document, suffix));
            if (_told.Count > MostDocuments)
            {
                _told.RemoveAt(MostDocuments);
            }

            return window with { Suffix = suffix };
        }
    }

    private static bool IsSame(string suffix, string told)
    {
        for (var closers = 0; closers <= MostClosers && closers <= suffix.Length; closers++)
        {
            if (closers > 0 && !IsCloser(suffix[closers - 1]))
            {
                return false;
            }

            if (DifferAtEnd(suffix.AsSpan(closers), told))
            {
                return true;
            }
        }

        return false;
    }

    // Where a window ends depends on what is in it.
    private static bool DifferAtEnd(ReadOnlySpan<char> suffix, ReadOnlySpan<char> told) =>
        Math.Abs(suffix.Length - told.Length) <= MostAtEnd
        && suffix.CommonPrefixLength(told) == Math.Min(suffix.Length, told.Length)
        && (suffix.Length > MostAtEnd || suffix.Length == told.Length);

    private static bool IsCloser(char character) => character is ')' or ']' or '}' or '"' or '\'' or '>' or '`';
}

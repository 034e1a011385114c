namespace CodeAssist.Benchmarks.Replay;

/// <summary>The method to beat: the longest text before the caret that occurs elsewhere, and what most often follows it there.</summary>
/// <param name="files">Every other file's text by its path.</param>
internal sealed class LongestMatch(IReadOnlyDictionary<string, string> files)
{
    private const int LongestUnits = 200;

    private readonly List<(string Path, string Text)> _files = [.. files.Select(file => (file.Key, file.Value))];

    /// <summary>Null where nothing matches.</summary>
    public string? InWorkspace(CompletionTask task) => Guess(task, [.. _files
        .Where(file => !string.Equals(file.Path, task.File.OldPath, StringComparison.Ordinal))
        .Select(file => file.Text), .. Own(task)]);

    public static string? InFile(CompletionTask task) => Guess(task, Own(task));

    private static List<string> Own(CompletionTask task) => [task.Text[..task.Caret], task.Text[task.Caret..]];

    private static string? Guess(CompletionTask task, List<string> texts)
    {
        var before = task.Text.AsSpan(Math.Max(0, task.Caret - LongestUnits), Math.Min(task.Caret, LongestUnits));
        var (low, high) = (0, before.Length);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            var wanted = before[^middle..].ToString();
            if (texts.Exists(text => Following(text, wanted).Any()))
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        if (low == 0)
        {
            return null;
        }

        var longest = before[^low..].ToString();
        return texts.SelectMany(text => Following(text, longest))
            .CountBy(following => following, StringComparer.Ordinal)
            .MaxBy(entry => entry.Value).Key;
    }

    private static IEnumerable<string> Following(string text, string wanted)
    {
        for (var at = text.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = text.IndexOf(wanted, at + 1, StringComparison.Ordinal))
        {
            var start = at + wanted.Length;
            var end = text.IndexOf('\n', start);
            var following = text[start..(end < 0 ? text.Length : end)].TrimEnd();
            if (!string.IsNullOrWhiteSpace(following))
            {
                yield return following;
            }
        }
    }
}

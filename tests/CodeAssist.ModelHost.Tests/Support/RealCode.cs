using CodeAssist.TestSupport;

namespace CodeAssist.ModelHost.Tests.Support;

/// <summary>Carets in the C# of this repository, the same on every run of the same sources.</summary>
internal static class RealCode
{
    private const int PrefixLength = 1_200;
    private const int SuffixLength = 500;

    /// <summary>Carets anywhere within lines of code.</summary>
    public static IEnumerable<Caret> Carets(int count, int seed)
    {
        var random = new Random(seed);
        var files = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "server"), "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => File.ReadAllText(path).ReplaceLineEndings("\n"))
            .Where(text => text.Length > 2_000)
            .ToList();
        while (count > 0)
        {
            var text = files[random.Next(files.Count)];
            var at = random.Next(200, text.Length - 100);
            var end = text.IndexOf('\n', at);
            if (end - at < 4 || string.IsNullOrWhiteSpace(text[(text.LastIndexOf('\n', at - 1) + 1)..at]))
            {
                continue;
            }

            count--;
            yield return new Caret(
                text[Math.Max(0, at - PrefixLength)..at], text[at..end], text[end..Math.Min(text.Length, end + SuffixLength)]);
        }
    }

    /// <param name="Before">Code before the caret.</param>
    /// <param name="Line">The rest of its line, which the author wrote.</param>
    /// <param name="After">What follows that line.</param>
    internal sealed record Caret(string Before, string Line, string After);
}

namespace CodeAssist.Benchmarks.Quality;

/// <summary>A piece taken out of a file, to be put back by a completion.</summary>
/// <param name="Path">Relative to the project's folder, with forward slashes.</param>
/// <param name="Kind">What was taken out: statement, expression, arguments, body, or line.</param>
/// <param name="Text">The file without it.</param>
/// <param name="Caret">Where it was.</param>
/// <param name="Wanted">What it was.</param>
internal sealed record Hole(string Path, string Kind, string Text, int Caret, string Wanted)
{
    public bool IsSeveralLines => Wanted.Contains('\n', StringComparison.Ordinal);

    public static Hole Cut(string path, string kind, string text, int start, int end) =>
        new(path, kind, text.Remove(start, end - start), start, text[start..end]);
}

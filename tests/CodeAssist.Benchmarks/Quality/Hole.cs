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

    /// <summary>The same hole once its first word has been begun; null where that has fewer than <paramref name="shortest"/> letters.</summary>
    public Hole? Begun(int shortest, Random random)
    {
        var word = Wanted.TakeWhile(unit => char.IsLetterOrDigit(unit) || unit is '_').Count();
        var typed = word < shortest || char.IsDigit(Wanted[0]) ? 0 : random.Next(1, word);
        return typed == 0 ? null : this with { Text = Text.Insert(Caret, Wanted[..typed]), Caret = Caret + typed, Wanted = Wanted[typed..] };
    }

    public static Hole Cut(string path, string kind, string text, int start, int end) =>
        new(path, kind, text.Remove(start, end - start), start, text[start..end]);
}

namespace CodeAssist.Core.Completion.Fim;

/// <summary>The tokens of a family by the texts that its vocabulary gives them.</summary>
/// <param name="Prefix">Stands before the code before the caret.</param>
/// <param name="Suffix">Stands before the code after the caret.</param>
/// <param name="Middle">Ends the prompt; null in the family that does without.</param>
public sealed record FimTokens(string Prefix, string Suffix, string? Middle)
{
    /// <summary>Stands before the repository's name; null where the family has none.</summary>
    public string? Repository { get; init; }

    /// <summary>Stands before a file's path; null where the family has none.</summary>
    public string? File { get; init; }
}

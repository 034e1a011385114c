using CodeAssist.Core.Models;

namespace CodeAssist.Core.Completion.Fim;

/// <summary>How a family of models was trained to fill in.</summary>
/// <param name="Id">Short name in catalogues.</param>
/// <param name="Name">For people.</param>
/// <param name="Layout">The order of its prompt.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="Source">Where order and tokens are written.</param>
public sealed record FimFamily(string Id, string Name, FimLayout Layout, FimTokens Tokens, string Source)
{
    /// <summary>What the name of such a model has in it, in small letters, where the tokens alone are those of others too.</summary>
    public IReadOnlyList<string> NameParts { get; init; } = [];

    /// <summary>How its tokens are written in a prompt of text, where that is not as its vocabulary has them.</summary>
    public FimTokens? AsText { get; init; }

    /// <summary>Whether its prompts begin with the token that ends texts.</summary>
    public bool BeginsWithEnd { get; init; }

    /// <summary>Why prompts of this family cannot be written, as the end of a sentence; null where they can.</summary>
    public string? Refusal { get; init; }
}
